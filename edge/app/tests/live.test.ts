import { signal } from "@preact/signals";
import type { LiveMessage } from "kerbside";
import { expect, test } from "vitest";
import { askAgainAfter, isOld, kindOf, type Status } from "../src/service/cadence";
import { concerns, isAskedTwice, isDue } from "../src/service/live";

const message = (type: string, vehicleId: string) =>
  ({ type, vehicleId }) as unknown as LiveMessage;
const reset: LiveMessage = { type: "reset" };
const base = {
  odometer: { unavailable: "privacy" },
  position: { unavailable: "privacy" },
} as const;
const charging = {
  ...base,
  energies: [{ type: "Electric", charging: { status: "InProgress" } }],
} as Status;
const moving = { ...base, energies: [], kinetic: { moving: true } } as Status;
const parked = { ...base, energies: [{ type: "Electric" }] } as Status;

test("a message concerns the questions about its car that its kind may have changed", () => {
  const status = { vehicleId: "a" };
  const commands = { vehicleId: "a", on: ["command"] } as const;
  expect(concerns(message("status", "a"), status)).toBe(true);
  expect(concerns(message("status", "b"), status)).toBe(false);
  expect(concerns(message("status", "a"), commands)).toBe(false);
  expect(concerns(message("command", "a"), commands)).toBe(true);
  expect(concerns(message("new-kind", "a"), commands)).toBe(false);
});

test("what a relay may have held from before an event is asked for once more", () => {
  const of = (type: string, data: object) => ({ type, vehicleId: "a", data }) as LiveMessage;
  const at = (observedAt: string) => ({ ...parked, observedAt });
  const event = of("status", { updatedAt: "2026-11-28T07:15:10Z" });
  expect(isAskedTwice(event, at("2026-11-28T07:15:09Z"))).toBe(true);
  expect(isAskedTwice(event, parked)).toBe(true);
  expect(isAskedTwice(event, undefined)).toBe(true);
  // As this page's own reading, of which it is told as well.
  expect(isAskedTwice(event, at("2026-11-28T07:15:10Z"))).toBe(false);
  expect(isAskedTwice(event, at("2026-11-28T07:15:11Z"))).toBe(false);
  expect(isAskedTwice(of("rule", {}), at("2026-11-28T07:15:11Z"))).toBe(true);
  expect(isAskedTwice(of("command", { done: true }), parked)).toBe(true);
  expect(isAskedTwice(of("command", { done: false }), parked)).toBe(false);
  expect(isAskedTwice(reset, parked)).toBe(false);
});

test("a reset concerns everything", () => {
  expect(concerns(reset, { vehicleId: "a", on: [] })).toBe(true);
  expect(concerns(reset, {})).toBe(true);
});

test("a car that charges or moves is asked every minute, any other every five", () => {
  expect([charging, moving, parked, undefined].map(askAgainAfter)).toEqual([
    60_000, 60_000, 300_000, 300_000,
  ]);
  const due = (value: unknown, key: string, age: number, on?: ("status" | "command")[]) =>
    isDue({
      question: { key, slot: "s1", read: async () => value, ...(on && { on }) },
      value: signal(value),
      isOlderThan: (than) => age >= than,
    });
  expect(due(charging, "status/a", 60_000)).toBe(true);
  expect(due(charging, "status/a", 59_999)).toBe(false);
  expect(due(parked, "status/a", 60_000)).toBe(false);
  expect(due(parked, "status/a", 300_000)).toBe(true);
  expect(due(charging, "trips/a", 60_000)).toBe(false);
  expect(due(undefined, "user", 300_000, [])).toBe(false);
});

test("a reading is old after 15 minutes of charging, 10 of moving, and else a week", () => {
  const now = Date.parse("2026-01-10T12:00:00Z");
  const ago = (minutes: number) => new Date(now - minutes * 60_000).toISOString();
  expect([charging, moving, parked].map(kindOf)).toEqual(["charging", "moving", "resting"]);
  for (const [kind, minutes] of [
    ["charging", 15],
    ["moving", 10],
    ["resting", 7 * 24 * 60],
  ] as const) {
    expect(isOld(ago(minutes), kind, now)).toBe(false);
    expect(isOld(ago(minutes + 1), kind, now)).toBe(true);
  }
  expect(isOld(undefined, "resting", now)).toBe(false);
});
