// A chart of bars: a sentence, the drawing for who sees it, a table for everybody.

import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import css from "./chart.module.css";
import { Drawing } from "./drawing";
import type { ChartProps } from "./model";
import { isKnown } from "./stack";
import { ChartTable } from "./table";

/**
 * The drawing is hidden from screen readers and takes no key: the table says the same. Without points
 * the sentence stands alone.
 */
export function Chart(props: ChartProps): JSX.Element {
  const { summary, points, texts, height } = props;
  const [pointed, setPointed] = useState<number>();
  const isDrawn = points.length > 0;
  const { host, width } = useWidth(isDrawn);
  return (
    <figure class={css.figure}>
      <figcaption class={css.summary}>{summary}</figcaption>
      {isDrawn && (
        <div aria-hidden="true">
          <Legend {...props} pointed={pointed} />
          <div class={css.drawing}>
            <div ref={host} class={css.plot} style={{ blockSize: `${height}px` }}>
              {width > 0 && (
                <Drawing
                  drawn={props}
                  width={width}
                  height={height}
                  measure={measure}
                  pointed={setPointed}
                />
              )}
            </div>
            <span class={css.pointed}>{pointed !== undefined && points[pointed]?.label}</span>
          </div>
        </div>
      )}
      {isDrawn && (
        <details class={css.details}>
          <summary>{texts.asTable}</summary>
          <ChartTable {...props} />
        </details>
      )}
    </figure>
  );
}

/** How wide an element is, in CSS pixels, and a text at the axes in it; nothing before that is known. */
function useWidth(isThere: boolean) {
  const host = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    if (!host.current) return;
    const element = host.current;
    const look = () => setWidth(element.clientWidth);
    look();
    const resized = new ResizeObserver(look);
    resized.observe(element);
    return () => resized.disconnect();
  }, [isThere]);
  return { host, width };
}

/** How wide a text is in the letters of the axes. */
function measure(text: string): number {
  context ??= document.createElement("canvas").getContext("2d") ?? undefined;
  if (!context) return text.length * 7;
  context.font = `12px ${getComputedStyle(document.body).fontFamily}`;
  return context.measureText(text).width;
}
let context: CanvasRenderingContext2D | undefined;

/** Which colour is what; while the pointer is over a point, what its values are. */
function Legend(props: ChartProps & { pointed: number | undefined }): JSX.Element {
  const point = props.pointed === undefined ? undefined : props.points[props.pointed];
  return (
    <p class={css.legend}>
      {props.series.map(({ name, colour }, index) => {
        const value = point?.values[index];
        return (
          <span key={name} class={css.entry}>
            <span class={css.swatch} style={{ background: `var(${colour})` }} />
            {name}
            {isKnown(value) && <b>{props.formatValue(value)}</b>}
          </span>
        );
      })}
    </p>
  );
}
