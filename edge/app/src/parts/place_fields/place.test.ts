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
    "https://www.openstreetmap.org/directions?engine=x&from=1%2C1&to=48.85%2C2.35#map=8/44.5/5.1",
    "https://www.google.com/maps/dir/?api=1&destination=48.85%2C2.35",
    "https://www.google.com/maps/search/48.85,+2.35?entry=tts",
    "https://www.google.com/maps/place/48.85,2.35/@48.8,2.3,17z",
    "https://maps.google.com/maps?q=loc:48.85,+2.35+(Eiffel+Tower)&z=17",
    "geo:48.8,2.3?q=48.85,2.35(Eiffel%20Tower)",
  ])("is read from %s", (text) => {
    expect(placeOf(text)).toEqual({ latitude: 48.85, longitude: 2.35 });
  });

  it.each([
    "",
    "Paris",
    "91, 2",
    "48.85, 181",
    "48.85",
    // What is in view is not the place that is named.
    "https://www.google.com/maps/dir/Lyon/Marseille/@44.5,4.5,8z/data=!2m2!1d5.3698!2d43.2965!3e0",
    "https://www.google.com/maps/search/boulangerie/@48.8566,2.3522,14z",
    "https://www.openstreetmap.org/directions?from=Lyon&to=Marseille#map=8/44.528/5.103",
    "https://www.openstreetmap.org/search?query=Lyon#map=12/45.75/4.83",
    "https://www.openstreetmap.org/node/17807753#map=12/45.75/4.83",
    "geo:48.85,2.35?q=34+Main+Street",
    // Nor are the numbers of a house.
    "https://maps.google.com/?q=12,+34+Main+Street",
    "https://maps.google.com/?q=12,34%20Main%20Street",
    "https://www.google.com/maps/place/12,+34+Main+Street",
  ])("is not read from %j", (text) => {
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
