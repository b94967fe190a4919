// A chart of bars or lines: a sentence, the drawing for who sees it, a table for everybody.

import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import css from "./chart.module.css";
import type { ChartProps } from "./model";
import type { Plot } from "./plot";
import { isKnown } from "./stack";
import { ChartTable } from "./table";

/** The drawing is hidden from screen readers and takes no key: the table says the same. */
export function Chart(props: ChartProps): JSX.Element {
  const { summary, points, texts, height = 220 } = props;
  const [pointed, setPointed] = useState<number>();
  const { host, failed } = usePlot(props, setPointed);
  const empty = points.length === 0;
  return (
    <figure class={css.figure}>
      <figcaption class={css.summary}>{summary}</figcaption>
      {empty && (
        <p class={css.empty} style={{ minBlockSize: `${height}px` }}>
          {texts.empty}
        </p>
      )}
      {!empty && !failed && (
        <div aria-hidden="true">
          <Legend {...props} pointed={pointed} />
          <div class={css.drawing}>
            <div ref={host} class={css.plot} style={{ blockSize: `${height}px` }} />
            <span class={css.pointed}>{pointed !== undefined && points[pointed]?.label}</span>
          </div>
        </div>
      )}
      {!empty && (
        <details class={css.details} open={failed}>
          <summary>{texts.asTable}</summary>
          <ChartTable {...props} />
        </details>
      )}
    </figure>
  );
}

/** Draws once the library is there. Where it cannot be loaded, as offline, `failed` is true. */
function usePlot(props: ChartProps, pointed: (index: number | undefined) => void) {
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<Plot | undefined>(undefined);
  const latest = useRef(props);
  latest.current = props;
  const [failed, setFailed] = useState(false);
  const empty = props.points.length === 0;
  useEffect(() => {
    let gone = false;
    const load = async () => {
      try {
        const library = await import("./plot");
        if (!gone && host.current) {
          plot.current = library.plot(host.current, latest.current, pointed);
        }
      } catch {
        if (!gone) setFailed(true);
      }
    };
    if (!empty) void load();
    return () => {
      gone = true;
      plot.current?.destroy();
      plot.current = undefined;
    };
  }, [empty, pointed]);
  const { points, series, kind, stacked, fromZero, height } = props;
  useEffect(() => {
    plot.current?.show(latest.current);
  }, [points, series, kind, stacked, fromZero, height]);
  return { host, failed };
}

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
