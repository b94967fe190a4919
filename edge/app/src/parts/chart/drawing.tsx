// The drawing of a chart. It is SVG, so that its colours are the page's own, whatever the scheme.

import type { JSX } from "preact";
import css from "./chart.module.css";
import { barPath, dotsPath, linePath } from "./marks";
import type { Drawn } from "./model";
import { labelled, scaleFor } from "./scale";
import { columns, isKnown, parted, stacked } from "./stack";

/** Room above for the name of the point that the pointer is over, below for the labels. */
const [ABOVE, BELOW, GAP] = [24, 28, 8];

interface DrawingProps {
  drawn: Drawn;
  width: number;
  height: number;
  /** How wide a text is at the axes, in CSS pixels. */
  measure: (text: string) => number;
  /** Is told over which point the pointer is. */
  pointed: (index: number | undefined) => void;
}

export function Drawing({ drawn, width, height, measure, pointed }: DrawingProps): JSX.Element {
  const { kind, points, series } = drawn;
  const isBars = kind === "bars";
  const format = drawn.formatTick ?? drawn.formatValue;
  const values = columns(points, series.length);
  const tops = isBars && drawn.stacked ? stacked(values) : values;
  const bars = drawn.stacked ? parted(values, tops) : tops.map((ends) => ({ ends }));
  const steps = Math.max(2, Math.floor(height / 44));
  const scale = scaleFor(tops.flat().filter(isKnown), steps, isBars || drawn.fromZero !== false);
  const labels = points.map(({ axisLabel, label }) => axisLabel ?? label);
  const labelWidth = Math.max(0, ...labels.map(measure));
  const left = Math.max(0, ...scale.ticks.map((tick) => measure(format(tick)))) + GAP + 4;
  // Half of a label stands out at the end of a line, and at that of narrow bars.
  const slots = isBars ? points.length : 0;
  const half = slots ? (width - left) / slots / 2 : 0;
  const right = Math.max(6, Math.ceil(labelWidth / 2 - half));
  const room = Math.max(1, width - left - right);
  const places = placesOf(drawn).map((share) => left + share * room);
  const y = (value: number) =>
    ABOVE + ((scale.max - value) / (scale.max - scale.min)) * (height - ABOVE - BELOW);
  const point = (event: PointerEvent & { currentTarget: SVGSVGElement }) => {
    const at = event.clientX - event.currentTarget.getBoundingClientRect().left;
    const distances = places.map((place) => Math.abs(place - at));
    pointed(distances.indexOf(Math.min(...distances)));
  };
  const barWidth = Math.min(40, (room / Math.max(1, slots)) * 0.66);
  return (
    <svg
      width={width}
      height={height}
      class={css.svg}
      aria-hidden="true"
      onPointerMove={point}
      onPointerLeave={() => pointed(undefined)}
    >
      {scale.ticks.map((tick) => (
        <g key={tick}>
          <path class={css.gridLine} d={`M${left} ${y(tick)}H${width - right}`} />
          <text class={css.tick} x={left - GAP} y={y(tick)} dy="0.32em">
            {format(tick)}
          </text>
        </g>
      ))}
      {labelled(places, labelWidth).map((index) => (
        <text key={index} class={css.label} x={places[index]} y={height - GAP}>
          {labels[index]}
        </text>
      ))}
      {series.map(({ name, colour }, index) => {
        const known = (list: readonly (number | null)[] | undefined, point: number) => {
          const value = list?.[point];
          return isKnown(value) ? value : undefined;
        };
        if (!isBars) {
          const line = places.map((x, point) => {
            const value = known(values[index], point);
            return value === undefined ? undefined : ([x, y(value)] as const);
          });
          return (
            <g key={name} class={css.line} style={{ stroke: `var(${colour})` }}>
              <path d={linePath(line)} />
              <path class={css.dots} d={dotsPath(line)} />
            </g>
          );
        }
        const shapes = places.map((x, point) => {
          const [value, top] = [known(values[index], point), known(tops[index], point)];
          if (!value || top === undefined) return "";
          const isEnd = isKnown(bars[index]?.ends[point]);
          return barPath(x, y(top - value), y(top), barWidth, isEnd);
        });
        return <path key={name} style={{ fill: `var(${colour})` }} d={shapes.join("")} />;
      })}
    </svg>
  );
}

/** Where each point stands along the axis, from 0 to 1: bars in the middle of their slots. */
function placesOf({ kind, points }: Drawn): number[] {
  if (kind === "bars") return points.map((_, index) => (index + 0.5) / points.length);
  const at = points.map((point, index) => point.at ?? index);
  const [first = 0, last = first] = [at[0], at.at(-1)];
  return at.map((place) => (first < last ? (place - first) / (last - first) : 0.5));
}
