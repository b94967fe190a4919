import { formatTemperature } from "../../format";
import { t } from "../../i18n";
import { word } from "../../i18n/word";
import { Card } from "../../parts/card";
import { Facts } from "../../parts/facts";
import { Programs } from "../../parts/programs";
import { isSwitchedOn } from "../../service/app_settings";
import { pathOf } from "../../service/car_facts";
import css from "./car.module.css";
import type { CarCardProps } from "./card_props";

/** Heating and cooling before a drive, and how warm it is outside. */
export function ClimateCard({ car: { vehicle }, status }: CarCardProps) {
  const { car, words } = t.value;
  const { preconditioning, environment } = status;
  const air = environment?.air;
  const celsius = air?.temperatureCelsius;
  if (!preconditioning && celsius === undefined) return null;
  const {
    status: state,
    startingCause,
    failureCause,
    programs,
    observedAt,
  } = preconditioning ?? {};
  const at = preconditioning ? observedAt : air?.observedAt;
  const isRunning = state === "Enabled";
  const canOrder = isSwitchedOn("climate") && preconditioning !== undefined;
  return (
    <Card
      title={car.climate.title}
      icon="climate"
      {...(canOrder && { href: pathOf(vehicle.id, "commands") })}
      age={{ at, short: true }}
      testId="card-climate"
    >
      {state && (
        <p class={isRunning ? css.active : css.state}>{word(words.preconditioningStatus, state)}</p>
      )}
      {state === "Failure" && failureCause && (
        <p>{word(words.preconditioningFailureCause, failureCause)}</p>
      )}
      {isRunning && startingCause && (
        <p class={css.small}>{word(words.preconditioningStartingCause, startingCause)}</p>
      )}
      <Facts
        facts={[
          {
            name: car.climate.outside,
            value: celsius === undefined ? undefined : formatTemperature(celsius),
            age: air?.observedAt === at ? undefined : { at: air?.observedAt },
          },
        ]}
      />
      {programs && programs.length > 0 && (
        <>
          <h3>{t.value.charging.programs}</h3>
          <Programs programs={programs} />
        </>
      )}
    </Card>
  );
}
