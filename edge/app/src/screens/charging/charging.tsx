// Charging: how it stands, when it happens, and what the battery holds.

import { t } from "../../i18n";
import { Note } from "../../parts/note";
import { privacyText } from "../../parts/privacy_text";
import { Problem } from "../../parts/problem";
import { Loading, Skeleton } from "../../parts/skeleton";
import { Stale } from "../../parts/stale";
import { energyOf, hasNoPlug } from "../../service/car_facts";
import { statusOf } from "../../service/questions";
import { useAnswer } from "../../service/use";
import type { CarScreenProps } from "../props";
import { BatteryCard } from "./battery_card";
import css from "./charging.module.css";
import { HealthCard } from "./health_card";
import { PlanCard } from "./plan_card";
import { StateCard } from "./state_card";

export default function ChargingScreen({ car }: CarScreenProps) {
  const { account, vehicle } = car;
  const answer = useAnswer(statusOf(account.slot, vehicle.id));
  const status = answer.value.value;
  const problem = answer.problem.value;
  if (hasNoPlug(vehicle, status)) {
    return (
      <Note icon="fuel">
        <p>{t.value.charging.noPlug}</p>
      </Note>
    );
  }
  // Why nothing is known is then said once, and not on every card.
  const hidden = status?.energies.length === 0 ? privacyText(status) : undefined;
  if (hidden) {
    return (
      <Note>
        <p>{hidden}</p>
      </Note>
    );
  }
  const energy = energyOf(status, "Electric");
  return (
    <>
      {problem && (
        <Problem
          problem={problem}
          hasValue={status !== undefined}
          onRetry={() => answer.reload()}
        />
      )}
      {answer.stale.value && <Stale stale={answer.stale.value} />}
      {!status && !problem && (
        <Loading>
          <div class={css.cards}>
            <div class={css.column}>
              <Skeleton height="380px" />
              <Skeleton height="180px" />
            </div>
            <div class={css.column}>
              <Skeleton height="140px" />
              <Skeleton height="220px" />
            </div>
          </div>
        </Loading>
      )}
      {status && (
        <div class={css.cards}>
          <div class={css.column}>
            <StateCard vehicleId={vehicle.id} energy={energy} status={status} />
            <PlanCard charging={energy?.charging} />
          </div>
          <div class={css.column}>
            <BatteryCard energy={energy} />
            <HealthCard energy={energy} />
          </div>
        </div>
      )}
    </>
  );
}
