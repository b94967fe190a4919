// What is written at the edges of a chart.

import type uPlot from "uplot";
import { colourOf } from "./colours";
import type { Drawn } from "./model";
import { labelled, type Scale } from "./scale";

const GAP = 8;

/** The axis of the points below, that of the values on the left. */
export function axes(
  host: HTMLElement,
  drawn: Drawn,
  places: readonly number[],
  [from, to]: readonly [number, number],
  scale: Scale,
): uPlot.Axis[] {
  const { font, measure } = lettering(host);
  const look = { font, gap: GAP, stroke: colourOf(host, "--quiet"), ticks: { show: false } };
  const format = drawn.formatTick ?? drawn.formatValue;
  const widest = Math.max(0, ...scale.ticks.map((tick) => measure(format(tick))));
  return [
    {
      ...look,
      size: 26,
      grid: { show: false },
      splits: (chart) => {
        // The drawing area is given in the pixels of the screen.
        const pixels = chart.bbox.width / devicePixelRatio / (to - from);
        const shown = labelled(
          places.map((place) => (place - from) * pixels),
          labelWidth(host, drawn),
        );
        return shown.map((index) => places[index] ?? 0);
      },
      values: (_, splits) => splits.map((split) => labelAt(drawn, places.indexOf(split))),
    },
    {
      ...look,
      size: Math.ceil(widest) + GAP + 4,
      grid: { stroke: colourOf(host, "--line"), width: 1 },
      splits: () => [...scale.ticks],
      values: (_, splits) => splits.map(format),
    },
  ];
}

/** The width of the widest label of a point, in CSS pixels. */
export function labelWidth(host: HTMLElement, drawn: Drawn): number {
  const { measure } = lettering(host);
  return Math.max(0, ...drawn.points.map((_, index) => measure(labelAt(drawn, index))));
}

function labelAt({ points }: Drawn, index: number): string {
  const point = points[index];
  return point?.axisLabel ?? point?.label ?? "";
}

/** The letters of the page, and how wide a text is in them, in CSS pixels. */
function lettering(host: HTMLElement): { font: string; measure: (text: string) => number } {
  const font = `12px ${getComputedStyle(host).fontFamily}`;
  const context = document.createElement("canvas").getContext("2d");
  if (context) context.font = font;
  return { font, measure: (text) => context?.measureText(text).width ?? text.length * 7 };
}
