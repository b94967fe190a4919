// Sums over the values of a chart; a value that is not known adds nothing and is not zero.

/** A value that may not be known. */
export type Value = number | null | undefined;

/** Whether the value is a number that can be drawn. */
export function isKnown(value: Value): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

/** The sum of what is known, or nothing where nothing is. */
export function sum(values: readonly Value[]): number | undefined {
  const known = values.filter(isKnown);
  return known.length > 0 ? known.reduce((total, value) => total + value, 0) : undefined;
}

/** The values of each series, in the order of the points: `null` where one is not known. */
export function columns(
  points: readonly { values: readonly Value[] }[],
  series: number,
): (number | null)[][] {
  return Array.from({ length: series }, (_, index) =>
    points.map(({ values }) => {
      const value = values[index];
      return isKnown(value) ? value : null;
    }),
  );
}

/** Each series on top of those before it; one that is not known there has no bar. */
export function stacked(series: readonly (readonly (number | null)[])[]): (number | null)[][] {
  const below: number[] = [];
  return series.map((values) =>
    values.map((value, index) => {
      if (value === null) return null;
      const top = (below[index] ?? 0) + value;
      below[index] = top;
      return top;
    }),
  );
}

/** Whether no bar of another series stands on that of this one. */
export const isEnd = (
  series: readonly (readonly (number | null)[])[],
  place: number,
  point: number,
): boolean => !series.slice(place + 1).some((values) => (values[point] ?? 0) > 0);
