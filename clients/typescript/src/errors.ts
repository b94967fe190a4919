import type { OperationId, Problem, ProblemCode } from "./types.js";

/**
 * What a call may reject with. Else it is the reason of the `AbortSignal` that ended the call, or a
 * `TypeError` about an argument.
 */
export class KerbsideError extends Error {
  override name = "KerbsideError";
}

/**
 * The service answered with a problem (RFC 9457).
 *
 * `code` says what it is. A service that is newer than this client may send a code that is not in
 * the type.
 */
export class ProblemError<Operation extends OperationId = OperationId> extends KerbsideError {
  override name = "ProblemError";
  /** The operation that was called, by its id in the OpenAPI document. */
  readonly operation: Operation;
  /** The whole document. */
  readonly problem: Problem;

  constructor(operation: Operation, problem: Problem) {
    super(problem.title);
    this.operation = operation;
    this.problem = problem;
  }

  /** What went wrong. It is stable: branch on it. */
  get code(): ProblemCode<Operation> | (string & {}) {
    return this.problem.code;
  }

  /** The HTTP status. */
  get status(): number {
    return this.problem.status;
  }

  /** After how many seconds trying again may help. */
  get retryAfter(): number | undefined {
    return this.problem.retryAfter;
  }

  /** Finds the call in the log of the service. */
  get requestId(): string | undefined {
    return this.problem.requestId;
  }

  /**
   * Where to send a driver who has to log in, for pages of the service's own site. With the parameter
   * `return_to` a login leads back to a page; where a brand is to be chosen first, this is the
   * service's own page, from which nothing leads back.
   */
  get loginUrl(): string | undefined {
    return this.problem.loginUrl;
  }
}

/** No answer came, or only a part of one: `cause` has the reason as `fetch` gives it. */
export class ConnectionError extends KerbsideError {
  override name = "ConnectionError";
}

/** The answer is not one of this service: `base` may be another server's, or a gateway has answered. */
export class UnreadableError extends KerbsideError {
  override name = "UnreadableError";
  /** The HTTP status. */
  readonly status: number;
  /** After how many seconds trying again may help, where a gateway in front of the service says so. */
  readonly retryAfter: number | undefined;

  constructor(message: string, status: number, retryAfter?: number) {
    super(message);
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

/** After how many seconds trying again may help, where an answer has said so. */
export const retryAfterOf = (error: unknown): number | undefined =>
  error instanceof ProblemError || error instanceof UnreadableError ? error.retryAfter : undefined;

/** Whether trying again later may help: also where a gateway answers in the service's place. */
export const isPassing = (error: unknown): boolean =>
  error instanceof ConnectionError ||
  ((error instanceof ProblemError || error instanceof UnreadableError) &&
    (error.status === 429 || error.status >= 500));

/**
 * Whether what was asked for may have been done all the same: no answer came, or none that says that
 * nothing was done. Ask for it again with the same `key` then, since a new one would do it twice. A
 * `signal` that ends a call ends it in doubt, whatever its reason is.
 */
export function isDoubtful(error: unknown): boolean {
  if (error instanceof ProblemError) return error.code === "internal";
  // A gateway or a firewall that refuses a call with 4xx has not passed it on.
  if (error instanceof UnreadableError) return error.status < 400 || error.status >= 500;
  if (error instanceof KerbsideError) return error instanceof ConnectionError;
  // A `TypeError` is about an argument, and comes before anything is sent.
  return error !== undefined && !(error instanceof TypeError);
}

/**
 * Whether something that was caught is a problem, or the problem of one operation: then `code` is
 * one of those that this operation can answer with.
 */
export function isProblem<Operation extends OperationId = OperationId>(
  error: unknown,
  operation?: Operation,
): error is ProblemError<Operation> {
  return (
    error instanceof ProblemError && (operation === undefined || error.operation === operation)
  );
}
