import { useEffect } from "preact/hooks";
import { useLocation } from "preact-iso";
import { fill, named, t } from "../i18n";
import { Button, LinkButton } from "../parts/button";
import { Note } from "../parts/note";
import { Problem, ProblemFacts } from "../parts/problem";
import { backHere } from "../parts/with_return";
import { isUnreachable } from "../service/client";
import { moveTo, newOrigin } from "../service/moved";
import { isOffline } from "../service/network";
import { dismiss, type Notice, notices } from "../service/notices";
import { preferences } from "../service/preferences";
import { accounts, isSessionKnown, look, sessionProblem } from "../service/session";
import { NotLoaded } from "./not_loaded";
import css from "./notices.module.css";
import { ruleText, tellOfRules } from "./rule_notices";

/** What the driver is told besides the screens: at the lower edge, where it moves nothing. */
export function Notices() {
  useEffect(tellOfRules, []);
  return (
    <div class={css.notices}>
      {/* Of several, only the new one is read out. */}
      <div role="alert" aria-atomic={false} class={css.list} data-testid="notices">
        {notices.value.map((notice) => (
          <One key={notice.id} notice={notice} />
        ))}
      </div>
      <Connection />
      <Moved />
    </div>
  );
}

function One({ notice }: { notice: Notice }) {
  const { common } = t.value;
  // A login leads back to where the driver is by then.
  useLocation();
  if (notice.kind === "not-loaded") return <NotLoaded />;
  const link = "loginUrl" in notice ? notice.loginUrl : undefined;
  const isGood = notice.kind === "logged-out" || notice.kind === "text" || notice.kind === "rule";
  return (
    <Note
      tone={isGood ? "good" : "warn"}
      {...(notice.kind === "rule" && { icon: "bell" as const })}
      testId="notice"
      actions={
        <>
          {link && (
            <LinkButton href={backHere(link)} look="main" data-testid="log-in-again">
              {common.notices.logInAgain}
            </LinkButton>
          )}
          {notice.kind === "rule" && (
            <LinkButton href={notice.path}>{t.value.rules.open}</LinkButton>
          )}
          <Button look="quiet" icon="close" iconOnly onClick={() => dismiss(notice.id)}>
            {common.close}
          </Button>
        </>
      }
    >
      {notice.kind === "problem" ? (
        <ProblemFacts problem={notice.problem} />
      ) : (
        <p data-testid="notice-text">{noticeText(notice)}</p>
      )}
    </Note>
  );
}

function noticeText(notice: Exclude<Notice, { kind: "not-loaded" | "problem" }>): string {
  const { common, login } = t.value;
  switch (notice.kind) {
    case "text":
    case "failure":
      return notice.text;
    case "rule":
      return ruleText(notice);
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
        {!preferences.keep.value && <p>{offline.hint}</p>}
      </Note>
    );
  }
  return <Problem problem={problem} onRetry={look} testId="session-problem" />;
}

// That the service is at another address by now.
function Moved() {
  const { moved } = t.value.common;
  const origin = newOrigin.value;
  if (!origin) return null;
  return (
    <Note
      role="status"
      testId="moved"
      actions={
        <Button look="main" data-testid="go-there" onClick={() => moveTo(origin)}>
          {moved.go}
        </Button>
      }
    >
      <p>{fill(moved.text, { host: new URL(origin).host })}</p>
    </Note>
  );
}
