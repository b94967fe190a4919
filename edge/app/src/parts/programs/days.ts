// The days of a program, in the driver's words.

import { dateFormat } from "../../format/intl";

const WEEK = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const WORKDAYS = WEEK.slice(0, 5);
const WEEKEND = WEEK.slice(5);
/** A Monday. */
const FIRST = Date.UTC(2024, 0, 1);
const DAY = 86_400_000;

interface DayTexts {
  readonly everyDay: string;
  readonly workdays: string;
  readonly weekend: string;
}

/** "Monday to Friday", or "Mon, Wed and Fri"; undefined where none is named. */
export function daysText(
  days: readonly string[] | undefined,
  language: string,
  texts: DayTexts,
): string | undefined {
  const named = new Set(days);
  if (named.size === 0) return undefined;
  const are = (some: readonly string[]) =>
    some.length === named.size && some.every((day) => named.has(day));
  if (are(WEEK)) return texts.everyDay;
  if (are(WORKDAYS)) return texts.workdays;
  if (are(WEEKEND)) return texts.weekend;
  // A day that nobody knows yet comes last, as it is.
  const known = WEEK.filter((day) => named.has(day)).map((day) => dayName(day, language));
  const unknown = [...named].filter((day) => !WEEK.includes(day));
  return new Intl.ListFormat(language, { type: "conjunction" }).format([...known, ...unknown]);
}

const dayName = (day: string, language: string) =>
  dateFormat(language, { weekday: "short", timeZone: "UTC" }).format(
    FIRST + WEEK.indexOf(day) * DAY,
  );
