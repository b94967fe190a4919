// What the service says, in a driver's words.

import { ConnectionError, ProblemError } from "kerbside";

// Asked again, the service would say the same until somebody logs in.
export const isLoggedOut = (error) => error instanceof ProblemError && error.status === 401;

export function words(error) {
  if (error instanceof ConnectionError) return "The service cannot be reached.";
  if (!(error instanceof ProblemError)) return "The service gave no readable answer.";
  const { message, retryAfter, requestId } = error;
  const when = retryAfter ? ` Please try again in ${retryAfter} seconds.` : "";
  const which = requestId ? ` (${requestId})` : "";
  return `${message}.${when}${which}`;
}

// Why something is not new, and how old it is.
export function lastKnown({ since, because }) {
  return `${because.title}. As of ${new Date(since).toLocaleString()}.`;
}
