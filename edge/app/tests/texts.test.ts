import { expect, test } from "vitest";
import { fill, named } from "../src/i18n/fill";

type Tree = { readonly [name: string]: string | Tree };
const leaves = (tree: Tree, path = ""): [string, string][] =>
  Object.entries(tree).flatMap(([name, value]) =>
    typeof value === "string"
      ? [[`${path}${name}`, value] as [string, string]]
      : leaves(value, `${path}${name}.`),
  );
const catalogue = async (language: string): Promise<Tree> =>
  (await import(`../src/i18n/${language}.ts`)).default;
const places = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();

test.each(["fr", "de", "it", "es"])(
  "the texts in %s are there and have the places of the English",
  async (language) => {
    const english = new Map(leaves(await catalogue("en")));
    const texts = leaves(await catalogue(language));
    expect(texts.map(([path]) => path).sort()).toEqual([...english.keys()].sort());
    for (const [path, text] of texts) {
      expect(text.trim(), path).not.toBe("");
      expect(new Set(places(text)), path).toEqual(new Set(places(english.get(path) ?? "")));
    }
  },
);

// Before a time there may be a weekday, or all of a date.
const BEFORE_AN_HOUR_ALONE: Readonly<Record<string, RegExp>> = {
  en: /\bat \{time\}/,
  fr: /(?:à|vers) \{time\}/,
  de: /\b(?:um|auf|gegen) \{time\}/,
  it: /\b(?:alle|dalle) \{time\}/,
  es: /\blas \{time\}/,
};

test.each(Object.entries(BEFORE_AN_HOUR_ALONE))(
  "in %s, a time may be of another day",
  async (language, hourAlone) => {
    const texts = leaves(await catalogue(language)).filter(([, text]) => text.includes("{time}"));
    expect(texts.length).toBeGreaterThan(5);
    for (const [path, text] of texts) expect(text, path).not.toMatch(hourAlone);
  },
);

test("places are filled, those without a value stay, and no name is found that a table has not", () => {
  expect(fill("{a} of {b}, {toString}", { a: 1, b: "two" })).toBe("1 of two, {toString}");
  expect(named({ a: "x" }, "a")).toBe("x");
  expect(named({ a: "x" }, "toString")).toBeUndefined();
});
