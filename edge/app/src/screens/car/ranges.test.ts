import { expect, it } from "vitest";
import type { Status } from "../../service/cadence";
import type { Energy } from "../../service/car_facts";
import { sumOfRanges } from "./ranges";

const now = Date.parse("2026-03-01T12:00:00Z");
const minutesAgo = (minutes: number) => new Date(now - minutes * 60_000).toISOString();
const electric = (minutes: number): Energy => ({
  type: "Electric",
  rangeKm: 40,
  observedAt: minutesAgo(minutes),
});
const fuel = (minutes: number): Energy => ({
  type: "Fuel",
  rangeKm: 500,
  observedAt: minutesAgo(minutes),
});
const parked = { energies: [] } as unknown as Status;
const moving = { energies: [], kinetic: { moving: true } } as unknown as Status;

it("adds_two_ranges_that_are_fresh", () => {
  expect(sumOfRanges([electric(30), fuel(600)], parked, now)).toBe(540);
  expect(sumOfRanges([electric(1), fuel(2)], moving, now)).toBe(540);
});

it("adds_none_where_one_is_old_or_missing", () => {
  expect(sumOfRanges([electric(30), fuel(8 * 24 * 60)], parked, now)).toBeUndefined();
  expect(sumOfRanges([electric(1), fuel(11)], moving, now)).toBeUndefined();
  expect(
    sumOfRanges([{ ...electric(1), rangeKm: undefined }, fuel(1)] as Energy[], parked, now),
  ).toBe(undefined);
  expect(sumOfRanges([{ type: "Electric", rangeKm: 4 }, fuel(1)], parked, now)).toBeUndefined();
});

it("has_no_sum_of_one", () => {
  expect(sumOfRanges([electric(1)], parked, now)).toBeUndefined();
});
