// Texts by words that come from the service. A word that nobody knows yet has none.

import { t } from ".";
import { named } from "./fill";

// The subjects stand here by their names until each language has them.
type Table = Readonly<Record<string, string>>;
type Tables = { problems?: { codes: Table }; words?: { unavailable: Table } };
const tables = () => t.value as unknown as Tables;

/** What a driver is told of a problem, by its code. */
export const problemText = (code: string) => named(tables().problems?.codes ?? {}, code);

/** Why a value is missing, by its reason. */
export const unavailableText = (reason: string) => named(tables().words?.unavailable ?? {}, reason);
