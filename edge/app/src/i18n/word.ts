// Looks words of the API up. Its lists are open: a car or a newer service may have words that no
// catalogue knows, and those are shown as they are, made readable.

import { named } from "./fill";

/** The text of a word of the API; the word itself, made readable, where there is none. */
export function word(table: Readonly<Record<string, string>>, value: string): string {
  return named(table, value) ?? readable(value);
}

/** `LeftFrontTireUnknown` as "Left front tire unknown"; capitals in a row stay. */
export function readable(value: string): string {
  const parts = value
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1 $2")
    .split(/[\s._:-]+/)
    .filter((part) => part !== "")
    .map((part) => (/^[A-Z][a-z]+$|^[A-Z]$/.test(part) ? part.toLowerCase() : part));
  const text = parts.join(" ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

interface AlertTexts {
  readonly text: string;
  readonly advice: string;
}

/** A warning's headline and advice; of a warning nobody knows, its name and general advice. */
export function alertTexts(
  table: Readonly<Record<string, AlertTexts>> & { readonly unknown: AlertTexts },
  type: string | undefined,
): AlertTexts {
  const { text, advice } = table.unknown;
  if (type === undefined) return { text, advice };
  return named(table, type) ?? { text: readable(type), advice };
}
