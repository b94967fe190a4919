// How the English screens write values where miles are foreign, in the time zone of the tests.

/** A browser's language with kilometres: judge values with it in use. */
export const LOCALE = "en-IE";
const ZONE = "Europe/Paris";

const whole = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 0 });
const ages = new Intl.RelativeTimeFormat(LOCALE, { numeric: "always" });

export const percent = (value: number) => `${whole.format(value)}%`;
export const kilometres = (value: number) => `${whole.format(value)} km`;

/** Latitude or longitude, without its sign. */
export const degrees = (value: number) =>
  new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 4 }).format(Math.abs(value));

/** What an address of directions ends with. */
export const directionsTo = (latitude: number, longitude: number) =>
  new RegExp(`${latitude}(,|%2C)${longitude}`);

/** Kilometres with one digit under ten, as a trip has them. */
export const distance = (value: number) =>
  value < 10
    ? `${new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 1 }).format(value)} km`
    : kilometres(value);

/** "14:05", with the weekday where that is not the day of `now`. */
export function moment(time: number, now: number): string {
  const dayOf = (at: number) => new Date(at).toLocaleDateString(LOCALE, { timeZone: ZONE });
  return new Intl.DateTimeFormat(LOCALE, {
    timeZone: ZONE,
    ...(dayOf(time) === dayOf(now)
      ? { timeStyle: "short" }
      : { weekday: "short", hour: "numeric", minute: "2-digit" }),
  }).format(time);
}

const UNITS = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
] as const;

/** "Reported 3 minutes ago", up to two weeks. */
export function reported(at: string | undefined, now: number): string {
  if (at === undefined) return "No time reported";
  const seconds = (now - Date.parse(at)) / 1000;
  for (const [unit, length] of UNITS) {
    if (seconds >= length) return `Reported ${ages.format(-Math.floor(seconds / length), unit)}`;
  }
  return "Reported less than a minute ago";
}
