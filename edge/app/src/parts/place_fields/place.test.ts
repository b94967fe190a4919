import { describe, expect, it } from "vitest";
import { placeOf, placeText } from "./place";

describe("a place", () => {
  it.each([
    "48.85, 2.35",
    "48.85 2.35",
    "48.85;2.35",
    "geo:48.85,2.35?z=17",
    "geo:0,0?q=48.85,2.35",
    "https://maps.google.com/?q=48.85,2.35",
    "https://www.google.com/maps/place/X/@48.8,2.3,17z/data=!3m1!4b1!4m6!3m5!8m2!3d48.85!4d2.35",
    "https://www.google.com/maps/@48.85,2.35,15z",
    "https://maps.apple.com/?ll=48.85,2.35&t=m",
    "https://www.openstreetmap.org/?mlat=48.85&mlon=2.35#map=17/1/1",
    "https://www.openstreetmap.org/#map=17/48.85/2.35",
    "https://www.google.com/maps/dir/?api=1&destination=48.85%2C2.35",
  ])("is read from %s", (text) => {
    expect(placeOf(text)).toEqual({ latitude: 48.85, longitude: 2.35 });
  });

  it.each(["", "Paris", "91, 2", "48.85, 181", "48.85"])("is not read from %j", (text) => {
    expect(placeOf(text)).toBeUndefined();
  });

  it("is written as it is read", () => {
    expect(placeText({ latitude: -33.8567844, longitude: 151.213108 })).toBe(
      "-33.85678, 151.21311",
    );
    expect(placeOf(placeText({ latitude: -1.5, longitude: 0 }))).toEqual({
      latitude: -1.5,
      longitude: 0,
    });
  });
});
