// The one client of the service. No token ever comes here, and the session's cookies are out of a
// script's reach.

import { type Account as Api, ConnectionError, kerbside, ProblemError } from "kerbside";

export type { Api };

export const service = kerbside();

const apis = new Map<string, Api>();

/** What can be asked of the account of a slot. */
export function api(slot: string): Api {
  let found = apis.get(slot);
  if (!found) {
    found = service.account(slot);
    apis.set(slot, found);
  }
  return found;
}

/** Asked again, the service would say the same until somebody logs in. */
export const isLoggedOut = (error: unknown): error is ProblemError =>
  error instanceof ProblemError && error.status === 401;

/** No answer came: the network, or the service, is away. */
export const isUnreachable = (error: unknown): error is ConnectionError =>
  error instanceof ConnectionError;
