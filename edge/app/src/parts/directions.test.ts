import { expect, it } from "vitest";
import { directionsTo } from "./directions";

const place = { latitude: 48.8566, longitude: -2.3522 };

it.each([
  ["Mozilla/5.0 (Linux; Android 15; K) Chrome/140", "geo:48.8566,-2.3522?q=48.8566,-2.3522"],
  ["Mozilla/5.0 (iPhone; CPU iPhone OS 18_5)", "https://maps.apple.com/?daddr=48.8566,-2.3522"],
  ["Mozilla/5.0 (Macintosh)", "https://maps.apple.com/?daddr=48.8566,-2.3522"],
  [
    "Mozilla/5.0 (X11; Linux x86_64)",
    "https://www.openstreetmap.org/directions?to=48.8566%2C-2.3522",
  ],
])("on %s leads to its map app", (userAgent, address) => {
  expect(directionsTo(place, userAgent)).toBe(address);
});
