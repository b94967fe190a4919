import { expect, it } from "vitest";
import type { Trip } from "./split";
import { usedOn, usedOnAll } from "./used";

const trip = (more: Partial<Trip>): Trip => ({ id: "1", ...more });
const electric = (more: object) =>
  trip({ distanceKm: 20, energyConsumptions: [{ type: "Electric", ...more }] });

it("has what a trip took from its amount, or from its average and its length", () => {
  expect(usedOn(electric({ kilowattHours: 3 }), "Electric")).toEqual({ amount: 3, km: 20 });
  expect(usedOn(electric({ kilowattHoursPer100Km: 15 }), "Electric")).toEqual({
    amount: 3,
    km: 20,
  });
  const fuel = trip({ distanceKm: 50, energyConsumptions: [{ type: "Fuel", litresPer100Km: 6 }] });
  expect(usedOn(fuel, "Fuel")).toEqual({ amount: 3, km: 50 });
});

it("tells nothing of another energy, without an amount or without a length", () => {
  expect(usedOn(electric({ kilowattHours: 3 }), "Fuel")).toBeUndefined();
  expect(usedOn(electric({}), "Electric")).toBeUndefined();
  expect(
    usedOn(trip({ energyConsumptions: [{ type: "Fuel", litres: 1 }] }), "Fuel"),
  ).toBeUndefined();
});

it("adds up the trips that say it: nothing used is an amount, and nothing said is none", () => {
  const trips = [electric({ kilowattHours: 3 }), electric({}), electric({ kilowattHours: 0 })];
  expect(usedOnAll(trips, "Electric")).toEqual({ amount: 3, km: 40, trips: 2 });
  expect(usedOnAll(trips, "Fuel")).toBeUndefined();
});
