import { fill, t } from "../i18n";
import { unavailableText } from "../i18n/lookups";
import css from "./unavailable.module.css";

/** Why a value is missing, as a sentence. */
export function Unavailable({ reason }: { reason: string }) {
  const text = unavailableText(reason) ?? fill(t.value.common.unavailable.other, { reason });
  return (
    <p class={css.unavailable} data-testid="unavailable">
      {text}
    </p>
  );
}
