import { distanceParts, now } from "../../format";
import { t } from "../../i18n";
import { Age } from "../../parts/age";
import { chargingState } from "../../parts/charging_sentence";
import { EnergyLevel } from "../../parts/energy_level";
import { privacyText } from "../../parts/privacy_text";
import type { Status } from "../../service/cadence";
import { type Energy, energiesOf, energyOf } from "../../service/car_facts";
import css from "./car.module.css";
import type { CarCardProps } from "./card_props";
import { Driving } from "./driving";
import { kindOfEnergy, sumOfRanges } from "./ranges";

/** Charge and fuel, each with its age, and whether the car drives. */
export function Hero({ car, status }: CarCardProps) {
  const { vehicle } = car;
  const energies = energiesOf(vehicle, status).filter(
    ({ levelPercent, rangeKm }) => levelPercent !== undefined || rangeKm !== undefined,
  );
  const isPair = energies.length > 1;
  return (
    <section class={css.hero} data-testid="hero" aria-label={t.value.car.overview}>
      <Driving car={car} status={status} />
      {energies.length === 0 && <p class="quiet">{privacyText(status) ?? t.value.car.noLevel}</p>}
      {energies.map((energy) => (
        <div key={energy.type} class={css.energy}>
          <EnergyLevel energy={isPair ? withoutRange(energy) : energy} size="hero" showsName />
          <Age at={energy.observedAt} kind={kindOfEnergy(energy, status)} />
        </div>
      ))}
      {isPair && energies.some(({ rangeKm }) => rangeKm !== undefined) && (
        <Ranges energies={energies} status={status} />
      )}
      <p role="status" class="visually-hidden">
        {spoken(status)}
      </p>
    </section>
  );
}

// The ranges of two energies stand side by side, below both levels.
const withoutRange = ({ rangeKm: _, ...energy }: Energy): Energy => energy;

function Ranges({ energies, status }: { energies: readonly Energy[]; status: Status }) {
  const { ranges } = t.value.car;
  const sum = sumOfRanges(energies, status, now.value);
  return (
    <dl class={css.ranges} aria-label={ranges.title}>
      {energies.map(({ type, rangeKm }) => (
        <Range key={type} name={type === "Fuel" ? ranges.fuel : ranges.electric} km={rangeKm} />
      ))}
      <Range name={ranges.sum} km={sum} />
    </dl>
  );
}

function Range({ name, km }: { name: string; km: number | undefined }) {
  if (km === undefined) return null;
  const { value, unit } = distanceParts(km, 0);
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <b>{value}</b> {unit}
      </dd>
    </div>
  );
}

// What a screen reader says when it changes: a state, and no figure that changes every minute.
function spoken(status: Status): string {
  const { words } = t.value;
  const said = [
    chargingState(energyOf(status, "Electric")?.charging),
    status.kinetic?.moving && words.moving.true,
  ];
  return said.filter(Boolean).join(". ");
}
