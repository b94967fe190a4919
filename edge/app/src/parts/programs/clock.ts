import { formatClock } from "../../format";

/**
 * A time of day on the car's clock, `22:05`, as is usual in the driver's language. It is written by
 * UTC, in which no day lacks an hour.
 */
export function clockText(time: string): string {
  const found = /^(\d{1,2}):(\d{2})/.exec(time);
  if (!found) return time;
  return formatClock(Date.UTC(2024, 0, 1, Number(found[1]), Number(found[2])), "UTC");
}
