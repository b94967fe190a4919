import { expect, it } from "vitest";
import { type CarPictureTexts, sentences } from "./sentences";

const texts: CarPictureTexts = {
  label: "Car",
  opening: ({ identifier, state }) => `${identifier} ${state}`,
  allClosed: "closed",
  openingsUnknown: "openings unknown",
  locks: { locked: "locked", unlocked: "unlocked", partly: "partly", unknown: "locks unknown" },
  unlocked: (part) => `${part} unlocked`,
  charge: {
    unplugged: "unplugged",
    plugged: "plugged",
    charging: "charging",
    charged: "charged",
    failed: "failed",
  },
  lamp: (kind, { side }) => `${kind} ${side}`,
};

it("says_that_nothing_is_known", () => {
  expect(sentences({}, "left", texts)).toEqual(["locks unknown", "openings unknown"]);
});

it("says_in_one_sentence_that_all_is_closed", () => {
  const openings = [
    { identifier: "Driver", state: "Closed" },
    { identifier: "Trunk", state: "Closed" },
  ];
  expect(sentences({ doors: { openings, lockedStates: ["Locked"] } }, "left", texts)).toEqual([
    "locked",
    "closed",
  ]);
});

it("names_what_is_open_first_and_what_nobody_knows_by_its_word", () => {
  const body = {
    doors: {
      lockedStates: ["Locked", "TrunkUnlocked"],
      openings: [
        { identifier: "Driver", state: "Closed" },
        { identifier: "Frunk", state: "Ajar" },
        { identifier: "Trunk", state: "Open" },
      ],
    },
    charging: { plugged: true, status: "InProgress" },
    lighting: { turnSignals: [{ side: "Left", status: "On" }] },
  };
  expect(sentences(body, "left", texts)).toEqual([
    "partly",
    "boot unlocked",
    "Trunk Open",
    "Frunk Ajar",
    "Driver Closed",
    "charging",
    "turn Left",
  ]);
});
