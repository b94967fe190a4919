import { t } from "../../i18n";
import { word } from "../../i18n/word";
import type { Request } from "./press";

/** What a command tells the car, as its button says it. */
export function commandText(request: { readonly type: string; readonly on?: boolean }): string {
  const { commandType, commandTypeOff } = t.value.words;
  return word(
    request.on === false ? { ...commandType, ...commandTypeOff } : commandType,
    request.type,
  );
}

/** Those that are asked about first: what they do cannot be taken back. */
export const isAskedFirst = (request: Request) =>
  request.type === "unlock" || (request.type === "horn" && request.on);
