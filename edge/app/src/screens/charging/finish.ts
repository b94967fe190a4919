// When charging will be done, in words.

import { formatDuration, formatMoment, now } from "../../format";
import { fill, t } from "../../i18n";
import { type Charging, finishOf } from "../../service/car_facts";

/** How long it is until charging is done; undefined where that is not known. */
export function timeLeft(charging: Charging): string | undefined {
  const finish = finishOf(charging, now.value);
  // Not "0 minutes": it is not done yet.
  return finish && formatDuration(Math.max(60, (finish.getTime() - now.value) / 1000));
}

/** Why it is not known when charging will be done, of a car that charges. */
export function whyNoFinish(charging: Charging): string | undefined {
  const texts = t.value.charging;
  const { status, remainingTimeSeconds, observedAt } = charging;
  if (status !== "InProgress" || finishOf(charging, now.value)) return undefined;
  if (!remainingTimeSeconds || observedAt === undefined) return texts.finishUnknown;
  const planned = Date.parse(observedAt) + remainingTimeSeconds * 1000;
  return fill(texts.overdue, { time: formatMoment(planned) });
}
