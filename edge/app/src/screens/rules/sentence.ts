// Rules in words, in the driver's units.

import type { Schemas } from "kerbside";
import { formatDistance, formatSpeed, formatTemperature } from "../../format";
import { fill, language, named, t } from "../../i18n";
import { alertTexts, word } from "../../i18n/word";
import { daysText } from "../../parts/days";
import { placeText } from "../../parts/place_fields";
import { clockText } from "../../parts/programs";
import { type Condition, conditionsOf, type Draft, type Kind, otherZone, type When } from "./kinds";

/** What a kind is called before it has values: "Charged above …%". */
export const kindText = (kind: Kind) => t.value.words.condition[kind].replace(/\{\w+\}/g, "…");

/** A condition as a sentence. */
export function conditionText(condition: Condition | Draft): string {
  const { condition: texts, chargingStatus } = t.value.words;
  const text = named<string>(texts, condition.is) ?? word({}, condition.is);
  return fill(text, {
    ...numbersOf(condition as Partial<Record<string, number>>),
    ...("from" in condition && {
      from: clockText(`${condition.from}`),
      to: clockText(`${condition.to}`),
    }),
    ...("days" in condition && { days: daysText(condition.days as string[], "in sentence") ?? "" }),
    ...("states" in condition && {
      states: listed((condition.states as string[]).map((state) => word(chargingStatus, state))),
    }),
    ...(condition.is === "alert" && { codes: codesText((condition as Draft).codes) }),
  });
}

const numbersOf = ({
  percent,
  km,
  celsius,
  kmPerHour,
  radiusKm,
}: Partial<Record<string, number>>) => ({
  ...(percent !== undefined && { percent }),
  ...(km !== undefined && { km: formatDistance(km) }),
  ...(celsius !== undefined && { celsius: formatTemperature(celsius) }),
  ...(kmPerHour !== undefined && { kmPerHour: formatSpeed(kmPerHour) }),
  ...(radiusKm !== undefined && { radiusKm: formatDistance(radiusKm) }),
});

function codesText(codes: unknown): string {
  if (!Array.isArray(codes)) return t.value.words.anyAlert;
  return listed(codes.map((code) => alertTexts(t.value.alerts, code).text));
}

/** The place of a condition that has one. */
export const zoneText = (condition: Condition): string | undefined =>
  "latitude" in condition ? placeText(condition) : undefined;

/** The time zone of a condition's times, where it is not the one of this device. */
export function timeZoneText(condition: Condition | Draft): string | undefined {
  const zone = otherZone(condition);
  return zone && fill(t.value.rules.timeZone, { zone });
}

const listed = (texts: readonly string[]) =>
  new Intl.ListFormat(language.value, { type: "disjunction" }).format(texts);

/** What a rule watches for, in one sentence. */
export const whenText = (when: When): string =>
  new Intl.ListFormat(language.value, {
    type: "all" in when ? "conjunction" : "disjunction",
  }).format(conditionsOf(when).map(conditionText).map(inSentence));

// Within a sentence it begins with a small letter, but in German, where it may be a noun.
const inSentence = (text: string, index: number) =>
  index === 0 || language.value === "de"
    ? text
    : text.charAt(0).toLocaleLowerCase(language.value) + text.slice(1);

const LONGEST_NAME = 80;

/** A name for a rule that has none. */
export function suggestedName(when: When | undefined): string {
  if (!when) return "";
  const text = whenText(when);
  if (text.length <= LONGEST_NAME) return text;
  const cut = text.slice(0, LONGEST_NAME - 1);
  return `${cut.slice(0, cut.lastIndexOf(" ")) || cut}…`;
}

export type Rule = Schemas["Rule"];

/** The name that the driver gave a rule; empty where it is the suggested one, which goes with what is watched for. */
export const ownName = ({ name, when }: Pick<Rule, "name" | "when">): string =>
  plain(name) === plain(suggestedName(when)) ? "" : name;

// Spaces that keep a figure and its unit together are spaces as well.
const plain = (text: string) => text.replace(/\s/g, " ");

/**
 * What is said of the name of a rule. One from before may be of the driver's own, or what another language or
 * other units made of what was watched for then: it stays unless the driver takes it away.
 */
export function nameHint(rule: Rule | undefined, name: string, suggested: string): string {
  const words = t.value.rules;
  const isOther = suggested !== "" && suggested !== (rule && suggestedName(rule.when));
  return name === rule?.name && isOther
    ? fill(words.nameStays, { name: suggested })
    : words.nameHint;
}
