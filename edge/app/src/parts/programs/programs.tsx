import type { Schemas } from "kerbside";
import { fill, t } from "../../i18n";
import { word } from "../../i18n/word";
import { daysText } from "../days";
import { clockText } from "./clock";
import css from "./programs.module.css";

type Program = Schemas["Program"];

/** The times at which a car charges, heats or cools by itself. */
export function Programs({ programs }: { programs: readonly Program[] }) {
  const texts = t.value.car.programs;
  if (programs.length === 0) return <p class="quiet">{texts.none}</p>;
  return (
    <ul class={css.programs}>
      {programs.map((program, index) => (
        <li
          key={program.slot ?? `at ${index}`}
          class={program.enabled === false ? `${css.program} ${css.off}` : css.program}
        >
          <Line program={program} />
        </li>
      ))}
    </ul>
  );
}

function Line({ program }: { program: Program }) {
  const { car, words } = t.value;
  const { startTime, endTime, days, recurrence, enabled, chargeUntilFull } = program;
  const texts = car.programs;
  const start = startTime && clockText(startTime);
  const times =
    start && endTime
      ? fill(texts.span, { start, end: clockText(endTime) })
      : start && fill(texts.from, { start });
  // That it repeats every week goes without saying.
  const once = recurrence === undefined || recurrence === "Daily" ? undefined : recurrence;
  const more = [
    daysText(days, "alone"),
    once && word(words.recurrence, once),
    chargeUntilFull && texts.untilFull,
  ].filter(Boolean);
  return (
    <>
      {times && <span class={css.times}>{times}</span>}
      {more.length > 0 && <span>{more.join(" · ")}</span>}
      {enabled === false && <span class={css.state}>{texts.off}</span>}
    </>
  );
}
