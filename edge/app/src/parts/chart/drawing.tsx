// The drawing of a chart. It is SVG, so that its colours are the page's own, whatever the scheme.

import type { JSX } from "preact";
import css from "./chart.module.css";
import { barPath } from "./marks";
import type { Drawn } from "./model";
import { labelled, scaleFor } from "./scale";
import { columns, isEnd, isKnown, stacked } from "./stack";

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
  const { points, series, formatTick } = drawn;
  const values = columns(points, series.length);
  const tops = stacked(values);
  const steps = Math.max(2, Math.floor(height / 44));
  const scale = scaleFor(tops.flat().filter(isKnown), steps);
  const labels = points.map(({ axisLabel }) => axisLabel);
  const labelWidth = Math.max(0, ...labels.map(measure));
  const left = Math.max(0, ...scale.ticks.map((tick) => measure(formatTick(tick)))) + GAP + 4;
  // Half of a label stands out at the end of narrow bars.
  const half = (width - left) / points.length / 2;
  const right = Math.max(6, Math.ceil(labelWidth / 2 - half));
  const room = Math.max(1, width - left - right);
  // Each stands in the middle of its slot.
  const slot = room / points.length;
  const places = points.map((_, index) => left + (index + 0.5) * slot);
  const y = (value: number) =>
    ABOVE + ((scale.max - value) / (scale.max - scale.min)) * (height - ABOVE - BELOW);
  const point = (event: PointerEvent & { currentTarget: SVGSVGElement }) => {
    const at = event.clientX - event.currentTarget.getBoundingClientRect().left;
    const distances = places.map((place) => Math.abs(place - at));
    pointed(distances.indexOf(Math.min(...distances)));
  };
  const barWidth = Math.min(40, slot * 0.66);
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
            {formatTick(tick)}
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
        const shapes = places.map((x, point) => {
          const [value, top] = [known(values[index], point), known(tops[index], point)];
          if (!value || top === undefined) return "";
          return barPath(x, y(top - value), y(top), barWidth, isEnd(values, index, point));
        });
        return <path key={name} style={{ fill: `var(${colour})` }} d={shapes.join("")} />;
      })}
    </svg>
  );
}
