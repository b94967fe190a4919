// What the bars of the chart stand for.

import { PROPULSIONS, type Propulsion, splitOf, type Trip } from "../../parts/trip";
import { type Period, type PeriodKind, periodsOf } from "./periods";

/** A part of each bar: what drove the car, what is not told of that, or everything together. */
export type Part = Propulsion | "rest" | "all";

export interface ChartData {
  parts: readonly Part[];
  periods: readonly Period[];
  /** A list a period, with a value a part: a day without a trip has zeros, an unknown distance none. */
  values: readonly (readonly (number | undefined)[])[];
}

/** `perKm`: how much a kilometre is in the unit of the chart. */
export function chartOf(trips: readonly Trip[], kind: PeriodKind, perKm: number): ChartData {
  const periods = periodsOf(trips, kind);
  const split = trips.some((trip) => splitOf(trip) !== undefined);
  const candidates: readonly Part[] = split ? [...PROPULSIONS, "rest"] : ["all"];
  const all = periods.map(({ trips }) => candidates.map((part) => kmOf(trips, part)));
  // A part that is never driven is none of the chart's.
  const isUsed = (index: number) => !split || all.some((values) => (values[index] ?? 0) > 0);
  const used = (_: unknown, index: number) => isUsed(index);
  return {
    parts: candidates.filter(used),
    periods,
    values: all.map((values) =>
      values.filter(used).map((km) => (km === undefined ? km : km * perKm)),
    ),
  };
}

function kmOf(trips: readonly Trip[], part: Part): number | undefined {
  if (trips.length === 0) return 0;
  const known = trips
    .map((trip) => {
      if (part === "all") return trip.distanceKm;
      const split = splitOf(trip);
      if (part === "rest") return split ? 0 : trip.distanceKm;
      return split?.[part] ?? 0;
    })
    .filter((km) => km !== undefined);
  return known.length === 0 ? undefined : known.reduce((sum, km) => sum + km, 0);
}
