import { ProblemError } from "kerbside";
import { t } from "../../i18n";
import { LinkButton } from "../button";
import { Note } from "../note";
import { Problem, problemWords } from "../problem";
import { backHere } from "../with_return";

interface RefusalProps {
  problem: Error;
  /** A value is shown beside it, as of a `Problem`. */
  hasValue?: boolean;
  onRetry?: (() => unknown) | undefined;
}

/** Why something was refused; where a login is asked for, the way to it and back to this page. */
export function Refusal({ problem, hasValue = false, onRetry }: RefusalProps) {
  if (!(problem instanceof ProblemError) || problem.loginUrl === undefined) {
    return <Problem problem={problem} hasValue={hasValue} {...(onRetry && { onRetry })} />;
  }
  return (
    <Note
      role="alert"
      icon="lock"
      testId="fresh-login"
      actions={
        <LinkButton look="main" href={backHere(problem.loginUrl)}>
          {t.value.common.notices.logInAgain}
        </LinkButton>
      }
    >
      <p>{problemWords(problem)}</p>
    </Note>
  );
}
