import { expect, it } from "vitest";
import { columns, isEnd, stacked, sum } from "./stack";

it("sums_what_is_known", () => {
  expect(sum([1, null, 2, undefined])).toBe(3);
  expect(sum([0])).toBe(0);
  expect(sum([null, undefined, Number.NaN])).toBeUndefined();
  expect(sum([])).toBeUndefined();
});

it("gives_each_series_a_value_for_each_point", () => {
  const points = [{ values: [1, 2] }, { values: [undefined, 3] }, { values: [4] }];
  expect(columns(points, 2)).toEqual([
    [1, null, 4],
    [2, 3, null],
  ]);
});

it("stacks_each_series_on_those_before_it", () => {
  expect(
    stacked([
      [1, null, 4],
      [2, 3, null],
      [5, 5, 5],
    ]),
  ).toEqual([
    [1, null, 4],
    [3, 3, null],
    [8, 8, 9],
  ]);
});

it("tells_the_bars_that_end_their_stack_from_the_others", () => {
  const series = [
    [1, 2, 3],
    [4, null, 0],
  ];
  const ends = series.map((values, place) => values.map((_, point) => isEnd(series, place, point)));
  expect(ends).toEqual([
    [false, true, true],
    [true, true, true],
  ]);
});
