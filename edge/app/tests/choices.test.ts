import type { Signal } from "@preact/signals";
import { expect, test } from "vitest";
import { agreeToTiles, hasTiles, tileHost } from "../src/parts/tiles";
import { appSettings } from "../src/service/app_settings";
import { keeping } from "../src/service/kept";
import {
  defaults,
  forgetConsents,
  languageOf,
  prefer,
  preferences,
} from "../src/service/preferences";

test("the first language of the browser's that there is, or English", () => {
  expect(languageOf(["nl-BE", "fr-BE", "en"])).toBe("fr");
  expect(languageOf(["DE-at"])).toBe("de");
  expect(languageOf(["nl"])).toBe("en");
  expect(languageOf([])).toBe("en");
});

test("miles and degrees follow from the region", () => {
  expect(defaults(["en-GB"])).toMatchObject({ units: "imperial", temperature: "celsius" });
  expect(defaults(["en-US"])).toMatchObject({ units: "imperial", temperature: "fahrenheit" });
  expect(defaults(["fr-FR", "en-GB"])).toMatchObject({ units: "metric", temperature: "celsius" });
  expect(defaults([])).toMatchObject({ units: "metric", keep: false, tiles: "" });
});

test("tiles are of the host that the driver has agreed to, and of no other that is set later", () => {
  const set = (tiles: string) => {
    (appSettings as Signal).value = { map: { tiles, attribution: "" } };
  };
  set("https://a.test/{z}/{x}/{y}.png");
  expect([tileHost(), hasTiles()]).toEqual(["a.test", false]);
  agreeToTiles(true);
  expect(hasTiles()).toBe(true);
  set("https://b.test/{z}/{x}/{y}.png");
  expect([tileHost(), hasTiles()]).toEqual(["b.test", false]);
  set("https://a.test/{z}/{x}/{y}.png");
  expect(hasTiles()).toBe(true);
  prefer("keep", true);
  prefer("units", "imperial");
  forgetConsents();
  expect([hasTiles(), preferences.keep.value, preferences.units.value]).toEqual([
    false,
    false,
    "imperial",
  ]);
});

test("a storage that is forbidden or full is none, and its other keys stay", () => {
  const broken = keeping(
    () => {
      throw new Error("forbidden");
    },
    () => true,
  );
  broken.write("a", 1);
  expect(broken.read("a")).toBeUndefined();
  broken.wipe();

  localStorage.setItem("another", "1");
  let isOn = true;
  const kept = keeping(
    () => localStorage,
    () => isOn,
  );
  kept.write("s1/a", 1);
  kept.write("s2/a", 2);
  kept.wipe("s1/");
  expect([kept.read("s1/a"), kept.read("s2/a")]).toEqual([undefined, 2]);
  isOn = false;
  expect(kept.read("s2/a")).toBeUndefined();
  kept.wipe();
  isOn = true;
  expect(kept.read("s2/a")).toBeUndefined();
  expect(localStorage.getItem("another")).toBe("1");
});

test("what belongs to nobody who is logged in is removed, and what is kept is measured", () => {
  const kept = keeping(
    () => localStorage,
    () => true,
  );
  kept.write("session", { accounts: [] });
  kept.write("s1/status/a", 1);
  kept.write("s2/status/a", 22);
  expect(kept.measure()).toEqual({ count: 3, bytes: 2 * ('{"accounts":[]}'.length + 3) });
  kept.keepOnly(["s2"]);
  expect([kept.read("s1/status/a"), kept.read("s2/status/a")]).toEqual([undefined, 22]);
  expect(kept.read("session")).toEqual({ accounts: [] });
  kept.wipe();
  expect(kept.measure()).toEqual({ count: 0, bytes: 0 });
});

test("where there is no room, what was seen of single trips gives way to what comes", () => {
  const room = new Map<string, string>();
  const storage = {
    get length() {
      return room.size;
    },
    key: (index: number) => [...room.keys()][index] ?? null,
    getItem: (key: string) => room.get(key) ?? null,
    setItem(key: string, value: string) {
      if (room.size === 3 && !room.has(key)) throw new DOMException("full", "QuotaExceededError");
      room.set(key, value);
    },
    removeItem: (key: string) => room.delete(key),
  };
  const kept = keeping(
    () => storage,
    () => true,
  );
  kept.write("s1/trips/latest/a", 1);
  kept.write("s1/trip/a/b", 2);
  kept.write("s2/trip/waypoints/c/d", 3);
  kept.write("s1/status/a", 4);
  const all = ["s1/trips/latest/a", "s1/trip/a/b", "s2/trip/waypoints/c/d", "s1/status/a"];
  expect(all.map((key) => kept.read(key))).toEqual([1, undefined, undefined, 4]);
});
