import type { Schemas } from "kerbside";
import { plural, t } from "../../i18n";
import { Card, type CardProps } from "../../parts/card";
import { Icon } from "../../parts/icons";
import { Problem } from "../../parts/problem";
import type { Answered } from "../../service/answers";
import type { Status } from "../../service/cadence";
import type { CarScreenProps } from "../props";
import { AlertItem } from "./alert_item";
import css from "./alerts.module.css";
import { byGravity, gravest } from "./order";

interface ActiveProps extends CarScreenProps {
  answer: Answered<Schemas["AlertList"]>;
  /** When the car last reported anything: how old it is that there is no warning. */
  status: Answered<Status>;
}

const TONES = { critical: "danger", warning: "warn", information: "plain" } as const;

/** The warnings that still hold, the gravest first, each with what to do. */
export function Active({ car, answer, status }: ActiveProps) {
  const { warnings } = t.value;
  const list = answer.value.value;
  const state = status.value.value;
  // A list without warnings is news only of a car that has reported something.
  const isKnown = list !== undefined && (list.items.length > 0 || state !== undefined);
  const asked = list && !isKnown ? status : answer;
  const problem = asked.problem.value;
  const items = isKnown ? byGravity(list.items) : undefined;
  const gravity = items && gravest(items);
  const age: Partial<CardProps> = state && items ? { age: { at: state.observedAt } } : {};
  return (
    <Card
      title={warnings.active}
      icon="alert"
      tone={gravity ? TONES[gravity] : "plain"}
      testId="active-alerts"
      {...age}
    >
      <p class="visually-hidden" role="status">
        {items && items.length > 0 && plural(warnings.count, items.length)}
      </p>
      {problem && <Problem problem={problem} hasValue={isKnown} onRetry={() => asked.reload()} />}
      {items?.length === 0 && (
        <div class={css.calm} data-testid="no-alerts">
          <Icon name="check" size={22} />
          <div>
            <p>
              <b>{warnings.none}</b>
            </p>
            <p class="quiet">{warnings.noneText}</p>
          </div>
        </div>
      )}
      {items && items.length > 0 && (
        <ul class={css.list}>
          {items.map((alert) => (
            <AlertItem key={alert.id} alert={alert} vehicleId={car.vehicle.id} isActive />
          ))}
        </ul>
      )}
    </Card>
  );
}
