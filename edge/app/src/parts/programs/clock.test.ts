import { afterAll, expect, it, vi } from "vitest";
import { clockText } from "./clock";

// In Paris no clock shows 2:30 on this day.
vi.hoisted(() => vi.setSystemTime("2026-03-29T10:00:00Z"));
afterAll(() => vi.useRealTimers());

it("says every time of day as it is, also on the day on which clocks go forward", () => {
  expect(["00:00", "01:59", "02:30", "3:00", "22:05:00"].map(clockText)).toEqual([
    "00:00",
    "01:59",
    "02:30",
    "03:00",
    "22:05",
  ]);
});

it("shows what is no time of day as it came", () => {
  expect(clockText("noon")).toBe("noon");
});
