export { Chart } from "./chart";
export type { ChartPoint, ChartProps, ChartSeries, ChartTexts } from "./model";
export type { Value } from "./stack";
