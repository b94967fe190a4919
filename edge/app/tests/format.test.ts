import { expect, test, vi } from "vitest";
import {
  formatAgo,
  formatClock,
  formatDateTime,
  formatDistance,
  formatElectricConsumption,
  formatEnergy,
  formatFuelConsumption,
  formatLength,
  formatLitres,
  formatMoment,
  formatPeriod,
  formatSpeed,
  formatTime,
  now,
} from "../src/format";
import { formatShortDay } from "../src/format/days";
import { dateFormat, lookAtZone } from "../src/format/intl";
import { agoIn, durationIn, roughlyIn, waitIn } from "../src/format/span";
import {
  toFahrenheit,
  toGallons,
  toKilometres,
  toMiles,
  toMilesPerGallon,
  toMilesPerKilowattHour,
} from "../src/format/units";
import { language, startTexts } from "../src/i18n";
import { type Language, prefer } from "../src/service/preferences";

test("an age is never more than it is, and under a minute it has no number", () => {
  expect(agoIn("en", 59)).toBeUndefined();
  expect(agoIn("en", -60)).toBeUndefined();
  expect(agoIn("en", 60)).toBe("1 minute ago");
  expect(agoIn("en", 119)).toBe("1 minute ago");
  expect(agoIn("en", 3_599)).toBe("59 minutes ago");
  expect(agoIn("en", 3_600)).toBe("1 hour ago");
  expect(agoIn("en", 86_399)).toBe("23 hours ago");
  expect(agoIn("en", 20 * 86_400)).toBe("20 days ago");
  expect(agoIn("en", 21 * 86_400)).toBe("3 weeks ago");
  expect(agoIn("en", 400 * 86_400)).toBe("1 year ago");
  expect(agoIn("de", 180)).toBe("vor 3 Minuten");
  expect(agoIn("fr", 180)).toBe("il y a 3 minutes");
});

test("what is said to be of a later time has that time, beyond what a clock may be ahead", () => {
  const at = (minutes: number) => new Date(now.value + minutes * 60_000);
  expect(formatAgo(at(4))).toBeUndefined();
  expect(formatAgo(at(6))).toBe(formatMoment(at(6)));
  expect(formatAgo(at(-6))).toBe("6 minutes ago");
});

/** Has the browser, and so the app, in a language. */
async function speak(tag: string) {
  vi.stubGlobal("navigator", { languages: [tag], onLine: true });
  const wanted = tag.slice(0, 2) as Language;
  prefer("language", wanted);
  await startTexts((error) => {
    throw error;
  });
  await vi.waitFor(() => expect(language.value).toBe(wanted));
}

test.each([
  ["de-DE", "09:05", "10:00"],
  ["it-IT", "09:05", "10:00"],
  ["en-US", "9:05\\sAM", "10:00\\sAM"],
  ["en-GB", "09:05", "10:00"],
])(
  "in %s a time of day is written in one way, alone and beside others",
  async (tag, one, other) => {
    await speak(tag);
    const at = new Date(2026, 10, 30, 9, 5);
    expect(formatClock(at)).toMatch(new RegExp(`^${one}$`));
    const yesterday = new Date(now.value);
    yesterday.setDate(yesterday.getDate() - 1);
    yesterday.setHours(9, 5);
    expect(formatTime(yesterday)).toMatch(new RegExp(` ${one}$`));
    expect(formatDateTime(at)).toMatch(new RegExp(`2026, ${one}$`));
    expect(formatPeriod(at, new Date(2026, 10, 30, 10))).toMatch(new RegExp(`${other}$`));
  },
);

test("a device that is taken to another time zone has times and days by its clock", async () => {
  await speak("en-GB");
  const evening = new Date("2026-11-29T22:30:00Z");
  expect(formatDateTime(evening)).toBe("29 Nov 2026, 23:30");
  vi.stubEnv("TZ", "Europe/Athens");
  lookAtZone();
  expect(formatDateTime(evening)).toBe("30 Nov 2026, 00:30");
  vi.unstubAllEnvs();
  lookAtZone();
  expect(formatDateTime(evening)).toBe("29 Nov 2026, 23:30");
});

test("what is written before the new time zone is seen goes by the one before, then and later", async () => {
  await speak("en-GB");
  const evening = new Date("2026-11-29T22:30:00Z");
  const inFull = () => dateFormat("en-GB", { timeStyle: "full" }).format(evening);
  vi.stubEnv("TZ", "Europe/Athens");
  expect(inFull()).toMatch(/^23:30:00 /);
  vi.unstubAllEnvs();
  lookAtZone();
  expect(inFull()).toMatch(/^23:30:00 /);
});

test("a length of time in its largest unit, or in hours and minutes", () => {
  expect(roughlyIn("en", 0)).toBe("1\u00a0minute");
  expect(roughlyIn("es", 3 * 7 * 86_400)).toBe("3\u00a0semanas");
  expect(durationIn("en", 29)).toBe("0\u00a0min");
  expect(durationIn("en", 80 * 60)).toBe("1\u00a0hr 20\u00a0min");
  expect(durationIn("en", 2 * 3_600)).toBe("2\u00a0hr");
  expect(durationIn("en", 50 * 3_600)).toBe("2\u00a0days 2\u00a0hr");
});

test("a wait is never told shorter than it is", () => {
  expect(waitIn("en", 0)).toBe("1\u00a0sec");
  expect(waitIn("en", 19.2)).toBe("20\u00a0sec");
  expect(waitIn("de", 59)).toBe("59\u00a0Sek.");
  expect(waitIn("en", 60)).toBe("1\u00a0min");
  expect(waitIn("en", 61)).toBe("2\u00a0min");
  expect(waitIn("en", 3_600)).toBe("1\u00a0hr");
});

test("miles, gallons and degrees", () => {
  expect(toMiles(1.609344)).toBe(1);
  expect(toKilometres(1)).toBe(1.609344);
  expect(toFahrenheit(100)).toBe(212);
  expect(toGallons(3.785411784)).toBe(1);
  expect(toMilesPerGallon(5, false)).toBeCloseTo(56.5, 1);
  expect(toMilesPerGallon(5, true)).toBeCloseTo(47, 1);
  expect(toMilesPerKilowattHour(16)).toBeCloseTo(3.88, 2);
  expect(toMilesPerGallon(0, false)).toBeUndefined();
  expect(toMilesPerKilowattHour(0)).toBeUndefined();
});

test.each([
  ["en-GB", "56.5\u00a0mpg", /^10\u00a0l$/i],
  ["en-US", "47\u00a0mpg", /^2.6\u00a0gal$/],
])("in %s a gallon is that of the region, in degrees of either kind", async (tag, used, filled) => {
  await speak(tag);
  prefer("units", "imperial");
  for (const temperature of ["celsius", "fahrenheit"] as const) {
    prefer("temperature", temperature);
    expect(formatFuelConsumption(5)).toBe(used);
    expect(formatLitres(10)).toMatch(filled);
  }
});

test("a value stays in the line of its unit", async () => {
  await speak("de-DE");
  prefer("units", "metric");
  const values = [
    formatDistance(312),
    formatSpeed(50),
    formatLength(200, "meter"),
    formatEnergy(7_400),
    formatLitres(10),
    formatFuelConsumption(5),
    formatElectricConsumption(16),
    formatShortDay(new Date(2026, 10, 29)),
    roughlyIn("de", 86_400),
    waitIn("de", 30),
  ];
  for (const value of values) expect(value).toMatch(/^[^ ]+\u00a0[^ ]+$/);
});
