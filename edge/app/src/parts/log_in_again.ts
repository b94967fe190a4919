// The way to another login where a problem can be mended by one: its text says what to agree to.

import { ProblemError } from "kerbside";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { type Account, brands } from "../service/session";
import { backHere } from "./with_return";

const MENDED_BY_LOGIN = new Set([
  "consent-missing",
  "not-this-drivers-vehicle",
  "telematics-box-replaced",
]);

/** Whose cars are shown. */
export const AccountContext = createContext<Account | undefined>(undefined);

/** Where to log in with the brand of the account that is shown, and come back to this page from. */
export function useLoginAgain(problem: Error): string | undefined {
  const account = useContext(AccountContext);
  if (!(problem instanceof ProblemError) || !MENDED_BY_LOGIN.has(problem.code)) return undefined;
  const offer = brands.value.find(({ brand }) => brand === account?.brand);
  return offer && backHere(offer.loginUrl);
}
