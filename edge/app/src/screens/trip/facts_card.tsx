import type { Schemas } from "kerbside";
import {
  formatDistance,
  formatDuration,
  formatEnergy,
  formatLitres,
  formatPercent,
  formatSpeed,
} from "../../format";
import { fill, t } from "../../i18n";
import { word } from "../../i18n/word";
import { Card } from "../../parts/card";
import { type Fact, Facts } from "../../parts/facts";
import { Note } from "../../parts/note";
import {
  consumptionOf,
  type EnergyType,
  SplitBar,
  splitOf,
  type Trip,
  usedOn,
} from "../../parts/trip";
import type { Vehicle } from "../../service/garage";
import css from "./trip.module.css";

/** What the trip came to. */
export function FactsCard({ trip, vehicle }: { trip: Trip; vehicle: Vehicle }) {
  const words = t.value.trip;
  const { distanceKm, durationSeconds, averageSpeedKmh, startOdometerKm, done } = trip;
  const split = splitOf(trip);
  const known = <T,>(value: T | undefined, format: (value: T) => string) =>
    value === undefined ? undefined : format(value);
  // A car without a tank may report an empty one.
  const types = (["Electric", "Fuel"] as const).filter((type) => hasEnergy(vehicle, type));
  return (
    <Card title={done === false ? words.underWay : words.title} icon="route" testId="trip-facts">
      <p class={css.total}>
        {distanceKm === undefined ? t.value.common.unknown : formatDistance(distanceKm)}
      </p>
      {split && (
        <div class={css.split}>
          <SplitBar split={split} showsWords />
        </div>
      )}
      <Facts
        facts={[
          { name: words.duration, value: known(durationSeconds, formatDuration) },
          { name: t.value.trips.sums.speed, value: known(averageSpeedKmh, formatSpeed) },
          ...types.flatMap((type) => energyFacts(trip, type)),
          {
            name: words.odometer,
            value: known(startOdometerKm, (km) => formatDistance(km, 0)),
          },
        ]}
      />
      {trip.faults?.map(({ fault, cause }, index) => (
        <Note key={index} tone="warn">
          <p>{faultText(fault, cause)}</p>
        </Note>
      ))}
    </Card>
  );
}

function hasEnergy({ motorization }: Vehicle, type: EnergyType): boolean {
  return motorization !== (type === "Fuel" ? "Electric" : "Thermic");
}

/** What the trip took of a kind of energy, and its level before and after. */
function energyFacts(trip: Trip, type: EnergyType): Fact[] {
  const { trip: words, trips, common } = t.value;
  const used = usedOn(trip, type)?.amount;
  const amount =
    used === undefined
      ? undefined
      : type === "Electric"
        ? formatEnergy(used * 1000)
        : formatLitres(used);
  const consumption = [amount, consumptionOf(trip, type)].filter(Boolean).join(" · ");
  return [
    {
      name: type === "Electric" ? trips.sums.electricity : common.energy.fuel,
      value: consumption || undefined,
    },
    {
      name: type === "Electric" ? words.battery : words.tank,
      value: levels(levelOf(trip.startEnergies, type), levelOf(trip.endEnergies, type)),
    },
  ];
}

const levelOf = (energies: Schemas["Energy"][] | undefined, type: EnergyType) =>
  energies?.find((energy) => energy.type === type)?.levelPercent;

function levels(start: number | undefined, end: number | undefined): string | undefined {
  const words = t.value.trip;
  if (start !== undefined && end !== undefined) {
    return fill(words.fromTo, { from: formatPercent(start), to: formatPercent(end) });
  }
  if (start !== undefined) return fill(words.atStart, { level: formatPercent(start) });
  return end === undefined ? undefined : fill(words.atEnd, { level: formatPercent(end) });
}

function faultText(fault: string | undefined, cause: string | undefined): string {
  const { words, trip, common } = t.value;
  const what = fault === undefined ? trip.incomplete : word(words.tripFault, fault);
  const why = cause && fill(common.pair, { name: what, value: word(words.tripFaultCause, cause) });
  return `${why || what}.`;
}
