import { expect, it } from "vitest";
import type { Trip } from "../../parts/trip";
import { daysOf, periodsOf, spanOf, startOf, timeOf, withLatest } from "./periods";

const at = (month: number, day: number, hour = 12): Trip => {
  const startedAt = new Date(2026, month - 1, day, hour).toISOString();
  return { id: startedAt, startedAt };
};

it("has weeks begin on Monday, and days at midnight", () => {
  // A Sunday.
  expect(startOf(new Date(2026, 10, 29, 23, 59), "week")).toEqual(new Date(2026, 10, 23));
  expect(startOf(new Date(2026, 10, 23, 0, 0), "week")).toEqual(new Date(2026, 10, 23));
  expect(startOf(new Date(2026, 10, 29, 23, 59), "day")).toEqual(new Date(2026, 10, 29));
});

it("has the days without a trip between those with one, over a change of clocks, too", () => {
  const periods = periodsOf([at(10, 27), at(10, 23, 0), at(10, 23, 23)], "day");
  expect(periods.map(({ start }) => start.getDate())).toEqual([23, 24, 25, 26, 27]);
  expect(periods.map(({ trips }) => trips.length)).toEqual([2, 0, 0, 0, 1]);
  expect(periods.every(({ start }) => start.getHours() === 0)).toBe(true);
});

it("leaves out the days without a trip where they would be many", () => {
  expect(periodsOf([at(1, 1), at(11, 1)], "day")).toHaveLength(2);
  expect(periodsOf([at(1, 1), at(11, 1)], "week")).toHaveLength(44);
  expect(periodsOf([{ id: "no time" }], "day")).toEqual([]);
});

it("groups by day in the order of the trips, those without a time apart", () => {
  const days = daysOf([at(11, 29, 20), at(11, 29, 1), at(11, 28), { id: "no time" }]);
  expect(days.map(({ day }) => day?.getDate())).toEqual([29, 28, undefined]);
  expect(days.map(({ trips }) => trips.length)).toEqual([2, 1, 1]);
});

it("takes the best time that a trip has", () => {
  expect(timeOf({ id: "1", stoppedAt: "2026-11-29T10:00:00Z" })?.getTime()).toBe(
    Date.UTC(2026, 10, 29, 10),
  );
  expect(timeOf({ id: "1", startedAt: "soon" })).toBeUndefined();
});

it("puts the latest trip in its place, and first only where it is new and wanted", () => {
  const [old, older] = [at(11, 28), at(11, 27)];
  const gone = { ...old, distanceKm: 9 };
  expect(withLatest([old, older], gone, false)).toEqual([gone, older]);
  const fresh = at(11, 29);
  expect(withLatest([old, older], fresh, true)).toEqual([fresh, old, older]);
  expect(withLatest([old, older], fresh, false)).toEqual([old, older]);
  expect(withLatest([old, older], at(11, 1), true)).toEqual([old, older]);
  expect(withLatest([old], undefined, true)).toEqual([old]);
});

it("spans from the first to the last of the trips that say when they were", () => {
  const [first, last] = spanOf([at(11, 29, 20), { id: "no time" }, at(11, 2, 1)]);
  expect(first).toEqual(new Date(2026, 10, 2, 1));
  expect(last).toEqual(new Date(2026, 10, 29, 20));
  expect(spanOf([{ id: "no time" }])).toEqual([]);
});
