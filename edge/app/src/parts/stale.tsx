import type { Schemas } from "kerbside";
import { fill, t } from "../i18n";
import { agoText } from "./age";
import { Note } from "./note";
import { ProblemFacts } from "./problem";
import { problemOf } from "./problem_of";

/** The mark of an answer that is the last known state: why it is that, and how old. */
export function Stale({ stale }: { stale: Schemas["Stale"] }) {
  const { title, text } = t.value.common.stale;
  return (
    <Note tone="warn" icon="clock" title={title} testId="stale">
      <ProblemFacts
        problem={problemOf(stale.because)}
        age={fill(text, { age: agoText(stale.since) })}
      />
    </Note>
  );
}
