import { ProblemError } from "kerbside";
import { t } from "../../i18n";
import { LinkButton } from "../button";
import { Note } from "../note";
import { Problem, problemWords } from "../problem";
import { withReturn } from "../with_return";

interface RefusalProps {
  problem: Error;
  onRetry?: (() => unknown) | undefined;
}

/** Why something was refused; where a login is asked for, the way to it and back to this page. */
export function Refusal({ problem, onRetry }: RefusalProps) {
  if (!(problem instanceof ProblemError) || problem.loginUrl === undefined) {
    return <Problem problem={problem} {...(onRetry && { onRetry })} />;
  }
  return (
    <Note
      role="alert"
      icon="lock"
      testId="fresh-login"
      actions={
        <LinkButton
          look="main"
          href={withReturn(problem.loginUrl, location.origin, location.pathname)}
        >
          {t.value.common.notices.logInAgain}
        </LinkButton>
      }
    >
      <p>{problemWords(problem)}</p>
    </Note>
  );
}
