import { formatDistance, formatMoment, now } from "../format";
import { fill, named, t } from "../i18n";
import { type Charging, finishOf } from "../service/car_facts";

/** How charging stands, in one sentence; undefined where the car does not say. */
export function chargingSentence(charging: Charging | undefined): string | undefined {
  const sentences = t.value.common.charging;
  const { status, plugged, nextDelayedAt } = charging ?? {};
  const finish = finishOf(charging, now.value);
  if (status === "InProgress" && finish) {
    return fill(sentences.until, { time: formatMoment(finish) });
  }
  const isDelayed = nextDelayedAt && Date.parse(nextDelayedAt) > now.value;
  if (plugged && isDelayed && !saysMore(status)) {
    return fill(sentences.delayed, { time: formatMoment(nextDelayedAt) });
  }
  return chargingState(charging);
}

/** The same without a time, so that it changes with the state alone. */
export function chargingState(charging: Charging | undefined): string | undefined {
  const words = t.value.words;
  const { status, plugged } = charging ?? {};
  if (saysMore(status)) return named(words.chargingStatus, status);
  // Some cars say "Disconnected" while they are plugged in.
  if (plugged !== undefined) return words.plugged[plugged ? "true" : "false"];
  return status === "Disconnected" ? words.chargingStatus.Disconnected : undefined;
}

const MORE: readonly string[] = ["InProgress", "Finished", "Stopped", "Failure"];
/** Whether a status says more than whether the car is plugged in. */
const saysMore = (status: string | undefined): status is string =>
  status !== undefined && MORE.includes(status);

/** How fast it charges, in range an hour; undefined where it does not, or does not say. */
export function chargingRate(charging: Charging | undefined): string | undefined {
  const { status, chargingRateKmPerHour } = charging ?? {};
  if (status !== "InProgress" || !chargingRateKmPerHour) return undefined;
  const rate = formatDistance(chargingRateKmPerHour, 0);
  return fill(t.value.common.charging.rate, { rate });
}
