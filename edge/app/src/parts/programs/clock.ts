import { formatTime, now } from "../../format";

/** A time of day on the car's clock, `22:05`, as is usual in the driver's language. */
export function clockText(time: string): string {
  const found = /^(\d{1,2}):(\d{2})/.exec(time);
  if (!found) return time;
  return formatTime(new Date(now.value).setHours(Number(found[1]), Number(found[2]), 0, 0));
}
