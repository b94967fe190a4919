import { describe, expect, it } from "vitest";
import { type CarCommand, later } from "./later";

const reading = (updatedAt: string, steps: number, state: CarCommand["state"]): CarCommand => ({
  id: "one",
  vehicleId: "car",
  type: "lock",
  request: { type: "lock" },
  createdAt: "2026-11-28T07:14:58Z",
  done: false,
  state,
  updatedAt,
  history: Array.from({ length: steps }, () => ({ at: updatedAt, state })),
});

describe("of two readings of a command", () => {
  const early = reading("2026-11-28T07:14:58Z", 1, "sending");
  const late = reading("2026-11-28T07:15:04Z", 3, "waking");

  it("the later one is shown, whichever came first", () => {
    expect(later(undefined, early)).toBe(early);
    expect(later(early, late)).toBe(late);
    expect(later(late, early)).toBe(late);
  });

  it("the one with more steps is, within a second", () => {
    const further = reading(early.updatedAt, 2, "accepted");
    expect(later(further, early)).toBe(further);
    expect(later(early, further)).toBe(further);
  });
});
