import type { Schemas } from "kerbside";
import { t } from "../i18n";
import { Note } from "./note";
import { ProblemFacts } from "./problem";
import { problemOf } from "./problem_of";

/** The mark of an answer that is the last known state: why it is that, and how old. */
export function Stale({ stale }: { stale: Schemas["Stale"] }) {
  const { title } = t.value.common.stale;
  return (
    <Note tone="warn" icon="clock" title={title} testId="stale">
      <ProblemFacts problem={problemOf(stale.because)} since={stale.since} />
    </Note>
  );
}
