import { formatDateTime, formatDuration, formatPeriod } from "../../format";
import { fill, t } from "../../i18n";
import { alertTexts, word } from "../../i18n/word";
import { agoText } from "../../parts/age";
import { gravityOf, severityOf } from "../../parts/gravity";
import { Icon } from "../../parts/icons";
import { pathOf } from "../../service/car_facts";
import css from "./alerts.module.css";
import type { Alert } from "./order";

interface AlertItemProps {
  alert: Alert;
  vehicleId: string;
  /** Whether it holds: then it says what to do. */
  isActive?: boolean;
}

/** A warning in words: what, how grave, since when or from when to when. */
export function AlertItem({ alert, vehicleId, isActive = false }: AlertItemProps) {
  const { alerts, warnings, words } = t.value;
  const { text, advice } = alertTexts(alerts, alert.type);
  const gravity = gravityOf(alert);
  const severity = severityOf(alert);
  return (
    <li
      class={isActive ? css.item : `${css.item} ${css.over}`}
      data-gravity={gravity}
      data-testid="alert"
    >
      <Icon name={gravity === "information" ? "info" : "alert"} class={css.mark} />
      <div class={css.text}>
        <div class={css.headline}>
          <h3>{text}</h3>
          {severity && <span class={css.chip}>{word(words.alertSeverity, severity)}</span>}
        </div>
        {isActive && <p>{advice}</p>}
        <p class={css.when}>
          <Times alert={alert} isActive={isActive} />
          {alert.tripId && <a href={pathOf(vehicleId, "trips", alert.tripId)}>{warnings.trip}</a>}
        </p>
      </div>
    </li>
  );
}

function Times({ alert, isActive }: Pick<AlertItemProps, "alert" | "isActive">) {
  const { warnings } = t.value;
  const { startedAt, endedAt } = alert;
  const start = startedAt && formatDateTime(startedAt);
  if (isActive) {
    if (!start) return null;
    return <span>{fill(warnings.since, { date: start, age: agoText(startedAt) })}</span>;
  }
  if (!endedAt) {
    return <span>{start ? fill(warnings.noEnd, { date: start }) : warnings.noTime}</span>;
  }
  if (!startedAt) return <span>{fill(warnings.ended, { date: formatDateTime(endedAt) })}</span>;
  const seconds = (Date.parse(endedAt) - Date.parse(startedAt)) / 1000;
  // A car whose clock was set meanwhile may report an end before the beginning.
  if (seconds < 0) return <span>{fill(warnings.ended, { date: formatDateTime(endedAt) })}</span>;
  const duration = formatDuration(Math.max(60, seconds));
  const period = formatPeriod(startedAt, endedAt);
  return <span>{fill(warnings.lasted, { period, duration })}</span>;
}
