import { ProblemError } from "kerbside";
import type { ComponentChildren } from "preact";
import { t } from "../../i18n";
import { Problem, problemWords } from "../../parts/problem";
import { isSameProblem } from "../../parts/same_problem";
import { Loading, Skeleton } from "../../parts/skeleton";
import type { Answered } from "../../service/answers";
import css from "./car.module.css";

/** Problems that tell how it is with the car: asking again does not change them. */
const SETTLED = new Set(["no-data-yet", "privacy-on", "service-not-subscribed", "consent-missing"]);

interface AskedProps<T> {
  answer: Answered<T>;
  /** What is told above already. */
  told: Error | undefined;
  /** How high what comes is, as a CSS length. */
  height: string;
  children: (value: T) => ComponentChildren;
}

/** What a card asks for by itself: what came, why nothing did, or the room that it will take. */
export function Asked<T>({ answer, told, height, children }: AskedProps<T>) {
  const value = answer.value.value;
  const problem = answer.problem.value;
  if (value !== undefined) {
    return (
      <>
        {children(value)}
        {(problem || answer.stale.value) && <p class={css.small}>{t.value.car.lastKnown}</p>}
      </>
    );
  }
  if (!problem) {
    return (
      <Loading>
        <Skeleton height={height} />
      </Loading>
    );
  }
  if (problem instanceof ProblemError && SETTLED.has(problem.code)) {
    return <p class="quiet">{problemWords(problem)}</p>;
  }
  if (isSameProblem(problem, told)) {
    return <p class="quiet">{t.value.common.problem.notNow}</p>;
  }
  return (
    <div class={css.above}>
      <Problem problem={problem} onRetry={() => answer.reload()} />
    </div>
  );
}
