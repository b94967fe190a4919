// How much of a trip was driven on electricity and how much on fuel, as its segments tell it.

import type { Schemas } from "kerbside";

export type Trip = Schemas["Trip"];

/** What drove the car, in the words of the API. */
export const PROPULSIONS = ["Electric", "Thermal", "Hybrid"] as const;
export type Propulsion = (typeof PROPULSIONS)[number];

/** Kilometres by what drove the car. */
export type Split = Readonly<Record<Propulsion, number>>;

const isListed = (word: string | undefined): word is Propulsion =>
  (PROPULSIONS as readonly (string | undefined)[]).includes(word);

/** The parts of a trip; nothing where it has no segments, or they do not say how long they are. */
export function splitOf({ segments = [], distanceKm }: Trip): Split | undefined {
  if (segments.length === 0) return undefined;
  const split = { Electric: 0, Thermal: 0, Hybrid: 0 };
  for (const { propulsion, percent, distanceKm: own } of segments) {
    const share = percent === undefined ? undefined : ((distanceKm ?? Number.NaN) * percent) / 100;
    const length = own ?? share ?? Number.NaN;
    if (!isListed(propulsion) || Number.isNaN(length)) return undefined;
    split[propulsion] += length;
  }
  return split.Electric + split.Thermal + split.Hybrid > 0 ? split : undefined;
}

/** The parts of several trips together, and how far those went whose parts are known. */
export function splitOfAll(trips: readonly Trip[]): { split: Split; trips: number } | undefined {
  const known = trips.map(splitOf).filter((split) => split !== undefined);
  if (known.length === 0) return undefined;
  const sum = (part: Propulsion) => known.reduce((total, split) => total + split[part], 0);
  const split = { Electric: sum("Electric"), Thermal: sum("Thermal"), Hybrid: sum("Hybrid") };
  return { split, trips: known.length };
}
