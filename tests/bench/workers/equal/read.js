// Reads fields of the upstream's documents, each leniently by itself: what fits is taken, what does
// not is noted by its name and left out.
//
// A reader returns `undefined` for what it cannot read, and `null` for what it read and which says
// nothing.

/** Most elements of a list that are read. */
const MAX_ELEMENTS = 1000;
const MONTH_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const CANONICAL_LENGTH = "2026-03-01T08:15:30Z".length;
const OFFSET_TIME =
  /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:\.\d{1,18})?(?:[Zz]|([+-])(\d\d):?(\d\d))$/;
const JAVA_TIME = /^\S+\s+([A-Z][a-z]{2})\s+(\d\d)\s+(\d\d):(\d\d):(\d\d)\s+(?:GMT|UTC)\s+(\d{4})$/;
const SECONDS_A_DAY = 86_400;

export const isObject = (json) => typeof json === "object" && json !== null && !Array.isArray(json);

/** Whether a value says something: null and empty text do not. */
const saysSomething = (json) =>
  json !== undefined && json !== null && (typeof json !== "string" || json.trim() !== "");

/** The field of a name. */
export function field(object, name, read, unread) {
  const json = object[name];
  if (!saysSomething(json)) return undefined;
  const value = read(json, unread);
  if (value === undefined) unread.push(name);
  return value ?? undefined;
}

/** The field of the first of two names that says something, an empty list being the last resort. */
export function either(object, first, second, read, unread) {
  const json = object[first];
  const isUsable = saysSomething(json) && !(Array.isArray(json) && json.length === 0);
  const other = object[second];
  const isOther = !isUsable && saysSomething(other) && !(Array.isArray(other) && !other.length);
  return field(object, isOther || !saysSomething(json) ? second : first, read, unread);
}

/** When a group was reported: the later of its two times. */
export function reportedAt(object, unread) {
  return latest(field(object, "createdAt", time, unread), field(object, "updatedAt", time, unread));
}

/** The later of two times, either of which may be unknown. */
export function latest(one, other) {
  if (one === undefined) return other;
  return other === undefined || one > other ? one : other;
}

export function text(json) {
  if (typeof json === "string") return json;
  return typeof json === "number" ? String(json) : undefined;
}

export function number(json) {
  if (typeof json === "number") return json;
  if (typeof json !== "string") return undefined;
  try {
    const value = JSON.parse(json);
    return typeof value === "number" && Number.isFinite(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function flag(json) {
  if (typeof json === "boolean") return json;
  if (typeof json !== "string") return undefined;
  const word = json.trim();
  return word === "true" ? true : word === "false" ? false : undefined;
}

/** A list, or its only element. */
export const list = (read) => (json, unread) => {
  if (!Array.isArray(json)) {
    const only = read(json, unread);
    return only === undefined ? undefined : only === null ? [] : [only];
  }
  const values = [];
  for (let at = 0; at < json.length; at += 1) {
    const value = at < MAX_ELEMENTS ? read(json[at], unread) : undefined;
    if (value === undefined) unread.push(String(at));
    else if (value !== null) values.push(value);
  }
  return values;
};

export const texts = list(text);

/** A point in time as RFC 3339 has it in UTC and whole seconds. */
export function time(json) {
  if (typeof json !== "string") return undefined;
  return isCanonical(json) ? json : canonical(json.trim());
}

function isCanonical(text) {
  if (text.length !== CANONICAL_LENGTH || text[4] !== "-" || text[7] !== "-") return false;
  if (text[10] !== "T" || text[13] !== ":" || text[16] !== ":" || text[19] !== "Z") return false;
  const year = two(text, 0) * 100 + two(text, 2);
  return isDate(year, two(text, 5), two(text, 8), two(text, 11), two(text, 14), two(text, 17));
}

/** The number of two digits; not a number where one is none. */
function two(text, at) {
  const [tens, ones] = [text.charCodeAt(at) - 48, text.charCodeAt(at + 1) - 48];
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

function isDate(year, month, day, hour, minute, second) {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = month === 2 && !isLeap ? 28 : MONTH_DAYS[month - 1];
  return year >= 0 && day >= 1 && day <= days && hour <= 23 && minute <= 59 && second <= 59;
}

function canonical(text) {
  let parts = OFFSET_TIME.exec(text);
  let [year, month, day, hour, minute, second, sign, hours, minutes] = [];
  if (parts) {
    [, year, month, day, hour, minute, second, sign, hours, minutes] = parts;
  } else {
    parts = JAVA_TIME.exec(text);
    if (!parts) return undefined;
    [, month, day, hour, minute, second, year] = parts;
    month = MONTHS.indexOf(month) + 1;
  }
  if (!isDate(+year, +month, +day, +hour, +minute, +second)) return undefined;
  const offset = sign ? (+hours * 60 + +minutes) * (sign === "-" ? -1 : 1) : 0;
  const date = new Date(Date.UTC(2000, +month - 1, +day, +hour, +minute - offset, +second));
  date.setUTCFullYear(+year + date.getUTCFullYear() - 2000);
  return `${date.toISOString().slice(0, -5)}Z`;
}

/** A duration of ISO 8601 in whole seconds: `PT22H5M`. */
const DURATION =
  /^P(?=.)(?:(\d+)W)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.\d+)?S)?)?$/;

export function duration(json) {
  const parts = typeof json === "string" ? DURATION.exec(json.trim()) : null;
  if (!parts) return undefined;
  const [, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = parts;
  return weeks * 604_800 + days * SECONDS_A_DAY + hours * 3600 + minutes * 60 + +seconds;
}

/** A time of day, sent as the duration since 00:00: `22:05`. */
export function timeOfDay(json) {
  const sent = duration(json);
  if (sent === undefined || sent > SECONDS_A_DAY) return undefined;
  const [minutes, seconds] = [Math.floor((sent % SECONDS_A_DAY) / 60), sent % 60];
  const digits = (count) => String(count).padStart(2, "0");
  const inMinutes = `${digits(Math.floor(minutes / 60))}:${digits(minutes % 60)}`;
  return seconds > 0 ? `${inMinutes}:${digits(seconds)}` : inMinutes;
}
