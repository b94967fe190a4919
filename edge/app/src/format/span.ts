// Lengths of time in words. An age is never rounded up: 89 seconds are one minute.

import { ageFormat, numberFormat, unbroken } from "./intl";

type Unit = "second" | "minute" | "hour" | "day" | "week" | "month" | "year";

const SECONDS: readonly (readonly [Unit, number])[] = [
  ["year", 365 * 86_400],
  ["month", 30 * 86_400],
  ["week", 7 * 86_400],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

/** The largest unit that fits, and how often; nothing under a minute. Two weeks are 14 days. */
function largest(seconds: number): readonly [Unit, number] | undefined {
  const found = SECONDS.find(([unit, length]) => seconds >= length * (unit === "week" ? 3 : 1));
  return found && [found[0], Math.floor(seconds / found[1])];
}

/** How long ago in words, "3 minutes ago"; undefined where it is less than a minute. */
export function agoIn(language: string, seconds: number): string | undefined {
  const found = largest(seconds);
  return found && ageFormat(language).format(-found[1], found[0]);
}

/** A length of time, roughly: "3 weeks". Under a minute, it is a minute. */
export function roughlyIn(language: string, seconds: number): string {
  const [unit, count] = largest(seconds) ?? ["minute", 1];
  return inUnit(language, count, unit, "long");
}

/** A length of time in hours and minutes: "1 hr 20 min"; in days and hours from two days on. */
export function durationIn(language: string, seconds: number): string {
  const minutes = Math.round(seconds / 60);
  const parts: [number, Unit][] =
    minutes >= 2 * 1_440
      ? [
          [Math.floor(minutes / 1_440), "day"],
          [Math.floor((minutes % 1_440) / 60), "hour"],
        ]
      : [
          [Math.floor(minutes / 60), "hour"],
          [minutes % 60, "minute"],
        ];
  const said = parts.filter(([count]) => count > 0);
  if (said.length === 0) said.push([0, "minute"]);
  return said.map(([count, unit]) => inUnit(language, count, unit, "short")).join(" ");
}

/** How long to wait, never less than it is: "20 sec", and from a minute on in whole minutes. */
export const waitIn = (language: string, seconds: number): string =>
  seconds < 60
    ? inUnit(language, Math.max(1, Math.ceil(seconds)), "second", "short")
    : durationIn(language, Math.ceil(seconds / 60) * 60);

const inUnit = (language: string, count: number, unit: Unit, unitDisplay: "long" | "short") =>
  unbroken(numberFormat(language, { style: "unit", unit, unitDisplay }).format(count));
