// What the driver has chosen. Nothing is written before they choose something.

import { type ReadonlySignal, type Signal, signal } from "@preact/signals";

/** Languages that all texts are there in. */
export const LANGUAGES = ["en", "fr", "de", "it", "es"] as const;
export type Language = (typeof LANGUAGES)[number];

export interface Preferences {
  language: Language;
  /** Kilometres and litres, or miles and gallons. */
  units: "metric" | "imperial";
  temperature: "celsius" | "fahrenheit";
  scheme: "auto" | "light" | "dark";
  /** Whether answers are kept on this device, to be shown without a network. */
  keep: boolean;
  /** The host that a map may load tiles from, which learns where the car is; empty where none may. */
  tiles: string;
  /** Whether the browser tells of rules, too, while the page is open beside something else. */
  notify: boolean;
}

const PREFIX = "kerbside.";
type Allowed<Value> = readonly Value[] | ((value: unknown) => boolean);
const ALLOWED: { [Name in keyof Preferences]: Allowed<Preferences[Name]> } = {
  language: LANGUAGES,
  units: ["metric", "imperial"],
  temperature: ["celsius", "fahrenheit"],
  scheme: ["auto", "light", "dark"],
  keep: [true, false],
  tiles: (value) => typeof value === "string",
  notify: [true, false],
};

/** The first of a browser's languages that there is, or English. */
export function languageOf(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const [code = ""] = tag.toLowerCase().split("-");
    const found = LANGUAGES.find((language) => language === code);
    if (found) return found;
  }
  return "en";
}

const MILES = /-(?:GB|US|LR|MM)\b/i;
const AMERICAN = /-(?:US|LR|BS|BZ|KY|PW)\b/i;

/** Whether the first of a browser's languages is of a region with degrees Fahrenheit, and gallons of its own. */
export const isAmerican = ([first = "en"]: readonly string[]) => AMERICAN.test(first);

/** What holds for someone who has chosen nothing, by the languages of their browser. */
export function defaults(languages: readonly string[]): Preferences {
  const [first = "en"] = languages;
  return {
    language: languageOf(languages),
    units: MILES.test(first) ? "imperial" : "metric",
    temperature: isAmerican(languages) ? "fahrenheit" : "celsius",
    scheme: "auto",
    keep: false,
    tiles: "",
    notify: false,
  };
}

type Signals = { readonly [Name in keyof Preferences]: Signal<Preferences[Name]> };

const initial = defaults(navigator.languages ?? []);
const held = Object.fromEntries(
  (Object.keys(initial) as (keyof Preferences)[]).map((name) => [
    name,
    signal<unknown>(stored(name) ?? initial[name]),
  ]),
) as unknown as Signals;

/** Each choice as a signal: `preferences.units.value`. It is changed by `prefer()`. */
export const preferences: {
  readonly [Name in keyof Preferences]: ReadonlySignal<Preferences[Name]>;
} = held;

/** Notes a choice, here and in the other tabs of this browser. */
export function prefer<Name extends keyof Preferences>(name: Name, value: Preferences[Name]) {
  held[name].value = value;
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    // Then it holds until the page is closed.
  }
}

/** Takes back what a driver agreed to for themselves: the next one at this device has not. */
export function forgetConsents() {
  for (const name of ["keep", "tiles", "notify"] as const) {
    if (held[name].peek() !== initial[name]) prefer(name, initial[name]);
  }
}

function stored(name: keyof Preferences): unknown {
  try {
    const text = localStorage.getItem(PREFIX + name);
    const value: unknown = text === null ? undefined : JSON.parse(text);
    const allowed = ALLOWED[name] as Allowed<unknown>;
    const isAllowed = typeof allowed === "function" ? allowed(value) : allowed.includes(value);
    return isAllowed ? value : undefined;
  } catch {
    // A browser may forbid it, or have something else there.
    return undefined;
  }
}

addEventListener("storage", ({ key }) => {
  const name = key?.slice(PREFIX.length) as keyof Preferences;
  if (!key?.startsWith(PREFIX) || !Object.hasOwn(initial, name)) return;
  (held[name] as Signal<unknown>).value = stored(name) ?? initial[name];
});
