import { expect, it } from "vitest";
import type { Trip } from "../../parts/trip";
import { drivingOf } from "./driving";

const trip = (more: Partial<Trip>): Trip => ({ id: "1", ...more });

it("has the average speed of the trips that tell both their length and their time", () => {
  const whole = trip({ distanceKm: 60, durationSeconds: 3600 });
  const trips = [whole, trip({ durationSeconds: 1800 }), trip({ distanceKm: 100 })];
  expect(drivingOf(trips)).toEqual({ seconds: 5400, kmPerHour: 60 });
});

it("tells no speed where no trip tells both", () => {
  expect(drivingOf([trip({ durationSeconds: 60 }), trip({ distanceKm: 1 })])).toEqual({
    seconds: 60,
    kmPerHour: undefined,
  });
  expect(drivingOf([])).toEqual({ seconds: 0, kmPerHour: undefined });
});
