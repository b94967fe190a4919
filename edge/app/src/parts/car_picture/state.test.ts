import { describe, expect, it } from "vitest";
import { chargeOf, cornersOf, lampsOf, locksOf, partsOf } from "./state";

describe("openings", () => {
  it("puts_the_driver_on_the_side_that_is_asked_for", () => {
    const openings = [{ identifier: "Driver", state: "Open" }];
    expect(partsOf(openings, "left")).toMatchObject({ frontLeft: "open", frontRight: "unknown" });
    expect(partsOf(openings, "right")).toMatchObject({ frontLeft: "unknown", frontRight: "open" });
  });

  it("takes_a_word_that_nobody_knows_for_unknown", () => {
    const openings = [
      { identifier: "Trunk", state: "Ajar" },
      { identifier: "Frunk", state: "Open" },
      { state: "Open" },
      {},
    ];
    expect(new Set(Object.values(partsOf(openings, "left")))).toEqual(new Set(["unknown"]));
  });

  it("believes_the_report_that_says_open", () => {
    const openings = [
      { identifier: "Trunk", state: "Open" },
      { identifier: "Trunk", state: "Closed" },
    ];
    expect(partsOf(openings, "left").boot).toBe("open");
    expect(partsOf(openings.toReversed(), "left").boot).toBe("open");
  });
});

describe("locks", () => {
  it.each([
    [[], "unknown", []],
    [["Locked"], "locked", []],
    [["SuperLocked"], "locked", []],
    [["Unlocked"], "unlocked", []],
    [["Locked", "Unlocked"], "unlocked", []],
    [["Locked", "TrunkUnlocked"], "partly", ["boot"]],
    [["Locked", "CargoDoorsUnlocked"], "partly", ["boot"]],
    [["DriverDoorUnlocked"], "partly", ["frontLeft"]],
    [["RearDoorsUnlocked"], "partly", ["rearLeft", "rearRight"]],
    [["Unlocked", "TrunkLocked"], "partly", ["frontLeft", "frontRight", "rearLeft", "rearRight"]],
    [["CabinDoorsUnlocked", "TrunkUnlocked"], "unlocked", []],
    [["TrunkLocked", "RearDoorsLocked"], "unknown", []],
    [["HalfLocked"], "unknown", []],
  ])("reads_%j_as_%s", (words, locks, unlocked) => {
    expect(locksOf(words, "left")).toEqual({ locks, unlocked });
  });

  it("unlocks_the_driver's_door_on_the_driver's_side", () => {
    expect(locksOf(["DriverDoorUnlocked"], "right").unlocked).toEqual(["frontRight"]);
  });
});

describe("charging", () => {
  it.each([
    [undefined, undefined],
    [{}, undefined],
    [{ plugged: true }, "plugged"],
    [{ plugged: false }, "unplugged"],
    [{ status: "InProgress", plugged: true }, "charging"],
    [{ status: "Finished", plugged: true }, "charged"],
    [{ status: "Finished", plugged: false }, "unplugged"],
    [{ status: "Failure", plugged: true }, "failed"],
    [{ status: "Failure", plugged: false }, "unplugged"],
    [{ status: "Stopped", plugged: true }, "plugged"],
    [{ status: "Disconnected" }, "unplugged"],
    [{ status: "Balancing", plugged: true }, "plugged"],
    [{ status: "Balancing" }, undefined],
  ])("reads_%j_as_%s", (charging, charge) => {
    expect(chargeOf(charging)).toBe(charge);
  });
});

describe("lamps", () => {
  it("shows_those_that_are_on", () => {
    const lighting = {
      fogLamps: [
        { position: "Rear", status: "On" },
        { position: "Front", status: "Off" },
      ],
      turnSignals: [
        { side: "Left", status: "On" },
        { side: "Right", status: "Blink" },
      ],
    };
    expect(lampsOf(lighting).map(({ kind }) => kind)).toEqual(["fog", "turn"]);
    expect(lampsOf(undefined)).toEqual([]);
  });

  it("shines_at_every_corner_that_the_lamp_does_not_rule_out", () => {
    expect(cornersOf({ position: "Rear" })).toHaveLength(2);
    expect(cornersOf({ side: "Left" })).toHaveLength(2);
    expect(cornersOf({ position: "Front", side: "Left" })).toHaveLength(1);
    expect(cornersOf({ position: "Middle" })).toHaveLength(0);
  });
});
