// The days of a program, in the driver's words.

import { language } from "../../i18n";
import { DAYS, type Day, dayName } from "../days";

const WORKDAYS = DAYS.slice(0, 5);
const WEEKEND = DAYS.slice(5);

interface DayTexts {
  readonly everyDay: string;
  readonly workdays: string;
  readonly weekend: string;
}

/** "Monday to Friday", or "Mon, Wed and Fri"; undefined where none is named. */
export function daysText(days: readonly string[] | undefined, texts: DayTexts): string | undefined {
  const named = new Set(days);
  if (named.size === 0) return undefined;
  const are = (some: readonly string[]) =>
    some.length === named.size && some.every((day) => named.has(day));
  if (are(DAYS)) return texts.everyDay;
  if (are(WORKDAYS)) return texts.workdays;
  if (are(WEEKEND)) return texts.weekend;
  // A day that nobody knows yet comes last, as it is.
  const known = DAYS.filter((day) => named.has(day)).map((day) => dayName(day, "short"));
  const unknown = [...named].filter((day) => !DAYS.includes(day as Day));
  return new Intl.ListFormat(language.value, { type: "conjunction" }).format([
    ...known,
    ...unknown,
  ]);
}
