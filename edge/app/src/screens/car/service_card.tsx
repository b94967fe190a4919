import type { Schemas } from "kerbside";
import { formatDistance, now } from "../../format";
import { fill, plural, t } from "../../i18n";
import { Card } from "../../parts/card";
import { Figure } from "../../parts/figure";
import { type Countdown, countdownsOf, TONES, urgencyOf } from "../../parts/service_due";
import { pathOf, tellsOf } from "../../service/car_facts";
import { maintenanceOf } from "../../service/questions";
import { useAnswer } from "../../service/use";
import { Asked } from "./asked";
import css from "./car.module.css";
import type { AskedCardProps } from "./card_props";

/** How long it is until the next service, or how long it has been due. */
export function ServiceCard(props: AskedCardProps) {
  const { vehicle } = props.car;
  if (tellsOf(vehicle, "maintenance")) return <Due {...props} />;
  return (
    <Card
      title={t.value.maintenance.next}
      icon="wrench"
      href={pathOf(vehicle.id, "service")}
      testId="card-service"
    >
      <p class="quiet">{t.value.maintenance.notTold}</p>
    </Card>
  );
}

function Due({ car: { account, vehicle }, told }: AskedCardProps) {
  const answer = useAnswer(maintenanceOf(account.slot, vehicle.id));
  const maintenance = answer.value.value;
  const urgency = urgencyOf(...(maintenance ? countdownsOf(maintenance, now.value) : []));
  return (
    <Card
      title={t.value.maintenance.next}
      icon="wrench"
      href={pathOf(vehicle.id, "service")}
      tone={TONES[urgency]}
      {...(maintenance && { age: { at: maintenance.observedAt, short: true } })}
      testId="card-service"
    >
      <Asked answer={answer} told={told} height="58px">
        {(value) => <Left maintenance={value} />}
      </Asked>
    </Card>
  );
}

function Left({ maintenance }: { maintenance: Schemas["Maintenance"] }) {
  const { maintenance: texts, notReported } = t.value.car;
  const [days, km] = countdownsOf(maintenance, now.value);
  const isOverdue = urgencyOf(days, km) === "overdue";
  // Of a service that is overdue, only by how much.
  const counts = (one: Countdown | undefined): one is Countdown =>
    one !== undefined && (!isOverdue || one.urgency === "overdue");
  const inDays = counts(days) ? plural(texts.days, days.amount) : undefined;
  const inKm = counts(km) ? formatDistance(km.amount, 0) : undefined;
  if (!inDays && !inKm) return <p class="quiet">{notReported}</p>;
  const both =
    inDays && inKm
      ? fill(isOverdue ? texts.both : texts.either, { one: inDays, other: inKm })
      : (inDays ?? inKm ?? "");
  return (
    <>
      <Figure value={isOverdue ? fill(texts.overdue, { over: both }) : both} />
      {inDays && inKm && !isOverdue && <p class={css.small}>{t.value.maintenance.first}</p>}
    </>
  );
}
