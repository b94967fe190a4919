import { describe, expect, it } from "vitest";
import {
  type Bounds,
  gridLines,
  inFigures,
  isOnEarth,
  metresPerPixel,
  roundDistance,
} from "./geography";

describe("distances", () => {
  it("shrink_with_the_zoom_and_towards_the_poles", () => {
    expect(metresPerPixel(0, 0)).toBeCloseTo(156_543, -2);
    expect(metresPerPixel(0, 16) / metresPerPixel(0, 17)).toBeCloseTo(2);
    expect(metresPerPixel(60, 16) / metresPerPixel(0, 16)).toBeCloseTo(0.5);
  });

  it.each([
    [0.8, "metric", 1, "meter"],
    [130, "metric", 200, "meter"],
    [500, "metric", 500, "meter"],
    [501, "metric", 1, "kilometer"],
    [3100, "metric", 5, "kilometer"],
    [20, "imperial", 100, "foot"],
    [500, "imperial", 2000, "foot"],
    [1000, "imperial", 1, "mile"],
    [1600, "imperial", 1, "mile"],
    [4000, "imperial", 5, "mile"],
  ] as const)("of_%d_m_are_rounded_up_in_%s_to_%d_%s", (metres, units, value, unit) => {
    const distance = roundDistance(metres, units);
    expect(distance).toMatchObject({ value, unit });
    expect(distance.metres).toBeGreaterThanOrEqual(metres * 0.999);
  });
});

describe("the grid", () => {
  const anchor = { latitude: 48.8566, longitude: 2.3522 };
  const bounds: Bounds = { south: 48.85, west: 2.34, north: 48.86, east: 2.36 };

  it("has_the_anchor_on_a_crossing", () => {
    const lines = gridLines(anchor, 200, bounds);
    expect(lines.some(([from, to]) => from[0] === anchor.latitude && to[0] === from[0])).toBe(true);
    expect(lines.some(([from, to]) => from[1] === anchor.longitude && to[1] === from[1])).toBe(
      true,
    );
  });

  it("is_made_of_squares", () => {
    const lines = gridLines(anchor, 200, bounds);
    const rows = lines.filter(([from, to]) => from[0] === to[0]).map(([from]) => from[0]);
    const columns = lines.filter(([from, to]) => from[1] === to[1]).map(([from]) => from[1]);
    const high = ((rows[1] ?? 0) - (rows[0] ?? 0)) * 111_320;
    const wide =
      ((columns[1] ?? 0) - (columns[0] ?? 0)) *
      111_320 *
      Math.cos((anchor.latitude * Math.PI) / 180);
    expect(high).toBeCloseTo(200, 3);
    expect(wide).toBeCloseTo(200, 3);
    expect(rows.every((row) => row >= bounds.south && row <= bounds.north)).toBe(true);
  });

  it("is_left_out_rather_than_drawn_with_too_many_lines", () => {
    expect(gridLines(anchor, 1, bounds)).toEqual([]);
    expect(gridLines(anchor, Number.NaN, bounds)).toEqual([]);
  });

  it("stands_at_the_poles", () => {
    const north = { latitude: 90, longitude: 0 };
    expect(
      gridLines(north, 1e5, { south: 80, west: -180, north: 90, east: 180 }).length,
    ).toBeLessThan(250);
  });
});

describe("places", () => {
  const compass = { north: "N", south: "S", east: "E", west: "O" };
  const format = new Intl.NumberFormat("fr", {
    minimumFractionDigits: 4,
    maximumFractionDigits: 4,
  });
  it.each([
    [48.8566, 2.3522, "48,8566°\u00a0N, 2,3522°\u00a0E"],
    [-33.9, -151.25, "33,9000°\u00a0S, 151,2500°\u00a0O"],
    [0, 0, "0,0000°\u00a0N, 0,0000°\u00a0E"],
  ])("are_written_in_the_driver's_form: %d %d", (latitude, longitude, written) => {
    expect(inFigures({ latitude, longitude }, compass, (value) => format.format(value))).toBe(
      written,
    );
  });

  it("are_on_earth", () => {
    expect(isOnEarth({ latitude: 48, longitude: 2 })).toBe(true);
    expect(isOnEarth({ latitude: 91, longitude: 2 })).toBe(false);
    expect(isOnEarth({ latitude: Number.NaN, longitude: 2 })).toBe(false);
  });
});
