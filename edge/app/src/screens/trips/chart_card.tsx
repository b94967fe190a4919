import { useState } from "preact/hooks";
import { formatDistance } from "../../format";
import { formatDay, formatShortDay } from "../../format/days";
import { toMiles } from "../../format/units";
import { fill, plural, t } from "../../i18n";
import { word } from "../../i18n/word";
import { Card } from "../../parts/card";
import { Chart } from "../../parts/chart";
import { Segmented } from "../../parts/segmented";
import type { Trip } from "../../parts/trip";
import { preferences } from "../../service/preferences";
import { type ChartData, chartOf } from "./chart_data";
import { type PeriodKind, spanOf } from "./periods";
import css from "./trips.module.css";

/** How far the car was driven each day or week, parted by what drove it where that is known. */
export function ChartCard({ trips, isAll }: { trips: readonly Trip[]; isAll: boolean }) {
  const words = t.value.trips.chart;
  const [kind, setKind] = useState<PeriodKind>("day");
  const isImperial = preferences.units.value === "imperial";
  // The axis has round numbers in the driver's unit.
  const perKm = isImperial ? toMiles(1) : 1;
  const { series, points } = drawn(chartOf(trips, kind, perKm), kind);
  const format = (value: number) => formatDistance(value / perKm);
  const [first, last] = spanOf(trips);
  const km = trips.reduce((sum, { distanceKm = 0 }) => sum + distanceKm, 0);
  const texts = {
    asTable: words.asTable,
    point: kind === "day" ? words.day : words.week,
    unknown: t.value.common.unknown,
    together: words.together,
    total: words.total,
  };
  return (
    <Card title={words.title} icon="chart" testId="trips-chart">
      <Segmented
        label={words.by}
        value={kind}
        onChange={setKind}
        options={[
          { value: "day", text: words.day },
          { value: "week", text: words.week },
        ]}
      />
      <Chart
        summary={
          first && last
            ? fill(words.summary, {
                distance: formatDistance(km),
                trips: plural(t.value.trips.count, trips.length),
                from: formatShortDay(first),
                to: formatShortDay(last),
              })
            : words.empty
        }
        series={series}
        points={points}
        formatValue={format}
        formatTick={(value) => formatDistance(value / perKm, 2)}
        texts={texts}
        height={200}
      />
      {!isAll && <p class={css.note}>{words.partial}</p>}
    </Card>
  );
}

const COLOURS = {
  Electric: "--accent",
  Thermal: "--fuel",
  Hybrid: "--quiet",
  rest: "--control",
  all: "--accent",
} as const;

/** The chart with its words. */
function drawn({ parts, periods, values }: ChartData, kind: PeriodKind) {
  const words = t.value.trips.chart;
  const nameOf = (part: keyof typeof COLOURS) =>
    part === "all"
      ? words.distance
      : part === "rest"
        ? words.rest
        : word(t.value.words.propulsion, part);
  return {
    series: parts.map((part) => ({ name: nameOf(part), colour: COLOURS[part] })),
    points: periods.map(({ start }, index) => ({
      label: kind === "day" ? formatDay(start) : fill(words.weekOf, { day: formatShortDay(start) }),
      axisLabel: formatShortDay(start),
      values: values[index] ?? [],
    })),
  };
}
