// The chart as a table, for who reads numbers rather than sees bars.

import type { JSX } from "preact";
import css from "./chart.module.css";
import type { ChartProps } from "./model";
import { isKnown, sum, type Value } from "./stack";

export function ChartTable(props: ChartProps): JSX.Element {
  const { points, series, texts, summary } = props;
  const together = series.length > 1 ? texts.together : undefined;
  const written = (value: Value) => (isKnown(value) ? props.formatValue(value) : texts.unknown);
  const cells = (values: readonly Value[]) => (
    <>
      {series.map(({ name }, index) => (
        <td key={name}>{written(values[index])}</td>
      ))}
      {together && <td>{written(sum(values.slice(0, series.length)))}</td>}
    </>
  );
  return (
    // A region that scrolls is reached by the keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section class={css.scroll} aria-label={summary} tabIndex={0}>
      <table class={css.table}>
        <thead>
          <tr>
            <th scope="col">{texts.point}</th>
            {series.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
            {together && <th scope="col">{together}</th>}
          </tr>
        </thead>
        <tbody>
          {points.map((point) => (
            <tr key={point.label}>
              <th scope="row">{point.label}</th>
              {cells(point.values)}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{texts.total}</th>
            {cells(series.map((_, index) => sum(points.map(({ values }) => values[index]))))}
          </tr>
        </tfoot>
      </table>
    </section>
  );
}
