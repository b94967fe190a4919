import { formatDistance, formatTime, now } from "../format";
import { fill, t } from "../i18n";
import { type Charging, finishOf } from "../service/car_facts";

/** How charging stands, in one sentence; undefined where the car does not say. */
export function chargingSentence(charging: Charging | undefined): string | undefined {
  const words = t.value.common.charging;
  const { status, plugged, nextDelayedAt } = charging ?? {};
  const finish = finishOf(charging, now.value);
  switch (status) {
    case "InProgress":
      return finish ? fill(words.until, { time: formatTime(finish) }) : words.inProgress;
    case "Finished":
      return words.finished;
    case "Stopped":
      return words.stopped;
    case "Failure":
      return words.failure;
  }
  if (plugged && nextDelayedAt && Date.parse(nextDelayedAt) > now.value) {
    return fill(words.delayed, { time: formatTime(nextDelayedAt) });
  }
  if (plugged === undefined) return status === "Disconnected" ? words.unplugged : undefined;
  return plugged ? words.plugged : words.unplugged;
}

/** How fast it charges, in range an hour; undefined where it does not, or does not say. */
export function chargingRate(charging: Charging | undefined): string | undefined {
  const { status, chargingRateKmPerHour } = charging ?? {};
  if (status !== "InProgress" || !chargingRateKmPerHour) return undefined;
  const rate = formatDistance(chargingRateKmPerHour, 0);
  return fill(t.value.common.charging.rate, { rate });
}
