import { formatDistance } from "../../format";
import { fill, t } from "../../i18n";
import { word } from "../../i18n/word";
import { PROPULSIONS, type Split } from "./split";
import css from "./trip.module.css";

/** The electric and the fuel part of a trip as a bar; `showsWords` writes them beside it, too. */
export function SplitBar({ split, showsWords = false }: { split: Split; showsWords?: boolean }) {
  const parts = PROPULSIONS.filter((part) => split[part] > 0);
  const text = (part: (typeof PROPULSIONS)[number]) =>
    fill(t.value.common.pair, {
      name: word(t.value.words.propulsion, part),
      value: formatDistance(split[part]),
    });
  return (
    <>
      <span class={css.bar} aria-hidden="true">
        {parts.map((part) => (
          <span key={part} class={css[part]} style={{ flexGrow: split[part] }} />
        ))}
      </span>
      <span class={showsWords ? css.words : "visually-hidden"}>
        {parts.map((part) => (
          <span key={part}>
            <span class={`${css.swatch} ${css[part]}`} aria-hidden="true" />
            {text(part)}{" "}
          </span>
        ))}
      </span>
    </>
  );
}
