import { expect, it } from "vitest";
import alerts from "./en/alerts";
import words from "./en/words";
import { alertTexts, readable, word } from "./word";

it("has the text of a word, and else the word itself", () => {
  expect(word(words.chargingStatus, "InProgress")).toBe("Charging");
  expect(word(words.chargingStatus, "WaitingForSun")).toBe("Waiting for sun");
  expect(word(words.chargingStatus, "")).toBe("");
});

it.each(["constructor", "toString", "__proto__", "hasOwnProperty"])(
  "does not take %s for a word that a table has",
  (name) => {
    expect(word(words.chargingStatus, name)).toBe(readable(name));
    expect(alertTexts(alerts, name).advice).toBe(alerts.unknown.advice);
  },
);

it.each([
  ["LeftFrontTireUnknown", "Left front tire unknown"],
  ["ABSFault", "ABS fault"],
  ["Level6", "Level6"],
  ["already-gone", "Already gone"],
  ["vehicle.trip.pause", "Vehicle trip pause"],
  ["data:sound", "Data sound"],
  ["HybridECOPlus", "Hybrid ECO plus"],
  ["WithATrailer", "With a trailer"],
  ["Été", "Été"],
])("reads %s as %s", (name, text) => {
  expect(readable(name)).toBe(text);
});

it("has the advice to look at the car for an alert that nobody knows", () => {
  expect(alertTexts(alerts, "BrakingSystemFailure")).toBe(alerts.BrakingSystemFailure);
  expect(alertTexts(alerts, "BonnetOpen")).toEqual({
    text: "Bonnet open",
    advice: alerts.unknown.advice,
  });
  expect(alertTexts(alerts, undefined)).toEqual(alerts.unknown);
});
