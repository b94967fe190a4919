import {
  formatDistance,
  formatDuration,
  formatEnergy,
  formatLitres,
  formatPercent,
  formatSpeed,
} from "../../format";
import { fill, plural, t } from "../../i18n";
import { Card } from "../../parts/card";
import type { Trip } from "../../parts/trip";
import {
  type EnergyType,
  formatConsumption,
  SplitBar,
  splitOfAll,
  usedOnAll,
} from "../../parts/trip";
import { drivingOf } from "./driving";
import css from "./trips.module.css";

interface SumsCardProps {
  trips: readonly Trip[];
  /** How many there are, where that is known. */
  total: number | undefined;
  isAll: boolean;
}

/** What the trips that were loaded come to: said as such, since there may be more. */
export function SumsCard({ trips, total, isAll }: SumsCardProps) {
  const words = t.value.trips;
  const of = isAll
    ? fill(words.sums.ofAll, { trips: plural(words.count, trips.length) })
    : total === undefined
      ? plural(words.shown, trips.length)
      : fill(words.sums.ofSome, { n: trips.length, total });
  return (
    <Card title={words.sums.title} icon="route" testId="trips-sums">
      <p class={css.total} data-testid="trips-distance">
        {formatDistance(sumOf(trips, ({ distanceKm }) => distanceKm))}
      </p>
      <p class={css.note}>{of}</p>
      <Split trips={trips} />
      <dl class={css.sums}>
        <Driving trips={trips} />
        <Used trips={trips} type="Electric" />
        <Used trips={trips} type="Fuel" />
      </dl>
    </Card>
  );
}

const sumOf = (trips: readonly Trip[], of: (trip: Trip) => number | undefined) =>
  trips.reduce((sum, trip) => sum + (of(trip) ?? 0), 0);

function Driving({ trips }: { trips: readonly Trip[] }) {
  const words = t.value.trips.sums;
  const { seconds, kmPerHour } = drivingOf(trips);
  if (seconds === 0) return null;
  return (
    <>
      <Sum name={words.time} value={formatDuration(seconds)} />
      {kmPerHour !== undefined && <Sum name={words.speed} value={formatSpeed(kmPerHour)} />}
    </>
  );
}

/** Electricity or fuel: the amount, the average, and of how many trips they are. */
function Used({ trips, type }: { trips: readonly Trip[]; type: EnergyType }) {
  const words = t.value.trips.sums;
  const used = usedOnAll(trips, type);
  if (!used) return null;
  const average = used.km > 0 ? formatConsumption((used.amount / used.km) * 100, type) : undefined;
  const details = [
    average,
    used.trips < trips.length && fill(words.knownOf, { n: used.trips, total: trips.length }),
  ];
  return (
    <Sum
      name={type === "Electric" ? words.electricity : t.value.common.energy.fuel}
      value={type === "Electric" ? formatEnergy(used.amount * 1000) : formatLitres(used.amount)}
      detail={details.filter(Boolean).join(" · ")}
      isWide
    />
  );
}

function Split({ trips }: { trips: readonly Trip[] }) {
  const words = t.value.trips.sums;
  const known = splitOfAll(trips);
  if (!known) return null;
  const { Electric, Thermal, Hybrid } = known.split;
  const share = formatPercent((Electric / (Electric + Thermal + Hybrid)) * 100);
  return (
    <div class={css.split}>
      <SplitBar split={known.split} showsWords />
      <p class={css.note}>
        {fill(words.electricShare, { share })}
        {known.trips < trips.length &&
          ` · ${fill(words.knownOf, { n: known.trips, total: trips.length })}`}
      </p>
    </div>
  );
}

interface SumProps {
  name: string;
  value: string;
  detail?: string;
  isWide?: boolean;
}

function Sum({ name, value, detail, isWide }: SumProps) {
  return (
    <div class={isWide ? css.wide : undefined}>
      <dt>{name}</dt>
      <dd>
        {value} {detail && <small>{detail}</small>}
      </dd>
    </div>
  );
}
