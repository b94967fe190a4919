import { expect, it } from "vitest";
import { directionOf } from "./direction";

it.each([
  [0, "north"],
  [22, "north"],
  [23, "northEast"],
  [90, "east"],
  [225, "southWest"],
  [337, "northWest"],
  [338, "north"],
  [360, "north"],
  [-90, "west"],
  [725, "north"],
])("has %d degrees as %s", (degrees, direction) => {
  expect(directionOf(degrees)).toBe(direction);
});
