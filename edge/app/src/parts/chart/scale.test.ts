import { describe, expect, it } from "vitest";
import { labelled, roundStep, scaleFor } from "./scale";

describe("steps", () => {
  it.each([
    [0.3, 0.5],
    [1, 1],
    [1.1, 2],
    [2.2, 2.5],
    [3, 5],
    [7, 10],
    [0.1 + 0.2 - 0.1, 0.2],
    [180, 200],
    [0, 1],
    [Number.NaN, 1],
    [Number.POSITIVE_INFINITY, 1],
  ])("rounds_%d_up_to_%d", (rough, step) => {
    expect(roundStep(rough)).toBeCloseTo(step, 10);
  });
});

describe("scales", () => {
  it.each([
    [
      [3, 7, 12],
      [0, 5, 10, 15],
    ],
    [
      [0.12, 0.31],
      [0, 0.1, 0.2, 0.3, 0.4],
    ],
    [[400], [0, 100, 200, 300, 400]],
    [
      [-3, 8],
      [-5, 0, 5, 10],
    ],
    [[], [0, 1]],
    [
      [0, 0],
      [0, 1],
    ],
    [
      [Number.NaN, 2],
      [0, 0.5, 1, 1.5, 2],
    ],
  ])("writes_for_%j_%j", (values, ticks) => {
    const scale = scaleFor(values, 4);
    expect(scale.ticks).toEqual(ticks);
    expect([scale.min, scale.max]).toEqual([ticks[0], ticks.at(-1)]);
  });

  it("holds_every_value_in_no_more_steps_than_wanted", () => {
    for (let high = 0.013; high < 1e6; high *= 1.37) {
      for (const low of [0, -high / 3]) {
        const { min, max, ticks } = scaleFor([low, high], 4);
        expect(min).toBeLessThanOrEqual(low + high * 1e-9);
        expect(max).toBeGreaterThanOrEqual(high * (1 - 1e-9));
        expect(ticks.length).toBeLessThanOrEqual(5);
      }
    }
  });
});

describe("labels", () => {
  it.each([
    [[0, 100, 200], 40, [0, 1, 2]],
    [[0, 10, 20, 30, 40, 50, 60], 18, [0, 3, 6]],
    [[0, 10, 20, 30, 40, 50, 60, 70], 18, [1, 4, 7]],
    [[0, 5, 10, 100], 40, [2, 3]],
    [[7], 40, [0]],
    [[], 40, []],
  ])("at_%j_px_of_%d_px_are_written_at_%j", (places, width, written) => {
    expect(labelled(places, width)).toEqual(written);
  });
});
