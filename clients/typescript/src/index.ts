/** A client of Kerbside, the service that shows drivers their own cars. */

export type { Account } from "./account.js";
export { commandKey, type Sending, type SendOptions } from "./commands.js";
export {
  ConnectionError,
  isDoubtful,
  isProblem,
  KerbsideError,
  ProblemError,
  UnreadableError,
} from "./errors.js";
export type { ForwardingConsent } from "./forwarding.js";
export { type Kerbside, kerbside } from "./kerbside.js";
export type { ItemOf, List, PageOf, Pages } from "./list.js";
export {
  type EventMode,
  type Events,
  type EventsOptions,
  events,
  type LiveMessage,
  type SocketClass,
  type SocketLike,
} from "./live.js";
export { type Client, type Login, LoginRefusedError, type PendingLogin } from "./login.js";
export { isKnown, type Unavailable } from "./reading.js";
export type { RuleChanges } from "./rules.js";
export type { CallOptions, KerbsideOptions } from "./transport.js";
export type { Answer, OperationId, Options, Problem, ProblemCode, Schemas } from "./types.js";
