// What a rule can watch for, and what each kind takes. Values are the API's: whole numbers, metric.

import type { Schemas } from "kerbside";
import { deviceZone } from "../../format/intl";
import { DAYS } from "../../parts/days";

export type Condition = Schemas["RuleCondition"];
export type Kind = Condition["is"];
export type When = Schemas["RuleWhen"];

/** Most conditions of a rule, and most rules of a car. */
export const [MOST_CONDITIONS, MOST_RULES] = [5, 5];

/** What a number is of: it decides on the unit that the driver writes it in. */
export type Measure = "percent" | "distance" | "temperature" | "speed";

export interface NumberOf {
  member: "percent" | "km" | "celsius" | "kmPerHour" | "radiusKm";
  measure: Measure;
  least: number;
  most: number;
  first: number;
}

const number = (
  member: NumberOf["member"],
  measure: Measure,
  least: number,
  most: number,
  first: number,
): NumberOf => ({ member, measure, least, most, first });

const RADIUS = number("radiusKm", "distance", 1, 500, 1);

/** The kinds that have a number. */
export const NUMBERS: Partial<Record<Kind, NumberOf>> = {
  "charge-above": number("percent", "percent", 0, 99, 79),
  "charge-below": number("percent", "percent", 1, 100, 20),
  "fuel-below": number("percent", "percent", 1, 100, 15),
  "range-below": number("km", "distance", 1, 2000, 50),
  "outside-below": number("celsius", "temperature", -60, 60, 3),
  "outside-above": number("celsius", "temperature", -60, 60, 35),
  "speed-above": number("kmPerHour", "speed", 1, 300, 130),
  enters: RADIUS,
  leaves: RADIUS,
};

/** Every kind, in the groups in which they are offered. */
export const KINDS: Readonly<
  Record<"energy" | "driving" | "place" | "safety" | "weather", readonly Kind[]>
> = {
  energy: [
    "charge-above",
    "charge-below",
    "charging",
    "plugged",
    "unplugged",
    "fuel-below",
    "range-below",
  ],
  driving: ["trip-started", "trip-ended", "moving", "speed-above", "during"],
  place: ["enters", "leaves"],
  safety: ["alarm", "doors-changed", "locks-changed", "alert", "privacy-changed"],
  weather: ["outside-below", "outside-above"],
};

/** The states of charging that can be watched for. */
export const STATES = ["InProgress", "Finished", "Stopped", "Failure", "Disconnected"] as const;

/** Seconds between reminders that are offered. */
export const REMINDERS = [900, 3_600, 21_600, 86_400, 604_800] as const;

/** A condition that is not whole yet: a place may be missing. */
export type Draft = { is: Kind } & Partial<Record<string, unknown>>;

/** A new condition of a kind; times of the day are those of this device. */
export function begun(is: Kind, timeZone = deviceZone()): Draft {
  const of = NUMBERS[is];
  const draft: Draft = of ? { is, [of.member]: of.first } : { is };
  if (is === "charging") draft.states = ["Finished"];
  if (is === "during") {
    Object.assign(draft, {
      days: [...DAYS],
      from: "22:00",
      to: "06:00",
      timeZone: zoneOf(timeZone),
    });
  }
  return draft;
}

/** A condition as it is written, with what was written of other kinds before. */
export interface Written {
  draft: Draft;
  others: Partial<Record<Kind, Draft>>;
}

// Either has the same place and distance.
const asHeld = (is: Kind): Kind => (is === "leaves" ? "enters" : is);

/** A condition after a part of it was written. Another kind is as it was when it was left. */
export function changed({ draft, others }: Written, part: Partial<Draft>): Written {
  if (!part.is) return { draft: { ...draft, ...part }, others };
  const held = { ...others, [asHeld(draft.is)]: draft };
  return { draft: { ...(held[asHeld(part.is)] ?? begun(part.is)), is: part.is }, others: held };
}

// A browser may say `UTC`, and the service takes a place of the tz database.
const zoneOf = (timeZone = "UTC") => (timeZone.includes("/") ? timeZone : `Etc/${timeZone}`);

/** The time zone of this device, as rules name it. */
export const zoneHere = () => zoneOf(deviceZone());

/** By which time zone a condition holds, where that is not the one of this device. */
export function otherZone(condition: Condition | Draft): string | undefined {
  const { timeZone } = condition as Draft;
  return timeZone === zoneHere() ? undefined : (timeZone as string | undefined);
}

const isWhole = (value: unknown, { least, most }: NumberOf) =>
  Number.isInteger(value) && (value as number) >= least && (value as number) <= most;

/** The condition of a draft; undefined where something is missing or wrong. */
export function conditionOf(draft: Draft): Condition | undefined {
  const of = NUMBERS[draft.is];
  if (of && !isWhole(draft[of.member], of)) return undefined;
  const isZone = draft.is === "enters" || draft.is === "leaves";
  if (isZone && (draft.latitude === undefined || draft.longitude === undefined)) return undefined;
  for (const list of [draft.states, draft.days, draft.codes]) {
    if (Array.isArray(list) && list.length === 0) return undefined;
  }
  if (draft.is === "during" && !(draft.from && draft.to)) return undefined;
  return draft as unknown as Condition;
}

export const conditionsOf = (when: When): readonly Condition[] =>
  "all" in when ? when.all : when.any;
