import { ConnectionError, ProblemError, retryAfterOf, UnreadableError } from "./errors.js";
import type { OperationId, Problem } from "./types.js";

/** A read that the service asks to repeat within so many seconds is repeated, once. */
const LONGEST_WAIT = 10;

/** Seconds until a read is given up: the service itself answers sooner, if it answers at all. */
const TIMEOUT = 60;
/** The longest time that a timer takes, in milliseconds. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** How the service is called. */
export interface KerbsideOptions {
  /**
   * The origin of the service: `https://kerbside.example.com`. A page that the service itself
   * serves may leave it out.
   */
  base?: string;
  /** The token of an app, from `redeem()`. Pages have none: their cookies are sent along. */
  bearer?: string;
  /** What to call in place of the global `fetch`. */
  fetch?: typeof fetch;
  /**
   * Seconds until a read that is not answered rejects with a `ConnectionError`: 60, if nothing is
   * said. With 0 or `Infinity` there is no limit. What writes has none but its signal's.
   */
  timeoutSeconds?: number;
}

/** How one call is made. */
export interface CallOptions {
  /** Ends the call. It rejects with the signal's reason. */
  signal?: AbortSignal;
}

/** The values of a query. Members that are undefined are left out, lists are joined with commas. */
export type QueryValues = Record<string, unknown>;

interface Call extends CallOptions {
  operation: OperationId;
  path: string;
  query?: QueryValues;
  /** The parameters of a form. */
  form?: Record<string, string>;
  /** A document that is sent. */
  json?: unknown;
  /** What is sent beside the headers that every call has. */
  headers?: Record<string, string>;
  method?: "GET" | "POST" | "PUT" | "DELETE";
  /** Whether success is an answer without a body. */
  answersNothing?: boolean;
  /** Whether it is given up after a time: what reads is, and what does no harm if it is done twice. */
  isLimited?: boolean;
}

/** Makes calls, and turns whatever comes of them into an answer or an error of this library. */
export class Transport {
  /** The origin of the service. */
  readonly base: string;
  readonly bearer: string | undefined;
  readonly #fetch: typeof fetch;
  readonly #timeout: number;

  constructor(options: KerbsideOptions) {
    this.base = baseOf(options.base, options.bearer);
    this.bearer = options.bearer;
    // Taken for none, it would make an app call as a page does.
    if (this.bearer === "") throw new TypeError("bearer is empty");
    const { timeoutSeconds = TIMEOUT } = options;
    if (!(timeoutSeconds >= 0)) throw new TypeError("timeoutSeconds is not a number of seconds");
    this.#timeout = Math.min(timeoutSeconds * 1000, LONGEST_TIMER);
    const { fetch: given } = options;
    // A browser's fails where it is called as a method. The global one is looked up late, so that it
    // may be replaced.
    this.#fetch = (...call) => (given ?? fetch)(...call);
  }

  /** The whole address of a path. */
  url(path: string, query: QueryValues = {}): string {
    const given = Object.entries(query).filter(([, value]) => value !== undefined);
    const text = new URLSearchParams(
      given.map(([name, value]) => [name, String(value)]),
    ).toString();
    return `${this.base}${path}${text && "?"}${text}`;
  }

  /** What the service answers; undefined if that is nothing, as it should be. */
  async call(call: Call): Promise<unknown> {
    try {
      return await this.#once(call);
    } catch (error) {
      const seconds = repeatAfter(call, error);
      if (seconds === undefined) throw error;
      await pause(seconds, call.signal);
      return this.#once(call);
    }
  }

  async #once(call: Call): Promise<unknown> {
    const { operation, path, query, form, json, method = "GET", signal } = call;
    const { answersNothing = false, isLimited = method === "GET" } = call;
    const headers: Record<string, string> = {
      ...(this.bearer
        ? { Authorization: `Bearer ${this.bearer}` }
        : // A form or an image of another site cannot send it.
          { "X-Kerbside": "1" }),
      ...(json !== undefined && { "Content-Type": "application/json" }),
      ...call.headers,
    };
    let status: number;
    let text: string;
    let headed: Headed;
    const ending = new AbortController();
    const end = () => ending.abort(signal?.reason);
    const giveUp = () => ending.abort(new DOMException("no answer came", "TimeoutError"));
    const timer = isLimited && this.#timeout > 0 ? setTimeout(giveUp, this.#timeout) : undefined;
    signal?.addEventListener("abort", end);
    if (signal?.aborted) end();
    try {
      const response = await this.#fetch(this.url(path, query), {
        method,
        // Neither is needed for an exchange of a code, whose headers must be those of a form.
        headers: form ? {} : headers,
        credentials: this.bearer ? "omit" : "include",
        // The service redirects no call: a token or a code must not follow one.
        redirect: "error",
        ...(form && { body: new URLSearchParams(form) }),
        ...(json !== undefined && { body: JSON.stringify(json) }),
        signal: ending.signal,
      });
      status = response.status;
      headed = {
        seconds: secondsOf(response.headers.get("Retry-After")),
        requestId: response.headers.get("X-Request-Id"),
      };
      text = await response.text();
    } catch (cause) {
      signal?.throwIfAborted();
      throw new ConnectionError("the service cannot be reached", { cause });
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener("abort", end);
    }
    const isSuccess = status >= 200 && status < 300;
    if (isSuccess && answersNothing && text === "") return undefined;
    const body = parse(text);
    if (body && isSuccess && !answersNothing) return body;
    const problem = body && !isSuccess ? problemOf(body, status, headed) : undefined;
    if (problem === undefined) {
      const what = body ? "a problem" : "a JSON object";
      throw new UnreadableError(`the answer is not ${what}`, status, headed.seconds);
    }
    throw new ProblemError(operation, problem);
  }
}

/**
 * Checks an origin. Without one, it is the page's own, as the address bar has it: what a page names
 * with `<base>` is another.
 */
function baseOf(base: string | undefined, bearer: string | undefined): string {
  if (base === undefined || base === "") {
    if (bearer !== undefined) throw new TypeError("base is missing: a bearer is for one service");
    if (typeof location === "undefined")
      throw new TypeError("base is missing: there is no page here");
    return location.origin;
  }
  let url: URL;
  try {
    url = new URL(base);
  } catch {
    throw new TypeError(`base is not an address: ${base}`);
  }
  const isOrigin = url.href === `${url.origin}/`;
  if (!/^https?:$/.test(url.protocol) || !isOrigin) {
    throw new TypeError(`base is not an origin, such as https://kerbside.example.com: ${base}`);
  }
  return url.origin;
}

/** The object that a text of JSON is, or undefined. */
export function parse(text: string): Record<string, unknown> | undefined {
  try {
    const body: unknown = JSON.parse(text);
    return isObject(body) ? body : undefined;
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What a `Retry-After` says, in seconds: it has these, or a date. */
function secondsOf(header: string | null): number | undefined {
  if (header === null) return undefined;
  const seconds = /^\d+$/.test(header)
    ? Number(header)
    : Math.ceil((Date.parse(header) - Date.now()) / 1000);
  return seconds >= 0 ? seconds : undefined;
}

/** What the headers of an answer say of it. */
interface Headed {
  seconds: number | undefined;
  requestId: string | null;
}

/**
 * The problem that an answer is, or undefined. The OAuth endpoints give its code beside a word of
 * OAuth's, and neither a title nor the id of the request. That, and the seconds of gateways, are in
 * the headers alone.
 */
function problemOf(
  body: Record<string, unknown>,
  status: number,
  { seconds, requestId }: Headed,
): Problem | undefined {
  const { code, title, error_description, retryAfter, ...rest } = body;
  if (typeof code !== "string") return undefined;
  const words = [title, error_description, code].find((text) => typeof text === "string");
  const time = typeof retryAfter === "number" && retryAfter >= 0 ? retryAfter : seconds;
  return {
    ...(requestId && { requestId }),
    ...rest,
    ...(time !== undefined && { retryAfter: time }),
    type: `/problems/${code}`,
    code,
    status,
    title: words,
  } as Problem;
}

/** After how many seconds a call is repeated, if it is. What writes never is: it may have been done. */
function repeatAfter({ method = "GET" }: Call, error: unknown): number | undefined {
  const seconds = retryAfterOf(error);
  if (method !== "GET" || seconds === undefined || seconds > LONGEST_WAIT) return undefined;
  const { status } = error as ProblemError | UnreadableError;
  return status === 429 || status === 503 ? seconds : undefined;
}

/** Waits, unless the signal ends that. */
export function pause(seconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(
      () => {
        signal?.removeEventListener("abort", stop);
        resolve();
      },
      Math.min(seconds * 1000, LONGEST_TIMER),
    );
    if (signal?.aborted) stop();
    else signal?.addEventListener("abort", stop, { once: true });
  });
}
