// The scale of values: round steps, from a round number to a round number.

/** From where to where the axis goes, and what is written at it. */
export interface Scale {
  min: number;
  max: number;
  /** From the least to the greatest, `min` and `max` among them. */
  ticks: readonly number[];
}

/** The least of 1, 2, 2.5 and 5 times a power of ten that is no less than `rough`. */
export function roundStep(rough: number): number {
  if (!(rough > 0) || !Number.isFinite(rough)) return 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  // Division leaves a rest in the last digit, which must not raise the step.
  const factor = [1, 2, 2.5, 5].find((factor) => factor * power >= rough * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/** The scale that holds zero and all values, in at most `steps` steps. */
export function scaleFor(values: readonly number[], steps: number): Scale {
  const known = values.filter(Number.isFinite);
  const low = Math.min(0, ...known);
  const high = Math.max(0, ...known);
  const wanted = Math.max(1, Math.floor(steps));
  let step = roundStep((high - low) / wanted);
  // Rounded outwards, the ends may need a step more than was wanted.
  while (Math.ceil(high / step) - Math.floor(low / step) > wanted) {
    step = roundStep(step * 1.01);
  }
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(Math.ceil(high / step - 1e-9), first + 1);
  const ticks = Array.from({ length: last - first + 1 }, (_, index) =>
    tidy((first + index) * step),
  );
  return { min: tidy(first * step), max: tidy(last * step), ticks };
}

// 3 × 0.1 is written as 0.3.
function tidy(value: number): number {
  return Number(value.toPrecision(12)) + 0;
}

/**
 * Which labels are written, so that labels of that width stand apart. Counted from the last, the
 * newest, which is what one looks for. The places are in pixels and rise.
 */
export function labelled(places: readonly number[], width: number, gap = 12): number[] {
  const chosen: number[] = [];
  let free = Number.POSITIVE_INFINITY;
  for (let index = places.length - 1; index >= 0; index -= 1) {
    const place = places[index] ?? 0;
    if (place <= free) {
      chosen.unshift(index);
      free = place - width - gap;
    }
  }
  return chosen;
}
