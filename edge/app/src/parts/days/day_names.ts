// The days of the week, by the words of the API.

import { dateFormat } from "../../format/intl";
import { language, t } from "../../i18n";

export const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;
export type Day = (typeof DAYS)[number];

// The first of January 2024 was a Monday.
const MONDAY = Date.UTC(2024, 0, 1, 12);

/** "Mon" or "Monday", in the driver's language. */
export const dayName = (day: Day, weekday: "short" | "long") =>
  dateFormat(language.value, { weekday, timeZone: "UTC" }).format(
    MONDAY + DAYS.indexOf(day) * 86_400_000,
  );

const WORKDAYS = DAYS.slice(0, 5);
const WEEKEND = DAYS.slice(5);

/**
 * Days in words, undefined where none is named: within a sentence "Mon–Fri" or "Sat, Sun", and where
 * they stand alone "Monday to Friday" or "Mon, Wed and Fri".
 */
export function daysText(
  days: readonly string[] | undefined,
  place: "in sentence" | "alone",
): string | undefined {
  const named = new Set(days);
  if (named.size === 0) return undefined;
  const known = DAYS.filter((day) => named.has(day));
  const are = (some: readonly Day[]) =>
    named.size === some.length && some.every((day) => named.has(day));
  const short = known.map((day) => dayName(day, "short"));
  // A day that nobody knows yet comes last, as it is.
  const all = [...short, ...[...named].filter((day) => !DAYS.includes(day as Day))];
  if (place === "alone") {
    const texts = t.value.car.programs;
    if (are(DAYS)) return texts.everyDay;
    if (are(WORKDAYS)) return texts.workdays;
    if (are(WEEKEND)) return texts.weekend;
    return new Intl.ListFormat(language.value, { type: "conjunction" }).format(all);
  }
  if (are(DAYS)) return t.value.commands.everyDay;
  const [first, last] = [known[0], known.at(-1)];
  const isRow = first && last && are(DAYS.slice(DAYS.indexOf(first), DAYS.indexOf(last) + 1));
  return isRow && all.length > 2 ? `${short[0]}–${short.at(-1)}` : all.join(", ");
}
