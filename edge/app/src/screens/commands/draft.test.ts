import { describe, expect, it } from "vitest";
import { addedTo, chargingRequest, climateRequest, type Draft, draftsOf, nextAt } from "./draft";

const draft = (slot: number, more: Partial<Draft> = {}): Draft => ({
  slot,
  startTime: "06:30",
  endTime: "",
  days: ["Mon"],
  enabled: true,
  repeats: true,
  ...more,
});

describe("times of heating and cooling", () => {
  it("are what the car has", () => {
    expect(
      draftsOf([
        { slot: 2, startTime: "06:30", days: ["Mon"], enabled: true, recurrence: "Daily" },
      ]),
    ).toEqual([draft(2)]);
    expect(draftsOf(undefined)).toEqual([]);
  });

  it("are sent where they differ, and no others", () => {
    const before = [draft(1), draft(2), draft(3)];
    expect(climateRequest(before, before)).toBeUndefined();
    expect(climateRequest(before, [draft(1), draft(2, { startTime: "07:00" })])).toEqual({
      type: "climate-programs",
      programs: [
        { slot: 2, startTime: "07:00", days: ["Mon"], enabled: true, repeats: true },
        { slot: 3, remove: true },
      ],
    });
    expect(climateRequest(before, [draft(1, { days: [] }), draft(2), draft(3)])).toBeUndefined();
  });

  it("take the first place that is free", () => {
    expect(addedTo([draft(1), draft(3)], 3)?.at(-1)?.slot).toBe(2);
    expect(addedTo([draft(1), draft(2)], 2)).toBeUndefined();
  });
});

describe("times of charging", () => {
  it("are sent all together, an end only where there is one", () => {
    const before = [draft(1)];
    expect(chargingRequest(before, before)).toBeUndefined();
    expect(chargingRequest(before, [])).toBeUndefined();
    expect(chargingRequest(before, [draft(1), draft(2, { endTime: "05:00" })])).toEqual({
      type: "charging-schedule",
      programs: [
        { startTime: "06:30", days: ["Mon"], enabled: true },
        { startTime: "06:30", endTime: "05:00", days: ["Mon"], enabled: true },
      ],
    });
  });

  it("begin the next time that the clock shows it", () => {
    const now = new Date(2026, 10, 29, 21, 0).getTime();
    expect(nextAt("22:15", now)).toEqual(new Date(2026, 10, 29, 22, 15));
    expect(nextAt("21:00", now)).toEqual(new Date(2026, 10, 30, 21, 0));
    expect(nextAt("", now)).toBeUndefined();
  });
});
