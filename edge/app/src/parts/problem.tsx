import { ConnectionError, ProblemError } from "kerbside";
import { formatWait } from "../format";
import { fill, t } from "../i18n";
import { problemText } from "../i18n/lookups";
import { isOffline } from "../service/network";
import { agoText } from "./age";
import { Button, LinkButton } from "./button";
import { useLoginAgain } from "./log_in_again";
import { Note } from "./note";
import css from "./problem.module.css";
import { useCopy } from "./use_copy";

/** Why something did not work, in the driver's words. */
export function problemWords(problem: Error): string {
  const words = t.value.common.problem;
  if (problem instanceof ProblemError) {
    return problemText(problem.code) ?? fill(words.other, { title: problem.message });
  }
  if (problem instanceof ConnectionError) {
    return navigator.onLine ? words.unreachable : words.offline;
  }
  return words.unreadable;
}

interface ProblemProps {
  problem: Error;
  /** A value is shown beside it: that there is no network is told besides the screens already. */
  hasValue?: boolean;
  /** What tries again. */
  onRetry?: () => unknown;
  testId?: string;
}

/** A problem: its text, when trying again may help, and the number by which it is found in the log. */
export function Problem({ problem, hasValue, onRetry, testId = "problem" }: ProblemProps) {
  const { common } = t.value;
  const loginUrl = useLoginAgain(problem);
  if (hasValue && isOffline.value && problem instanceof ConnectionError) return null;
  return (
    <Note
      tone="warn"
      role="alert"
      testId={testId}
      actions={
        (loginUrl || onRetry) && (
          <>
            {loginUrl && (
              <LinkButton href={loginUrl} data-testid="log-in-to-agree">
                {common.notices.logInAgain}
              </LinkButton>
            )}
            {onRetry && (
              <Button icon="refresh" onClick={onRetry}>
                {common.retry}
              </Button>
            )}
          </>
        )
      }
    >
      <ProblemFacts problem={problem} />
    </Note>
  );
}

const NOTHING = { retryAfter: undefined, requestId: undefined };

interface ProblemFactsProps {
  problem: Error;
  /** When what is shown for all that was known. */
  since?: string | undefined;
}

/** What a problem says, behind the age of what is shown for all that, and the number of its request. */
export function ProblemFacts({ problem, since }: ProblemFactsProps) {
  const { problem: words, stale } = t.value.common;
  const age = since && fill(stale.text, { age: agoText(since) });
  const { retryAfter, requestId } = problem instanceof ProblemError ? problem : NOTHING;
  const wait = retryAfter && fill(words.retryAfter, { duration: formatWait(retryAfter) });
  return (
    <>
      <p>{[age, problemWords(problem), wait].filter(Boolean).join(" ")}</p>
      {requestId && <RequestId id={requestId} />}
    </>
  );
}

function RequestId({ id }: { id: string }) {
  const { problem, copied } = t.value.common;
  const [isCopied, copy] = useCopy(id);
  return (
    <p class={css.request}>
      {problem.requestId}
      <Button look="quiet" icon="copy" iconOnly class={css.copy} onClick={copy}>
        {problem.copyRequestId}
      </Button>
      <code>{id}</code>
      <span role="status">{isCopied && copied}</span>
    </p>
  );
}
