import { expect, it } from "vitest";
import { goingOn } from "./going_on";

const first = { id: "1", done: false, distanceKm: 3 };

it("is as the latest trips have it, once they are known", () => {
  expect(goingOn(first, undefined)).toEqual({ trip: first, isOver: false });
  const longer = { ...first, distanceKm: 5 };
  expect(goingOn(first, [longer])).toEqual({ trip: longer, isOver: false });
});

it("is over when it is done, or no longer among the latest", () => {
  const done = { ...first, done: true, distanceKm: 9 };
  expect(goingOn(first, [done])).toEqual({ trip: done, isOver: true });
  expect(goingOn(first, [{ id: "2", done: false }])).toEqual({ trip: first, isOver: true });
  expect(goingOn(first, [])).toEqual({ trip: first, isOver: true });
});
