// Days, for lists that are ordered by day.

import { locale } from ".";
import { dateFormat, unbroken } from "./intl";

/** "Sunday 29 November", with the year where it is not this one. */
export function formatDay(date: Date): string {
  const year = date.getFullYear() === new Date().getFullYear() ? {} : { year: "numeric" as const };
  return dateFormat(locale(), { weekday: "long", day: "numeric", month: "long", ...year }).format(
    date,
  );
}

/** "29 Nov". */
export const formatShortDay = (date: Date) =>
  unbroken(dateFormat(locale(), { day: "numeric", month: "short" }).format(date));
