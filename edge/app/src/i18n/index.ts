// The texts of the app, in the driver's language. A language is loaded when it is wanted, and all that
// is shown follows `t`.

import { effect, type ReadonlySignal, signal } from "@preact/signals";
import { LANGUAGES, type Language, preferences } from "../service/preferences";
import type en from "./en";
import { fill, type PluralForms } from "./fill";
import type { Texts } from "./texts";

export { fill, named, type PluralForms } from "./fill";
export type { Texts } from "./texts";

/** All texts: `t.value.common.retry`. */
export type Catalogue = Texts<typeof en>;

const LOADERS: Record<Language, () => Promise<{ default: Catalogue }>> = {
  en: () => import("./en"),
  fr: () => import("./fr"),
  de: () => import("./de"),
  it: () => import("./it"),
  es: () => import("./es"),
};

/** Languages by their own names. */
export const LANGUAGE_NAMES: Record<Language, string> = {
  en: "English",
  fr: "Français",
  de: "Deutsch",
  it: "Italiano",
  es: "Español",
};

const catalogue = signal<Catalogue | undefined>(undefined);
const shown = signal<Language>("en");

/** The texts. There are none before `startTexts()` resolves, which the app waits for. */
export const t: ReadonlySignal<Catalogue> = catalogue as ReadonlySignal<Catalogue>;
/** The language of the texts that are shown. */
export const language: ReadonlySignal<Language> = shown;

/** Its plural in the language that is shown; `{n}` is the number, written as is usual there. */
export function plural(
  forms: PluralForms,
  n: number,
  values: Readonly<Record<string, string | number>> = {},
): string {
  const rule = new Intl.PluralRules(shown.value).select(n);
  const form = rule === "one" ? forms.one : forms.other;
  return fill(form, { n: new Intl.NumberFormat(shown.value).format(n), ...values });
}

/**
 * Loads the driver's language, and any that they choose from then on. It resolves once there are texts;
 * `onFailure` is told of each language that cannot be loaded: what was shown stays.
 */
export function startTexts(onFailure: (error: unknown) => void): Promise<void> {
  return new Promise((resolve) => {
    const follow = async (wanted: Language) => {
      try {
        await load(wanted);
        // Another one may have been chosen meanwhile, and be on its way still.
        if (catalogue.peek()) resolve();
      } catch (error) {
        onFailure(error);
      }
    };
    effect(() => {
      void follow(preferences.language.value);
    });
  });
}

async function load(wanted: Language) {
  const loaded = await LOADERS[wanted]();
  if (preferences.language.peek() !== wanted) return;
  shown.value = wanted;
  catalogue.value = loaded.default;
  document.documentElement.lang = wanted;
}

export { LANGUAGES };
