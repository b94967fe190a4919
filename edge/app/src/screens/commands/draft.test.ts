import type { Schemas } from "kerbside";
import { describe, expect, it } from "vitest";
import {
  addedTo,
  chargingChanges,
  chargingRequest,
  climateChanges,
  climateRequest,
  type Draft,
  draftsOf,
  type Edit,
  isOver,
  isOvertaken,
  nextAt,
} from "./draft";

const draft = (slot: number, more: Partial<Draft> = {}): Draft => ({
  slot,
  startTime: "06:30",
  endTime: "",
  days: ["Mon"],
  enabled: true,
  repeats: true,
  ...more,
});
const edit = (base: Draft[], edited: Draft[], seen = base): Edit => ({ base, seen, edited });

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
    const [odd, later] = [draft(1, { days: [], enabled: false }), draft(2, { startTime: "07:00" })];
    expect(climateRequest([odd, draft(2)], [odd, later])).toMatchObject({
      programs: [{ slot: 2 }],
    });
  });

  it("are added in a place that the car has not got taken meanwhile", () => {
    expect(addedTo([draft(1)], 4)?.at(-1)?.slot).toBe(2);
    expect(addedTo([draft(1)], 4, [draft(2)])?.at(-1)?.slot).toBe(3);
    expect(addedTo([draft(1)], 2, [draft(2)])).toBeUndefined();
  });

  it("are the car's own once it reports what was added", () => {
    const edited = addedTo([draft(1)], 3) ?? [];
    expect(isOver(climateChanges, edit([draft(1)], edited), [draft(1)])).toBe(false);
    const added: Schemas["Program"] = {
      slot: 2,
      startTime: "07:00",
      days: ["Mon", "Tue", "Wed", "Thu", "Fri"],
      enabled: true,
      recurrence: "Daily",
    };
    const [reported] = draftsOf([added]);
    expect(reported).toEqual(edited[1]);
    const now = [draft(1), ...draftsOf([added])];
    expect(isOver(climateChanges, edit([draft(1)], edited), now)).toBe(true);
    // What others have set beside them is no reason to go on.
    expect(isOver(climateChanges, edit([draft(1)], edited), [...now, draft(3)])).toBe(true);
    // One that is not whole yet is not what the car has.
    const half = [draft(1, { days: [] }), ...draftsOf([added])];
    expect(isOver(climateChanges, edit([draft(1)], half), now)).toBe(false);
    // What was changed and changed back is no change.
    expect(isOver(climateChanges, edit([draft(1)], [draft(1)]), now)).toBe(true);
  });

  it("that others have set meanwhile are told of, and are not removed", () => {
    const edited = [draft(1, { startTime: "07:00" })];
    const reported = [draft(1), draft(2)];
    const mine = edit([draft(1)], edited);
    expect(isOvertaken(climateChanges, mine, [draft(1)])).toBe(false);
    expect(isOvertaken(climateChanges, mine, reported)).toBe(true);
    expect(isOver(climateChanges, mine, reported)).toBe(false);
    expect(climateRequest(mine.base, edited)).toEqual({
      type: "climate-programs",
      programs: [{ slot: 1, startTime: "07:00", days: ["Mon"], enabled: true, repeats: true }],
    });
    // Once the driver knows, they are told no more, and the edit ends when the car has it.
    const known = edit([draft(1)], edited, reported);
    expect(isOvertaken(climateChanges, known, reported)).toBe(false);
    expect(isOvertaken(climateChanges, known, [draft(1), draft(2), draft(3)])).toBe(true);
    expect(isOver(climateChanges, known, [...edited, draft(2)])).toBe(true);
  });

  it("that come one after the other are no one else's", () => {
    const edited = [draft(1, { enabled: false }), draft(2)];
    const mine = edit([draft(1)], edited);
    const reported = [draft(1), draft(2)];
    expect(isOver(climateChanges, mine, reported)).toBe(false);
    expect(isOvertaken(climateChanges, mine, reported)).toBe(false);
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

  it("are the car's own once it reports them, in whichever places", () => {
    const edited = addedTo([draft(2)], 7) ?? [];
    const reported = edited.map((one, index) => ({ ...one, slot: index + 1 }));
    expect(isOver(chargingChanges, edit([draft(2)], edited), reported)).toBe(true);
    expect(chargingRequest(reported, edited)).toBeUndefined();
    const ended = [draft(1, { endTime: "05:00" })];
    expect(isOver(chargingChanges, edit([draft(1)], ended), [draft(1)])).toBe(false);
    const [both, one] = [[draft(1), draft(2)], [draft(1)]];
    expect(isOver(chargingChanges, edit(both, one), both)).toBe(false);
  });

  it("that others have set meanwhile are told of: what is sent replaces them", () => {
    const edited = [draft(1, { startTime: "22:00" })];
    const reported = [draft(1), draft(2)];
    expect(isOvertaken(chargingChanges, edit([draft(1)], edited), reported)).toBe(true);
    expect(isOvertaken(chargingChanges, edit([draft(1)], edited, reported), reported)).toBe(false);
    expect(isOvertaken(chargingChanges, edit([draft(1)], edited), edited)).toBe(false);
  });

  it("have no end where the car charges on until it is full", () => {
    const program = { startTime: "22:00", endTime: "06:00", days: ["Mon" as const] };
    expect(draftsOf([program])[0]?.endTime).toBe("06:00");
    const drafts = draftsOf([{ ...program, chargeUntilFull: true }]);
    expect(drafts[0]?.endTime).toBe("");
    const days = drafts.map((one): Draft => ({ ...one, days: ["Tue"] }));
    expect(chargingRequest(drafts, days)).toEqual({
      type: "charging-schedule",
      programs: [{ startTime: "22:00", days: ["Tue"], enabled: true }],
    });
  });

  it("begin the next time that the clock shows it", () => {
    const now = new Date(2026, 10, 29, 21, 0).getTime();
    expect(nextAt("22:15", now)).toEqual(new Date(2026, 10, 29, 22, 15));
    expect(nextAt("21:00", now)).toEqual(new Date(2026, 10, 30, 21, 0));
    expect(nextAt("", now)).toBeUndefined();
  });

  // In Paris, 02:30 is left out on 29 March 2026, and comes twice on 25 October.
  it.each([
    ["03:40", "02:30", "2026-03-29T03:40+02:00", "2026-03-30T02:30+02:00"],
    ["01:00", "02:30", "2026-03-29T01:00+01:00", "2026-03-29T03:30+02:00"],
    ["23:00", "22:00", "2026-03-28T23:00+01:00", "2026-03-29T22:00+02:00"],
    ["02:15 first", "02:30", "2026-10-25T02:15+02:00", "2026-10-25T02:30+02:00"],
    ["02:45 first", "02:30", "2026-10-25T02:45+02:00", "2026-10-25T02:30+01:00"],
    ["02:45 again", "02:30", "2026-10-25T02:45+01:00", "2026-10-26T02:30+01:00"],
    ["23:00", "22:00", "2026-10-24T23:00+02:00", "2026-10-25T22:00+01:00"],
  ])("at %s, %s is next shown when it should be", (_, time, now, next) => {
    expect(nextAt(time, Date.parse(now))).toEqual(new Date(next));
  });
});
