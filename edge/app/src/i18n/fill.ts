/** The forms of a text that depends on a number: `one` and `other` are there in all our languages. */
export interface PluralForms {
  readonly one: string;
  readonly other: string;
}

/** Puts values in the `{name}` places of a text. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : place,
  );
}

/** What a table has under a name. A name may come from another server, and every object has more names. */
export function named<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
