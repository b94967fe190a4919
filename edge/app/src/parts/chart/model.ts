// What a chart shows and says. It knows no language: every text and form of a number comes from the screen.

import type { Value } from "./stack";

/** One part of each bar. */
export interface ChartSeries {
  /** "Electric" */
  name: string;
  /** The custom property that holds its colour: `--accent`. */
  colour: `--${string}`;
}

/** One bar. */
export interface ChartPoint {
  /** In full, as in the table: "Monday 2 March 2026". */
  label: string;
  /** As short as it can be, at the axis: "2". */
  axisLabel: string;
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
  /** The head of the column of sums, where there are several series: "Together". */
  together: string;
  /** The head of the row of sums: "In all". */
  total: string;
}

export interface ChartProps {
  /** Says in a sentence what the chart shows; it stands above it. */
  summary: string;
  /** They stand on one another, the first at the bottom. */
  series: readonly ChartSeries[];
  points: readonly ChartPoint[];
  /** A value with its unit: "12.4 km". */
  formatValue(value: number): string;
  /** A value at the axis. */
  formatTick(value: number): string;
  texts: ChartTexts;
  /** The height of the drawing in CSS pixels, reserved from the first. */
  height: number;
}

/** What of it is drawn. */
export type Drawn = Omit<ChartProps, "summary" | "texts" | "height">;
