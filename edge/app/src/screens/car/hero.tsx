import { t } from "../../i18n";
import { Age } from "../../parts/age";
import { EnergyLevel } from "../../parts/energy_level";
import { privacyText } from "../../parts/privacy_text";
import { kindOf, type Status } from "../../service/cadence";
import { energiesOf } from "../../service/car_facts";
import type { Vehicle } from "../../service/garage";
import css from "./car.module.css";

/** Charge and fuel, each with its age. */
export function Hero({ vehicle, status }: { vehicle: Vehicle; status: Status }) {
  const energies = energiesOf(vehicle, status).filter(
    ({ levelPercent, rangeKm }) => levelPercent !== undefined || rangeKm !== undefined,
  );
  return (
    <section class={css.hero} data-testid="hero">
      {energies.length === 0 && <p class="quiet">{privacyText(status) ?? t.value.car.noLevel}</p>}
      {energies.map((energy) => (
        <div key={energy.type} class={css.energy}>
          <EnergyLevel energy={energy} size="hero" showsName={energies.length > 1} />
          <Age
            at={energy.observedAt}
            kind={energy.type === "Electric" ? kindOf(status) : "resting"}
          />
        </div>
      ))}
    </section>
  );
}
