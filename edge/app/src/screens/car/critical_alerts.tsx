import { formatMoment } from "../../format";
import { fill, t } from "../../i18n";
import { isCritical } from "../../i18n/critical";
import { alertTexts } from "../../i18n/word";
import { agoText } from "../../parts/age";
import { LinkButton } from "../../parts/button";
import { Note } from "../../parts/note";
import { pathOf } from "../../service/car_facts";
import type { Car } from "../../service/garage";
import { activeAlertsOf } from "../../service/questions";
import { useAnswer } from "../../service/use";
import css from "./car.module.css";

/** The urgent warnings that still hold, with what to do: they come before everything. */
export function CriticalAlerts({ car: { account, vehicle } }: { car: Car }) {
  const { alerts: table, car: texts } = t.value;
  const answer = useAnswer(activeAlertsOf(account.slot, vehicle.id));
  const urgent = answer.value.value?.items.filter(isCritical) ?? [];
  if (urgent.length === 0) return null;
  return (
    <section aria-label={texts.critical} class={css.critical} data-testid="critical">
      {urgent.map(({ id, type, startedAt }) => {
        const { text, advice } = alertTexts(table, type);
        return (
          <Note
            key={id}
            tone="danger"
            role="alert"
            title={text}
            actions={<LinkButton href={pathOf(vehicle.id, "alerts")}>{texts.alerts}</LinkButton>}
          >
            <p>{advice}</p>
            {startedAt && (
              <p class={css.small}>
                {fill(texts.alertList.since, {
                  time: formatMoment(startedAt),
                  age: agoText(startedAt),
                })}
              </p>
            )}
          </Note>
        );
      })}
    </section>
  );
}
