import type { Schemas } from "kerbside";
import { formatMoment } from "../../format";
import { fill, plural, t } from "../../i18n";
import { isCritical } from "../../i18n/critical";
import { alertTexts } from "../../i18n/word";
import { agoText } from "../../parts/age";
import { Card } from "../../parts/card";
import { Icon } from "../../parts/icons";
import { pathOf } from "../../service/car_facts";
import { activeAlertsOf } from "../../service/questions";
import { useAnswer } from "../../service/use";
import { Asked } from "./asked";
import css from "./car.module.css";
import type { AskedCardProps } from "./card_props";

/** How many are told of here; all of them have a screen of their own. */
const MOST = 3;

/** The warnings that still hold, with what to do: of urgent ones, that stands above everything. */
export function AlertsCard({ car: { account, vehicle }, told }: AskedCardProps) {
  const answer = useAnswer(activeAlertsOf(account.slot, vehicle.id));
  const items = answer.value.value?.items ?? [];
  return (
    <Card
      title={t.value.warnings.active}
      icon="alert"
      href={pathOf(vehicle.id, "alerts")}
      tone={items.some(isCritical) ? "danger" : items.length > 0 ? "warn" : "plain"}
      testId="card-alerts"
    >
      <Asked answer={answer} told={told} height="48px">
        {({ items: all, total }) => <Alerts alerts={all} total={total ?? all.length} />}
      </Asked>
    </Card>
  );
}

function Alerts({ alerts, total }: { alerts: readonly Schemas["Alert"][]; total: number }) {
  const { alerts: table, car } = t.value;
  const { alertList: texts } = car;
  if (alerts.length === 0) {
    return (
      <p class={css.calm}>
        <Icon name="check" size={18} />
        {texts.none}
      </p>
    );
  }
  const shown = alerts
    .toSorted((one, other) => Number(isCritical(other)) - Number(isCritical(one)))
    .slice(0, MOST);
  const left = total - shown.length;
  return (
    <>
      <ul class={css.alerts}>
        {shown.map((alert) => {
          const { id, type, startedAt } = alert;
          const { text, advice } = alertTexts(table, type);
          return (
            <li key={id}>
              <b>{text}</b>
              {!isCritical(alert) && <span>{advice}</span>}
              {startedAt && (
                <span class={css.small}>
                  {fill(texts.since, { time: formatMoment(startedAt), age: agoText(startedAt) })}
                </span>
              )}
            </li>
          );
        })}
      </ul>
      {left > 0 && <p class={css.small}>{plural(texts.more, left)}</p>}
    </>
  );
}
