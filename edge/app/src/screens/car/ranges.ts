// How far a car with two energies goes, and whether both figures may be added.

import { isMoving, isOld, kindOf, type ReadingKind, type Status } from "../../service/cadence";
import type { Energy } from "../../service/car_facts";

/** What the readings of an energy are of: it decides when they are old. */
export const kindOfEnergy = ({ type }: Energy, status: Status): ReadingKind =>
  type === "Electric" || isMoving(status) ? kindOf(status) : "resting";

/** Kilometres in all; undefined unless every energy has a range and none of them is old. */
export function sumOfRanges(
  energies: readonly Energy[],
  status: Status,
  now: number,
): number | undefined {
  let sum = 0;
  for (const energy of energies) {
    const { rangeKm, observedAt } = energy;
    if (rangeKm === undefined || observedAt === undefined) return undefined;
    if (isOld(observedAt, kindOfEnergy(energy, status), now)) return undefined;
    sum += rangeKm;
  }
  return energies.length > 1 ? sum : undefined;
}
