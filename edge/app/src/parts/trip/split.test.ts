import { expect, it } from "vitest";
import { splitOf, splitOfAll, type Trip } from "./split";

const trip = (more: Partial<Trip>): Trip => ({ id: "1", ...more });

it("adds up the segments of a kind, by their length or their share", () => {
  const split = splitOf(
    trip({
      distanceKm: 20,
      segments: [
        { propulsion: "Electric", distanceKm: 3 },
        { propulsion: "Thermal", percent: 25 },
        { propulsion: "Electric", distanceKm: 12, percent: 60 },
      ],
    }),
  );
  expect(split).toEqual({ Electric: 15, Thermal: 5, Hybrid: 0 });
});

it("tells nothing where a segment does not say how long it is or what it was driven on", () => {
  expect(splitOf(trip({ distanceKm: 20 }))).toBeUndefined();
  expect(splitOf(trip({ segments: [] }))).toBeUndefined();
  expect(splitOf(trip({ segments: [{ propulsion: "Electric", percent: 50 }] }))).toBeUndefined();
  expect(splitOf(trip({ segments: [{ propulsion: "Sail", distanceKm: 5 }] }))).toBeUndefined();
  expect(splitOf(trip({ segments: [{ distanceKm: 5 }] }))).toBeUndefined();
  expect(splitOf(trip({ segments: [{ propulsion: "Hybrid", distanceKm: 0 }] }))).toBeUndefined();
});

it("adds up several trips, and says of how many the parts are known", () => {
  const one = trip({ segments: [{ propulsion: "Electric", distanceKm: 4 }] });
  const other = trip({ segments: [{ propulsion: "Hybrid", distanceKm: 6 }] });
  expect(splitOfAll([one, trip({}), other])).toEqual({
    split: { Electric: 4, Thermal: 0, Hybrid: 6 },
    trips: 2,
  });
  expect(splitOfAll([trip({})])).toBeUndefined();
});
