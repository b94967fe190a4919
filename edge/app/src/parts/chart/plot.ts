// The drawing of a chart by uPlot; loaded when the first chart is shown.

import uPlot from "uplot";
import "./uplot.css";
import { axes, labelWidth } from "./axes";
import { colourOf, onColourChange } from "./colours";
import type { Drawn } from "./model";
import { scaleFor } from "./scale";
import { columns, isKnown, parted, stacked } from "./stack";

/** A chart on the page. */
export interface Plot {
  /** Draws something else. */
  show(drawn: Drawn): void;
  destroy(): void;
}

type Pointed = (index: number | undefined) => void;

/** Draws into the host and keeps to its size and to the page's colours. `pointed` is told over which point the pointer is. */
export function plot(host: HTMLElement, first: Drawn, pointed: Pointed): Plot {
  let drawn = first;
  let chart: uPlot | undefined;
  const draw = () => {
    chart?.destroy();
    chart = host.clientWidth > 0 && host.clientHeight > 0 ? make(host, drawn, pointed) : undefined;
  };
  // What fits at the axes depends on the size, so that a new size is a new drawing.
  const resized = new ResizeObserver(() => {
    if (chart?.width !== host.clientWidth || chart.height !== host.clientHeight) draw();
  });
  resized.observe(host);
  const stopColours = onColourChange(draw);
  draw();
  return {
    show(next) {
      drawn = next;
      draw();
    },
    destroy() {
      resized.disconnect();
      stopColours();
      chart?.destroy();
    },
  };
}

/** Room above the drawing for the name of the point that the pointer is over. */
const ABOVE = 24;

function make(host: HTMLElement, drawn: Drawn, pointed: Pointed): uPlot {
  const { clientWidth: width, clientHeight: height } = host;
  const { kind, points } = drawn;
  const values = columns(points, drawn.series.length);
  const tops = kind === "bars" && drawn.stacked ? stacked(values) : values;
  const scale = scaleFor(
    tops.flat().filter(isKnown),
    Math.max(2, Math.floor(height / 44)),
    kind === "bars" || drawn.fromZero !== false,
  );
  const places = points.map((point, index) => (kind === "line" ? (point.at ?? index) : index));
  const reach = reachOf(places, kind);
  const painted = kind === "bars" ? bars(host, drawn, values, tops) : lines(host, drawn, values);
  // Half of the last label may stand out.
  const right = labelWidth(host, drawn) / 2 - (kind === "bars" ? width / points.length / 2 : 0);
  const options: uPlot.Options = {
    width,
    height,
    padding: [ABOVE, Math.max(6, Math.ceil(right)), 0, 0],
    legend: { show: false },
    cursor: {
      y: false,
      x: kind === "line",
      drag: { x: false, y: false, setScale: false },
      points: { show: kind === "line", size: 8 },
    },
    scales: { x: { time: false, range: () => reach }, y: { range: () => [scale.min, scale.max] } },
    axes: axes(host, drawn, places, reach, scale),
    series: [{}, ...painted.map(({ series }) => series)],
    hooks: { setCursor: [(chart) => pointed(chart.cursor.idx ?? undefined)] },
  };
  return new uPlot(options, [places, ...painted.map(({ values }) => values)], host);
}

/** Bars need room for half a bar at both ends. */
function reachOf(places: readonly number[], kind: Drawn["kind"]): [number, number] {
  const [first = 0, last = first] = [places[0], places.at(-1)];
  if (kind === "bars") return [first - 0.5, last + 0.5];
  return first < last ? [first, last] : [first - 1, last + 1];
}

interface Painted {
  series: uPlot.Series;
  values: (number | null)[];
}

type Values = readonly (number | null)[][];

function lines(host: HTMLElement, { series }: Drawn, values: Values): Painted[] {
  return series.map(({ colour }, index) => {
    const stroke = colourOf(host, colour);
    return {
      series: { stroke, width: 2, points: { size: 5, fill: stroke } },
      values: values[index] ?? [],
    };
  });
}

/** Each bar goes down to zero. The tallest of a stack are painted first, and covered by those below them. */
function bars(host: HTMLElement, { series }: Drawn, values: Values, tops: Values): Painted[] {
  const shaped = (colour: string, radius: number, values: (number | null)[]): Painted => {
    const paths = uPlot.paths.bars?.({ size: [0.66, 40], radius: [radius, 0] });
    const fill = colourOf(host, colour);
    return {
      series: { fill, width: 0, points: { show: false }, ...(paths ? { paths } : {}) },
      values,
    };
  };
  return parted(values, tops)
    .flatMap(({ ends, others }, index) => {
      const colour = series[index]?.colour ?? "--accent";
      return [shaped(colour, 0, others), shaped(colour, 0.2, ends)];
    })
    .reverse();
}
