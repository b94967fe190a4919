import { expect, test } from "vitest";
import { takes } from "./takes";
import type { CarAction } from "./use_actions";

test("what a car does not take of a command is not taken, and all else is", () => {
  const row = (type: string, without?: string[]): CarAction => ({
    type,
    action: "charging",
    available: true,
    ...(without && { without }),
  });
  const all = [
    row("climate", ["on=false"]),
    row("charging-preferences", ["limit"]),
    row("charging"),
  ];
  expect(takes(all, { type: "climate", on: true })).toBe(true);
  expect(takes(all, { type: "climate", on: false })).toBe(false);
  expect(takes(all, { type: "charging-preferences", powerLevel: 3 })).toBe(true);
  expect(takes(all, { type: "charging-preferences", limit: "full", powerLevel: 3 })).toBe(false);
  expect(takes(all, { type: "charging", on: false })).toBe(true);
  expect(takes([], { type: "lock" })).toBe(true);
});
