// Calls to the service, and its problems in a driver's words.
//
// No token ever comes here. The session's cookies are out of a script's reach; what a page of
// another site cannot do is send the header below.

export class ProblemError extends Error {
  constructor(problem) {
    super(problem.title);
    this.problem = problem;
  }

  // Asked again, the service would say the same until somebody logs in.
  get isLoggedOut() {
    return this.problem.status === 401;
  }

  get words() {
    const { title, retryAfter, requestId } = this.problem;
    const when = retryAfter ? ` Please try again in ${retryAfter} seconds.` : "";
    const which = requestId ? ` (${requestId})` : "";
    return `${title}.${when}${which}`;
  }
}

// Why something is not new, and how old it is.
export function lastKnown({ since, because }) {
  return `${because.title}. As of ${new Date(since).toLocaleString()}.`;
}

export async function call(path, options = {}) {
  let response;
  try {
    response = await fetch(path, { ...options, headers: { "X-Kerbside": "1" }, credentials: "same-origin" });
  } catch {
    throw new ProblemError({ title: "The service cannot be reached", code: "offline" });
  }
  if (response.status === 204) return null;
  let body;
  try {
    body = await response.json();
  } catch {
    throw new ProblemError({ title: "The service gave no readable answer", code: "unreadable" });
  }
  if (!response.ok) throw new ProblemError(body);
  return body;
}
