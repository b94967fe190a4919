import { formatDistance, formatMoment, now } from "../format";
import { fill, named, t } from "../i18n";
import { type Charging, finishOf } from "../service/car_facts";

/** How charging stands, in one sentence; undefined where the car does not say. */
export function chargingSentence(charging: Charging | undefined): string | undefined {
  const sentences = t.value.common.charging;
  const words = t.value.words;
  const { status, plugged, nextDelayedAt } = charging ?? {};
  const finish = finishOf(charging, now.value);
  if (status === "InProgress" && finish) {
    return fill(sentences.until, { time: formatMoment(finish) });
  }
  if (status !== undefined && IS_SAID.includes(status)) return named(words.chargingStatus, status);
  if (plugged && nextDelayedAt && Date.parse(nextDelayedAt) > now.value) {
    return fill(sentences.delayed, { time: formatMoment(nextDelayedAt) });
  }
  if (plugged !== undefined) return words.plugged[plugged ? "true" : "false"];
  return status === "Disconnected" ? words.chargingStatus.Disconnected : undefined;
}

// Which say more than whether it is plugged in.
const IS_SAID: readonly string[] = ["InProgress", "Finished", "Stopped", "Failure"];

/** How fast it charges, in range an hour; undefined where it does not, or does not say. */
export function chargingRate(charging: Charging | undefined): string | undefined {
  const { status, chargingRateKmPerHour } = charging ?? {};
  if (status !== "InProgress" || !chargingRateKmPerHour) return undefined;
  const rate = formatDistance(chargingRateKmPerHour, 0);
  return fill(t.value.common.charging.rate, { rate });
}
