import { expect, it } from "vitest";
import type { Trip } from "../../parts/trip";
import { chartOf } from "./chart_data";

const on = (day: number, more: Partial<Trip>): Trip => ({
  id: String(day),
  startedAt: new Date(2026, 10, day, 12).toISOString(),
  ...more,
});

it("has one bar a day where nothing is known of the parts, and a gap where nothing is known at all", () => {
  const trips = [on(4, { distanceKm: 8 }), on(3, {}), on(1, { distanceKm: 5 })];
  const { parts, values } = chartOf(trips, "day", 1);
  expect(parts).toEqual(["all"]);
  expect(values).toEqual([[5], [0], [undefined], [8]]);
});

it("parts the bars by what drove the car, and has what is not told apart", () => {
  const segments = [
    { propulsion: "Electric", distanceKm: 6 },
    { propulsion: "Thermal", distanceKm: 4 },
  ];
  const trips = [on(2, { distanceKm: 7 }), on(1, { distanceKm: 10, segments })];
  const { parts, values } = chartOf(trips, "day", 2);
  expect(parts).toEqual(["Electric", "Thermal", "rest"]);
  expect(values).toEqual([
    [12, 8, 0],
    [0, 0, 14],
  ]);
});
