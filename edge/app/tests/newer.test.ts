import { expect, test, vi } from "vitest";
import { newer as newerOf } from "../src/service/newer";

const newer = (old: unknown, next: unknown) => newerOf(old, next);

const early = "2026-01-01T08:00:00Z";
const late = "2026-01-01T09:00:00Z";
vi.setSystemTime("2026-01-01T10:00:00Z");

test("what is read first is taken as it is", () => {
  expect(newer(undefined, { a: 1 })).toEqual({ a: 1 });
});

test("a part that is older than the one held gives way to it, and the rest is taken", () => {
  const held = {
    observedAt: late,
    doors: { observedAt: late, open: true },
    odometer: { observedAt: early, odometerKm: 1 },
  };
  const next = {
    observedAt: late,
    doors: { observedAt: early, open: false },
    odometer: { observedAt: late, odometerKm: 2 },
  };
  expect(newer(held, next)).toEqual({
    observedAt: late,
    doors: { observedAt: late, open: true },
    odometer: { observedAt: late, odometerKm: 2 },
  });
});

test("energies are compared by their type, whatever their place, and their charging by its own time", () => {
  const held = {
    energies: [
      { type: "Fuel", observedAt: early, levelPercent: 50 },
      {
        type: "Electric",
        observedAt: late,
        levelPercent: 80,
        charging: { observedAt: early, status: "InProgress" },
      },
    ],
  };
  const next = {
    energies: [
      {
        type: "Electric",
        observedAt: early,
        levelPercent: 70,
        charging: { observedAt: late, status: "Finished" },
      },
      { type: "Fuel", observedAt: late, levelPercent: 49 },
    ],
  };
  expect(newer(held, next)).toEqual({
    energies: [
      {
        type: "Electric",
        observedAt: late,
        levelPercent: 80,
        charging: { observedAt: late, status: "Finished" },
      },
      { type: "Fuel", observedAt: late, levelPercent: 49 },
    ],
  });
});

test("a document that is older as a whole gives way, also in what has no time of its own", () => {
  const held = { observedAt: late, position: { unavailable: "privacy" } };
  const next = { observedAt: early, position: { latitude: 1, longitude: 2 } };
  expect(newer(held, next)).toEqual(held);
});

test("a reading that is no longer given goes, and the same time counts as newer", () => {
  const held = { observedAt: early, position: { observedAt: early, latitude: 1 }, alarm: {} };
  const next = { observedAt: early, position: { unavailable: "privacy" } };
  expect(newer(held, next)).toEqual(next);
});

test("what the driver keeps back is hidden, also by a document that is older as a whole", () => {
  const held = {
    observedAt: late,
    position: { observedAt: early, latitude: 1 },
    doors: { observedAt: late, open: true },
    odometer: { observedAt: late, odometerKm: 1 },
  };
  const hidden = { position: { unavailable: "privacy" }, doors: { unavailable: "scope" } };
  const next = { observedAt: early, ...hidden, odometer: { unavailable: "not-sent" } };
  expect(newer(held, next)).toEqual({ ...held, ...hidden });
});

test("records of a list are no readings of one another, whatever their type", () => {
  const held = {
    items: [{ id: "1", type: "Fault", startPosition: { observedAt: late, latitude: 1 } }],
  };
  const next = {
    items: [{ id: "2", type: "Fault", startPosition: { observedAt: early, latitude: 2 } }],
  };
  expect(newer(held, next)).toEqual(next);
});

test("a time that cannot be read decides nothing", () => {
  expect(newer({ observedAt: "soon", a: 1 }, { observedAt: early, a: 2 })).toEqual({
    observedAt: early,
    a: 2,
  });
});

test("a time ahead of this device's by more than ten minutes decides nothing", () => {
  const at = (observedAt: string, odometerKm: number) => ({
    observedAt: early,
    odometer: { observedAt, odometerKm },
  });
  const right = at(late, 2);
  expect(newer(at("2031-06-01T00:00:00Z", 1), right)).toEqual(right);
  expect(newer(at("2026-01-01T10:10:01Z", 1), right)).toEqual(right);
  const soon = at("2026-01-01T10:10:00Z", 1);
  expect(newer(soon, right)).toEqual(soon);
});

test("a held time that is more than a week old orders nothing, and is no reason to keep what is older", () => {
  const part = (observedAt: string, level: number) => ({ type: "Electric", observedAt, level });
  const held = { observedAt: "2025-12-24T08:00:00Z", energies: [part("2025-12-24T08:00:00Z", 90)] };
  const next = { observedAt: late, energies: [part("2025-06-30T19:36:55Z", 20)] };
  expect(newer(held, next)).toEqual(next);
  const lately = { observedAt: early, energies: [part(early, 90)] };
  expect(newer(lately, next)).toEqual({ observedAt: late, energies: [part(early, 90)] });
  const newerPart = {
    observedAt: "2025-12-20T08:00:00Z",
    energies: [part("2025-12-25T08:00:00Z", 30)],
  };
  expect(newer(held, newerPart)).toMatchObject({ energies: [part("2025-12-25T08:00:00Z", 30)] });
});
