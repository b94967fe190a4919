// Texts by words that come from the service. A word that nobody knows yet has none.

import { t } from ".";
import { named } from "./fill";

/** What a driver is told of a problem, by its code. */
export const problemText = (code: string) => named<string>(t.value.problems.codes, code);

/** Why a value is missing, by its reason. */
export const unavailableText = (reason: string) => named<string>(t.value.words.unavailable, reason);
