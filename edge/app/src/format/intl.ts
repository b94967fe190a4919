// The browser's formatters, each made once: making one costs more than a hundred uses.

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

export const dateFormat = (language: string, options: Intl.DateTimeFormatOptions) =>
  once(dates, language, options, () => new Intl.DateTimeFormat(language, options));

export const ageFormat = (language: string) =>
  once(ages, language, {}, () => new Intl.RelativeTimeFormat(language, { numeric: "always" }));
