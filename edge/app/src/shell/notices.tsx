import { fill, named, t } from "../i18n";
import { Button, LinkButton } from "../parts/button";
import { Note } from "../parts/note";
import { Problem } from "../parts/problem";
import { isUnreachable } from "../service/client";
import { isOffline } from "../service/network";
import { dismiss, type Notice, notices } from "../service/notices";
import { accounts, isSessionKnown, look, sessionProblem } from "../service/session";
import css from "./notices.module.css";

/** What the driver is told above the screens. */
export function Notices() {
  return (
    <div class={css.notices}>
      <div role="alert" class={css.list} data-testid="notices">
        {notices.value.map((notice) => (
          <One key={notice.id} notice={notice} />
        ))}
      </div>
      <Connection />
    </div>
  );
}

function One({ notice }: { notice: Notice }) {
  const { common } = t.value;
  const link = "loginUrl" in notice ? notice.loginUrl : undefined;
  const isGood = notice.kind === "logged-out" || notice.kind === "text";
  return (
    <Note
      tone={isGood ? "good" : "warn"}
      testId="notice"
      actions={
        <>
          {link && (
            <LinkButton href={link} look="main" data-testid="log-in-again">
              {common.notices.logInAgain}
            </LinkButton>
          )}
          <Button look="quiet" icon="close" iconOnly onClick={() => dismiss(notice.id)}>
            {common.close}
          </Button>
        </>
      }
    >
      <p data-testid="notice-text">{noticeText(notice)}</p>
    </Note>
  );
}

function noticeText(notice: Notice): string {
  const { common, login } = t.value;
  switch (notice.kind) {
    case "text":
      return notice.text;
    case "login-error":
      return named(login.reasons, notice.reason) ?? login.reasons.failed;
    case "logged-out":
      return fill(common.notices.loggedOut, { brand: notice.brandName });
    case "login-lost":
      return fill(common.notices.loginLost, { brand: notice.brandName });
    case "login-ended":
      return fill(common.notices.loginEnded, { brand: notice.brandName });
  }
}

// That the network is away, or else why the service could not say who is logged in.
function Connection() {
  const { offline } = t.value.common;
  const problem = sessionProblem.value;
  if (isOffline.value && accounts.value.length > 0) {
    return (
      <Note tone="warn" icon="offline" role="status" testId="offline">
        <p>{offline.line}</p>
      </Note>
    );
  }
  if (!isSessionKnown.value || !problem) return null;
  if (isUnreachable(problem) && isOffline.value) {
    return (
      <Note tone="warn" icon="offline" role="status" testId="offline" title={offline.nothing}>
        <p>{offline.hint}</p>
      </Note>
    );
  }
  return <Problem problem={problem} onRetry={look} testId="session-problem" />;
}
