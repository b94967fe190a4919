// What a chart shows and says. It knows no language: every text and form of a number comes from the screen.

import type { Value } from "./stack";

/** One line, or one part of each bar. */
export interface ChartSeries {
  /** "Electric" */
  name: string;
  /** The custom property that holds its colour: `--accent`. */
  colour: `--${string}`;
}

/** One bar, or one point of each line. */
export interface ChartPoint {
  /** In full, as in the table: "Monday 2 March 2026". */
  label: string;
  /** As short as it can be, at the axis: "2". The label in full without it. */
  axisLabel?: string | undefined;
  /** Where it stands along a line's axis, in any unit, rising; bars and lines without it stand evenly. */
  at?: number | undefined;
  /** A value a series; what is not known is left out, and is not zero. */
  values: readonly Value[];
}

/** The words around the numbers. */
export interface ChartTexts {
  /** The button that opens the table: "As a table". */
  asTable: string;
  /** The head of the table's first column: "Day". */
  point: string;
  /** What stands for a value that is not known: "not known". */
  unknown: string;
  /** The head of the column of sums of stacked series: "Together". */
  together?: string | undefined;
  /** The head of the row of sums, which without it is left out: "In all". */
  total?: string | undefined;
  /** Stands in place of a chart without points. */
  empty: string;
}

export interface ChartProps {
  kind: "bars" | "line";
  /** Says in a sentence what the chart shows; it stands above it. */
  summary: string;
  series: readonly ChartSeries[];
  points: readonly ChartPoint[];
  /** A value with its unit: "12.4 km". */
  formatValue(value: number): string;
  /** A value at the axis; with its unit, too, without it. */
  formatTick?: ((value: number) => string) | undefined;
  /** Whether series stand on one another; false without it. Lines never do. */
  stacked?: boolean | undefined;
  /** Whether the axis begins at zero; true without it. Bars always do. */
  fromZero?: boolean | undefined;
  texts: ChartTexts;
  /** The height of the drawing in CSS pixels, reserved from the first; 220 without it. */
  height?: number | undefined;
}

/** What of it is drawn. */
export type Drawn = Omit<ChartProps, "summary" | "texts" | "height">;
