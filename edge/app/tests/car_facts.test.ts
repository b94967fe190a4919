import { expect, test } from "vitest";
import type { Status } from "../src/service/cadence";
import {
  driveOf,
  energiesOf,
  finishOf,
  hasNoPlug,
  pathOf,
  titleOf,
} from "../src/service/car_facts";

const status = (...energies: Status["energies"]) => ({ energies }) as Status;
const electric = { type: "Electric", levelPercent: 80 };
const tank = { type: "Fuel", levelPercent: 60 };
const empty = { type: "Fuel", levelPercent: 0 };

test("what drives a car is what its maker says, or else what it reports", () => {
  expect(driveOf({ motorization: "Hybrid" }, status(electric))).toBe("hybrid");
  expect(driveOf({}, status(electric, empty))).toBe("electric");
  expect(driveOf({}, status(electric, { type: "Fuel", rangeKm: 0 }))).toBe("electric");
  expect(driveOf({}, status(electric, tank))).toBe("hybrid");
  expect(driveOf({}, status(tank))).toBe("thermal");
  expect(driveOf({}, undefined)).toBe("thermal");
});

test("a hybrid whose battery is too small for one has no plug", () => {
  const battery = (capacityWh: number) => status(tank, { ...electric, battery: { capacityWh } });
  const hybrid = { motorization: "Hybrid" };
  expect(hasNoPlug(hybrid, battery(900))).toBe(true);
  expect(hasNoPlug(hybrid, battery(13_000))).toBe(false);
  expect(hasNoPlug(hybrid, battery(0))).toBe(false);
  expect(hasNoPlug(hybrid, status(tank, electric))).toBe(false);
});

test("an electric car has no tank, and a hybrid its battery first", () => {
  expect(energiesOf({ motorization: "Electric" }, status(empty, electric))).toEqual([electric]);
  expect(energiesOf({ motorization: "Hybrid" }, status(tank, electric))).toEqual([electric, tank]);
  expect(energiesOf({ motorization: "Thermic" }, status({ type: "Electric" }, tank))).toEqual([
    tank,
  ]);
});

test("charging is done when the car said so, unless that is past", () => {
  const charging = {
    status: "InProgress",
    remainingTimeSeconds: 3_600,
    observedAt: "2026-01-01T08:00:00Z",
  };
  const at = (time: string) => finishOf(charging, Date.parse(time))?.toISOString();
  expect(at("2026-01-01T08:30:00Z")).toBe("2026-01-01T09:00:00.000Z");
  expect(at("2026-01-01T09:00:00Z")).toBeUndefined();
  expect(finishOf({ ...charging, status: "Stopped" }, 0)).toBeUndefined();
});

test("a car is called by brand and model", () => {
  const brands = new Map([["citroen", "Citroën"]]);
  const car = { id: "1", brand: "citroen", label: "C3" };
  expect(titleOf(car, brands)).toBe("Citroën C3");
  expect(titleOf({ ...car, label: "CITROËN C3" }, brands)).toBe("CITROËN C3");
  expect(titleOf({ id: "1" }, brands)).toBe("");
});

test("an id stands in an address as one segment", () => {
  expect(pathOf("a/b", "trips", "c d")).toBe("/cars/a%2Fb/trips/c%20d");
});
