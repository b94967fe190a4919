// Trips by day or week of the driver's calendar.

import type { Trip } from "../../parts/trip";

export type PeriodKind = "day" | "week";

/** A day or a week, and the trips that began in it. */
export interface Period {
  start: Date;
  trips: readonly Trip[];
}

/** Beyond so many, days and weeks without a trip are left out. */
const MOST = 100;

/** When the day began, or the week on its Monday. */
export function startOf(time: Date, kind: PeriodKind): Date {
  const back = kind === "week" ? (time.getDay() + 6) % 7 : 0;
  return new Date(time.getFullYear(), time.getMonth(), time.getDate() - back);
}

// By the calendar, since days of 23 and 25 hours are days, too.
const after = (start: Date, kind: PeriodKind) =>
  new Date(start.getFullYear(), start.getMonth(), start.getDate() + (kind === "week" ? 7 : 1));

/** When a trip was, as far as it says so. */
export function timeOf({ startedAt, stoppedAt, createdAt }: Trip): Date | undefined {
  const time = startedAt ?? stoppedAt ?? createdAt;
  return time === undefined || Number.isNaN(Date.parse(time)) ? undefined : new Date(time);
}

/** When the first and the last of the trips were; nothing where none says it. */
export function spanOf(trips: readonly Trip[]): [Date, Date] | [] {
  const times = trips.map(timeOf).filter((time) => time !== undefined);
  const sorted = times.sort((one, two) => one.getTime() - two.getTime());
  const [first, last] = [sorted[0], sorted.at(-1)];
  return first && last ? [first, last] : [];
}

function grouped(trips: readonly Trip[], kind: PeriodKind): Map<number | undefined, Trip[]> {
  const groups = new Map<number | undefined, Trip[]>();
  for (const trip of trips) {
    const time = timeOf(trip);
    const key = time && startOf(time, kind).getTime();
    const group = groups.get(key);
    if (group) group.push(trip);
    else groups.set(key, [trip]);
  }
  return groups;
}

/** The days that have trips, in the order of the trips; trips without a time have no day. */
export const daysOf = (trips: readonly Trip[]): { day: Date | undefined; trips: Trip[] }[] =>
  [...grouped(trips, "day")].map(([key, trips]) => ({
    day: key === undefined ? undefined : new Date(key),
    trips,
  }));

/** From the first day or week that has a trip to the last, those without one between them. */
export function periodsOf(trips: readonly Trip[], kind: PeriodKind): Period[] {
  const groups = grouped(trips, kind);
  const starts = [...groups.keys()]
    .filter((key) => key !== undefined)
    .sort((one, two) => one - two);
  const [first, last] = [starts[0], starts.at(-1)];
  if (first === undefined || last === undefined) return [];
  const all: number[] = [];
  for (let start = new Date(first); start.getTime() <= last; start = after(start, kind)) {
    all.push(start.getTime());
    if (all.length > MOST) return asPeriods(starts, groups);
  }
  return asPeriods(all, groups);
}

const asPeriods = (starts: readonly number[], groups: Map<number | undefined, Trip[]>): Period[] =>
  starts.map((start) => ({ start: new Date(start), trips: groups.get(start) ?? [] }));

/** The list with what is known of the latest trip: it may have begun, gone on or ended meanwhile. */
export function withLatest(
  trips: readonly Trip[],
  latest: Trip | undefined,
  canBeNew: boolean,
): readonly Trip[] {
  if (!latest) return trips;
  const index = trips.findIndex(({ id }) => id === latest.id);
  if (index >= 0) return trips.map((trip, at) => (at === index ? latest : trip));
  const [first] = trips;
  const isNewer = !first || (timeOf(latest)?.getTime() ?? 0) > (timeOf(first)?.getTime() ?? 0);
  return canBeNew && isNewer ? [latest, ...trips] : trips;
}
