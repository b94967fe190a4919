import type { Schemas } from "kerbside";
import { formatDistance, now } from "../../format";
import { fill, plural, t } from "../../i18n";
import { Card } from "../../parts/card";
import { Figure } from "../../parts/figure";
import { pathOf, tellsOf } from "../../service/car_facts";
import { maintenanceOf } from "../../service/questions";
import { useAnswer } from "../../service/use";
import { Asked } from "./asked";
import css from "./car.module.css";
import type { CarCardProps } from "./card_props";
import { serviceDue } from "./service_due";

/** How long it is until the next service, or how long it has been due. */
export function ServiceCard(props: CarCardProps) {
  const { vehicle } = props.car;
  if (tellsOf(vehicle, "maintenance")) return <Due {...props} />;
  return (
    <Card
      title={t.value.car.maintenance.title}
      icon="wrench"
      href={pathOf(vehicle.id, "service")}
      testId="card-service"
    >
      <p class="quiet">{t.value.maintenance.notTold}</p>
    </Card>
  );
}

function Due({ car: { account, vehicle } }: CarCardProps) {
  const answer = useAnswer(maintenanceOf(account.slot, vehicle.id));
  const maintenance = answer.value.value;
  const isOverdue = maintenance !== undefined && serviceDue(maintenance, now.value).isOverdue;
  return (
    <Card
      title={t.value.car.maintenance.title}
      icon="wrench"
      href={pathOf(vehicle.id, "service")}
      tone={isOverdue ? "warn" : "plain"}
      {...(maintenance && { age: { at: maintenance.observedAt, short: true } })}
      testId="card-service"
    >
      <Asked answer={answer} height="58px">
        {(value) => <Left maintenance={value} />}
      </Asked>
    </Card>
  );
}

function Left({ maintenance }: { maintenance: Schemas["Maintenance"] }) {
  const { car } = t.value;
  const { maintenance: texts } = car;
  const { isOverdue, days, km } = serviceDue(maintenance, now.value);
  const inDays = days === undefined ? undefined : plural(texts.days, days);
  const inKm = km === undefined ? undefined : formatDistance(km, 0);
  if (!inDays && !inKm) return <p class="quiet">{car.notReported}</p>;
  const both =
    inDays && inKm ? fill(texts.either, { one: inDays, other: inKm }) : (inDays ?? inKm ?? "");
  return (
    <>
      <Figure value={isOverdue ? fill(texts.overdue, { over: both }) : both} />
      {inDays && inKm && !isOverdue && <p class={css.small}>{texts.first}</p>}
    </>
  );
}
