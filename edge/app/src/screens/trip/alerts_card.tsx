import type { Schemas } from "kerbside";
import { formatMoment } from "../../format";
import { t } from "../../i18n";
import { alertTexts, word } from "../../i18n/word";
import { Card } from "../../parts/card";
import { gravityOf, severityOf } from "../../parts/gravity";
import { Note } from "../../parts/note";
import { Problem } from "../../parts/problem";
import { Loading, Skeleton } from "../../parts/skeleton";
import type { Answered } from "../../service/answers";
import css from "./trip.module.css";

/** What the car warned of on the trip, and what to do. */
export function AlertsCard({ answer }: { answer: Answered<Schemas["AlertList"]> }) {
  const list = answer.value.value;
  const problem = answer.problem.value;
  return (
    <Card title={t.value.trip.alerts} icon="alert" testId="trip-alerts">
      {problem && (
        <Problem problem={problem} hasValue={list !== undefined} onRetry={() => answer.reload()} />
      )}
      {!list && !problem && (
        <Loading>
          <Skeleton height="24px" />
        </Loading>
      )}
      {list?.items.length === 0 && <p class="quiet">{t.value.trip.noAlerts}</p>}
      {list && list.items.length > 0 && (
        <ul class={css.alerts}>
          {list.items.map((alert) => (
            <li key={alert.id}>
              <Alert alert={alert} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

const TONES = { information: "info", warning: "warn", critical: "danger" } as const;

function Alert({ alert }: { alert: Schemas["Alert"] }) {
  const { type, startedAt, active } = alert;
  const severity = severityOf(alert);
  const { words, alerts } = t.value;
  const { text, advice } = alertTexts(alerts, type);
  const isOver = active === false;
  const facts = [
    severity !== undefined && word(words.alertSeverity, severity),
    startedAt && formatMoment(startedAt),
    active !== undefined && word(words.alertActive, String(active)),
  ];
  return (
    <Note tone={isOver ? "info" : TONES[gravityOf(alert)]} title={text}>
      <p>{advice}</p>
      <p class="quiet">
        <small>{facts.filter(Boolean).join(" · ")}</small>
      </p>
    </Note>
  );
}
