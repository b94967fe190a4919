// The way to another login where a problem can be mended by one: its text says what to agree to.

import { ProblemError } from "kerbside";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { t } from "../i18n";
import { type Account, brands } from "../service/session";
import { LinkButton } from "./button";
import { withReturn } from "./with_return";

const MENDED_BY_LOGIN = new Set([
  "consent-missing",
  "not-this-drivers-vehicle",
  "telematics-box-replaced",
]);

/** Whose cars are shown. */
export const AccountContext = createContext<Account | undefined>(undefined);

/** A link to a login with the brand of the account that is shown, which leads back to this page. */
export function LogInAgain({ problem }: { problem: Error }) {
  const account = useContext(AccountContext);
  if (!(problem instanceof ProblemError) || !MENDED_BY_LOGIN.has(problem.code)) return null;
  const offer = brands.value.find(({ brand }) => brand === account?.brand);
  if (!offer) return null;
  return (
    <LinkButton
      href={withReturn(offer.loginUrl, location.origin, location.pathname)}
      data-testid="log-in-to-agree"
    >
      {t.value.common.notices.logInAgain}
    </LinkButton>
  );
}
