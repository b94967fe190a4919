// The days of the week, by the words of the API.

import { dateFormat } from "../../format/intl";
import { fill, language, t } from "../../i18n";

export const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;
export type Day = (typeof DAYS)[number];

// The first of January 2024 was a Monday.
const MONDAY = Date.UTC(2024, 0, 1, 12);

/** "Mon" or "Monday", in the driver's language. */
export const dayName = (day: Day, weekday: "short" | "long") =>
  dateFormat(language.value, { weekday, timeZone: "UTC" }).format(
    MONDAY + DAYS.indexOf(day) * 86_400_000,
  );

/** Days in words: "Mon–Fri", "Sat, Sun", or that it is every day. */
export function daysText(days: readonly Day[]): string {
  const words = t.value.commands;
  if (days.length === DAYS.length) return words.everyDay;
  const all = DAYS.filter((day) => days.includes(day));
  const [first, last] = [all[0], all.at(-1)];
  const isRow = first && last && DAYS.indexOf(last) - DAYS.indexOf(first) === all.length - 1;
  if (isRow && all.length > 2) {
    return fill("{first}–{last}", { first: dayName(first, "short"), last: dayName(last, "short") });
  }
  return all.map((day) => dayName(day, "short")).join(", ");
}
