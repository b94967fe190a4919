// Values in the driver's language and units. Each reads signals, so that a component that calls one
// is rendered anew when the driver chooses another.

import { language } from "../i18n";
import { isAmerican, preferences } from "../service/preferences";
import { dateFormat, numberFormat, unbroken } from "./intl";
import { now } from "./now";
import { agoIn, durationIn, roughlyIn, waitIn } from "./span";
import {
  toFahrenheit,
  toGallons,
  toMiles,
  toMilesPerGallon,
  toMilesPerKilowattHour,
} from "./units";

export { now } from "./now";

type Time = string | number | Date;

const isImperial = () => preferences.units.value === "imperial";
const hasAmericanGallons = () => isAmerican(navigator.languages ?? []);
/** The language with its region, which decides on 12 or 24 hours, where the browser's language is the one shown. */
export const locale = () =>
  navigator.languages?.find((tag) => tag.split("-")[0] === language.value) ?? language.value;

const unit = (value: number, name: string, digits: number) =>
  unbroken(
    numberFormat(locale(), { style: "unit", unit: name, maximumFractionDigits: digits }).format(
      value,
    ),
  );

export const formatNumber = (value: number, digits = 0) =>
  numberFormat(locale(), { maximumFractionDigits: digits }).format(value);

/** `percent` is 0 to 100. */
export const formatPercent = (percent: number) =>
  numberFormat(locale(), { style: "percent", maximumFractionDigits: 0 }).format(percent / 100);

/** Kilometres: whole ones from ten on. */
export function formatDistance(km: number, digits = Math.abs(km) < 10 ? 1 : 0): string {
  return isImperial() ? unit(toMiles(km), "mile", digits) : unit(km, "kilometer", digits);
}

/** A distance as a number and its unit, to be written in two sizes. */
export function distanceParts(km: number, digits = Math.abs(km) < 10 ? 1 : 0) {
  const [value, name] = isImperial() ? [toMiles(km), "mile"] : [km, "kilometer"];
  const parts = numberFormat(locale(), {
    style: "unit",
    unit: name as string,
    maximumFractionDigits: digits,
  }).formatToParts(value as number);
  const isUnit = ({ type }: Intl.NumberFormatPart) => type === "unit";
  const join = (some: Intl.NumberFormatPart[]) =>
    some
      .map(({ value }) => value)
      .join("")
      .trim();
  return { value: join(parts.filter((part) => !isUnit(part))), unit: join(parts.filter(isUnit)) };
}

/** "200 m": a length in a unit of its own, by its name for `Intl.NumberFormat`. */
export const formatLength = (value: number, unit: string) =>
  unbroken(numberFormat(locale(), { style: "unit", unit }).format(value));

/** Kilometres per hour. */
export const formatSpeed = (kmh: number) =>
  isImperial() ? unit(toMiles(kmh), "mile-per-hour", 0) : unit(kmh, "kilometer-per-hour", 0);

export const formatTemperature = (celsius: number) =>
  preferences.temperature.value === "fahrenheit"
    ? unit(toFahrenheit(celsius), "fahrenheit", 0)
    : unit(celsius, "celsius", 1);

/** Watt hours, as kilowatt hours. */
export const formatEnergy = (wattHours: number) => `${formatNumber(wattHours / 1000, 1)}\u00a0kWh`;

/** Gallons in America. Where miles are driven otherwise, fuel is sold in litres, and `Intl` has no other gallon. */
export const formatLitres = (litres: number) =>
  isImperial() && hasAmericanGallons()
    ? unit(toGallons(litres), "gallon", 1)
    : unit(litres, "liter", 1);

/** Litres per 100 kilometres; undefined where that is no number of miles to the gallon. */
export function formatFuelConsumption(litresPer100Km: number): string | undefined {
  if (!isImperial()) return `${formatNumber(litresPer100Km, 1)}\u00a0l/100\u00a0km`;
  const value = toMilesPerGallon(litresPer100Km, hasAmericanGallons());
  return value === undefined ? undefined : `${formatNumber(value, 1)}\u00a0mpg`;
}

/** Kilowatt hours per 100 kilometres; undefined where that is no number of miles to the hour. */
export function formatElectricConsumption(kilowattHoursPer100Km: number): string | undefined {
  if (!isImperial()) return `${formatNumber(kilowattHoursPer100Km, 1)}\u00a0kWh/100\u00a0km`;
  const value = toMilesPerKilowattHour(kilowattHoursPer100Km);
  return value === undefined ? undefined : `${formatNumber(value, 1)}\u00a0mi/kWh`;
}

/** "1 hr 20 min". */
export const formatDuration = (seconds: number) => durationIn(language.value, seconds);

/** "20 sec", "2 min": how long to wait. */
export const formatWait = (seconds: number) => waitIn(language.value, seconds);

/** "3 weeks": the length of time from a time to now. */
export const formatSince = (time: Time) =>
  roughlyIn(language.value, (now.value - new Date(time).getTime()) / 1000);

/** Seconds by which another's clock may be ahead of this device's. */
const AHEAD = 300;

/** "3 minutes ago"; undefined under a minute. What is still to come is no age: then it is the time itself. */
export function formatAgo(time: Time): string | undefined {
  const age = (now.value - new Date(time).getTime()) / 1000;
  return age < -AHEAD ? formatMoment(time) : agoIn(language.value, age);
}

// With hour and minute alone, some languages leave out the zero of "09:05" that they have in a longer
// form: `timeStyle` has the same clock in each. Only with a weekday it can't be had, and need not be.
const CLOCK = { timeStyle: "short" } as const;
const WEEKDAY = { weekday: "short", hour: "numeric", minute: "2-digit" } as const;
const DATE_TIME = { dateStyle: "medium", ...CLOCK } as const;

/** "14:05", of whichever day. */
export const formatClock = (time: Time, timeZone?: string) =>
  dateFormat(locale(), { ...CLOCK, timeZone }).format(new Date(time));

/** "14:05", with the weekday where that is not today: for times of this week alone, see `formatMoment`. */
export function formatTime(time: Time): string {
  const date = new Date(time);
  const isToday = date.toDateString() === new Date(now.value).toDateString();
  return isToday ? formatClock(time) : dateFormat(locale(), WEEKDAY).format(date);
}

/** "29 Nov 2026". */
export const formatDate = (time: Time) =>
  dateFormat(locale(), { dateStyle: "medium" }).format(new Date(time));

/** "29 Nov 2026, 14:05". */
export const formatDateTime = (time: Time) =>
  dateFormat(locale(), DATE_TIME).format(new Date(time));

/**
 * "29 Nov 2026, 14:05 – 16:05": what both times have in common is written once. In German there would
 * be an "Uhr" behind these times, and behind no other.
 */
export const formatPeriod = (start: Time, end: Time) =>
  dateFormat(locale(), DATE_TIME)
    .formatRange(new Date(start), new Date(end))
    .replace(/\sUhr$/, "");

const DAYS = 6 * 86_400_000;

/** "14:05", with the weekday where that is not today, and with the date where that does not tell which. */
export const formatMoment = (time: Time) =>
  Math.abs(now.value - new Date(time).getTime()) < DAYS ? formatTime(time) : formatDateTime(time);
