// The browser's formatters, each made once: making one costs more than a hundred uses.

import { signal } from "@preact/signals";

const numbers = new Map<string, Intl.NumberFormat>();
const dates = new Map<string, Intl.DateTimeFormat>();
const ages = new Map<string, Intl.RelativeTimeFormat>();

function once<T>(held: Map<string, T>, language: string, options: object, make: () => T): T {
  const key = language + JSON.stringify(options);
  let found = held.get(key);
  if (!found) {
    found = make();
    held.set(key, found);
  }
  return found;
}

export const numberFormat = (language: string, options: Intl.NumberFormatOptions) =>
  once(numbers, language, options, () => new Intl.NumberFormat(language, options));

/** The time zone of this device; none where its browser names one that it does not take. */
export function deviceZone(): string | undefined {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  try {
    return new Intl.DateTimeFormat(undefined, { timeZone }).resolvedOptions().timeZone;
  } catch {
    // `Etc/Unknown`, for one.
    return undefined;
  }
}

const zone = signal(deviceZone());

/** Has dates and times written by the device's time zone, which may be another than before. */
export const lookAtZone = () => {
  zone.value = deviceZone();
};

// A formatter keeps the time zone it was made in, while a `Date` follows the device: each names its own.
export function dateFormat(language: string, options: Intl.DateTimeFormatOptions) {
  const zoned = { ...options, timeZone: options.timeZone ?? zone.value };
  return once(dates, language, zoned, () => new Intl.DateTimeFormat(language, zoned));
}

/** A value whose parts stay in one line. */
export const unbroken = (text: string) => text.replaceAll(" ", "\u00a0");

export const ageFormat = (language: string) =>
  once(ages, language, {}, () => new Intl.RelativeTimeFormat(language, { numeric: "always" }));
