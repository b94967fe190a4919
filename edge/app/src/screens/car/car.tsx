// A car: what is urgent, how far it goes, and a card for everything else, in the order of what its
// energy makes its driver ask for.

import type { ComponentType } from "preact";
import { t } from "../../i18n";
import { Note } from "../../parts/note";
import { privacyText } from "../../parts/privacy_text";
import { Problem } from "../../parts/problem";
import { problemOf } from "../../parts/problem_of";
import { QuickActions } from "../../parts/quick_actions";
import { Stale } from "../../parts/stale";
import { type Drive, driveOf } from "../../service/car_facts";
import { activeAlertsOf, statusOf } from "../../service/questions";
import { useAnswer } from "../../service/use";
import type { CarScreenProps } from "../props";
import { AlertsCard } from "./alerts_card";
import { BatteryCard } from "./battery_card";
import css from "./car.module.css";
import type { AskedCardProps } from "./card_props";
import { ClimateCard } from "./climate_card";
import { CriticalAlerts } from "./critical_alerts";
import { DoorsCard } from "./doors_card";
import { EngineCard } from "./engine_card";
import { Hero } from "./hero";
import { LowVoltageCard } from "./low_voltage_card";
import { OdometerCard } from "./odometer_card";
import { PlaceCard } from "./place_card";
import { ServiceCard } from "./service_card";
import { TripCard } from "./trip_card";
import { usePatience } from "./use_patience";
import { CarWaiting } from "./waiting";

const CARDS = {
  alerts: AlertsCard,
  battery: BatteryCard,
  climate: ClimateCard,
  engine: EngineCard,
  lowVoltage: LowVoltageCard,
  odometer: OdometerCard,
  place: PlaceCard,
  service: ServiceCard,
  trip: TripCard,
} satisfies Record<string, ComponentType<AskedCardProps>>;

const OF_PLUG = ["place", "climate", "trip", "alerts", "battery", "service", "odometer"] as const;

/** What follows the hero and the locks. The alerts of a thermal car come before its locks. */
const ORDER: Record<Drive, readonly (keyof typeof CARDS)[]> = {
  electric: [...OF_PLUG, "lowVoltage"],
  hybrid: [...OF_PLUG, "engine", "lowVoltage"],
  thermal: ["place", "service", "trip", "odometer", "engine", "climate", "lowVoltage"],
};

// The picture is about as tall as the hero of two energies, or as that of one and the row below it.
const rowsOfDoors = (drive: Drive) => (drive === "hybrid" ? 1 : 2);

export default function CarOverview({ car }: CarScreenProps) {
  const { account, vehicle } = car;
  const answer = useAnswer(statusOf(account.slot, vehicle.id));
  const alerts = useAnswer(activeAlertsOf(account.slot, vehicle.id));
  const status = answer.value.value;
  const problem = answer.problem.value;
  const stale = answer.stale.value;
  const told = problem ?? (stale && problemOf(stale.because));
  const areAlertsKnown = alerts.value.value !== undefined || alerts.problem.value !== undefined;
  // What is urgent stands above the rest, and would move it if it came a moment later.
  const isReady = usePatience(areAlertsKnown);
  const drive = driveOf(vehicle, status);
  // Why nothing is known then stands in the hero, once and not on every card.
  const isHidden = status && status.energies.length === 0 && privacyText(status) !== undefined;
  return (
    <>
      {problem && (
        <Problem
          problem={problem}
          hasValue={status !== undefined}
          onRetry={() => answer.reload()}
        />
      )}
      {stale && <Stale stale={stale} />}
      {(status ? !isReady : !problem) && <CarWaiting />}
      {(isReady || (problem && areAlertsKnown)) && <CriticalAlerts car={car} />}
      {status && isReady && (
        <>
          {status.stolen?.state === "true" && (
            <Note tone="danger" role="status" title={t.value.words.stolenState.true} />
          )}
          <div class={css.cards}>
            <Hero car={car} status={status} />
            <div class={css.actions}>
              <QuickActions car={car} told={told} />
            </div>
            {!isHidden && <OtherCards car={car} status={status} told={told} drive={drive} />}
          </div>
        </>
      )}
    </>
  );
}

function OtherCards({ drive, ...card }: AskedCardProps & { drive: Drive }) {
  return (
    <>
      {drive === "thermal" && <AlertsCard {...card} />}
      <div class={css.doors} style={{ "--rows": rowsOfDoors(drive) }}>
        <DoorsCard {...card} />
      </div>
      {ORDER[drive].map((name) => {
        const One = CARDS[name];
        return <One key={name} {...card} />;
      })}
    </>
  );
}
