import type { Account } from "./account.js";
import { ConnectionError, isPassing, isProblem, retryAfterOf } from "./errors.js";
import { parse, pause } from "./transport.js";
import type { Schemas } from "./types.js";

/** Connections in a row that begin with no hello until events are asked for instead. */
const FAILURES = 3;
/** Seconds until it is tried again to connect, the first time and at most. */
const [FIRST, LONGEST] = [1, 30];
/** Seconds between two questions: while a command is open, and else. */
const [SOON, LATER] = [5, 60];
/** Seconds for which events are asked for until it is tried again to connect. */
const TRY_AGAIN = 300;
/** Seconds between two pings. A connection from which nothing came since the last one is dead. */
const PING = 45;

/** How events come: over a live connection, by asking now and then, or not yet. */
export type EventMode = "connecting" | "live" | "polling";

/** What comes: something has happened, or all that is shown is to be loaded anew. */
export type LiveMessage = Schemas["LiveEvent"] | Schemas["ResetMessage"];

/** What a WebSocket is made by: the global one, or that of the package `ws`. */
export type SocketClass = new (url: string, protocols: string[]) => SocketLike;

/** What is needed of a WebSocket: the events of a page and those of `ws` have types of their own. */
export interface SocketLike {
  onmessage: ((event: never) => void) | null;
  onclose: ((event: never) => void) | null;
  onerror: ((event: never) => void) | null;
  send(text: string): void;
  close(): void;
}

/** How events are followed. */
export interface EventsOptions {
  /**
   * The id of the last event that was had, to go on behind it. Without it, what happens once the first
   * connection is there; where that one fails, events begin with a `reset`.
   */
  after?: number;
  /** Ends it. The iteration rejects with the signal's reason. */
  signal?: AbortSignal;
  /** Whether something is awaited that the events have not told of: then it is asked more often. */
  isWaiting?: () => boolean;
  /** Is told how events come, whenever that changes. */
  onMode?: (mode: EventMode) => void;
  /** The class of WebSockets, where there is no global one: before Node 22. */
  WebSocket?: SocketClass;
}

/** What happens, for as long as it is iterated. */
export interface Events extends AsyncIterable<LiveMessage> {
  /** How events come at the moment. */
  readonly mode: EventMode;
}

/** Every message of a live connection: an event, a hello or a reset. */
type Told = Schemas["LiveMessage"];

/**
 * Follows what happens to the cars of an account. It connects, and connects again where that breaks
 * off, and goes on behind the last event; where the service is there and connections are not to be had,
 * it asks now and then, while the page can be seen. It rejects only for what does not pass: a login
 * that does not hold, or an address where no service is.
 */
export function events(account: Pick<Account, "events">, options: EventsOptions = {}): Events {
  const run = new Run(account, options);
  return {
    get mode() {
      return run.mode;
    },
    [Symbol.asyncIterator]: () => run.messages(),
  };
}

class Run {
  mode: EventMode = "connecting";
  readonly #account: Pick<Account, "events">;
  readonly #options: EventsOptions;
  /** The last event. */
  #after: number | undefined;
  /** False while events may have been missed and no reset has told that yet. */
  #isWhole = true;
  /** The `last` of the newest hello; undefined once another message has followed it. */
  #last: number | undefined;
  /** The connections in a row that have begun with no hello; `FAILURES` where there can be none. */
  #failures = 0;
  /** The commands that are not done. */
  readonly #open = new Set<string>();

  constructor(account: Pick<Account, "events">, options: EventsOptions) {
    this.#account = account;
    this.#options = options;
    this.#after = options.after;
  }

  async *messages(): AsyncGenerator<LiveMessage, void> {
    const { signal } = this.#options;
    for (let seconds = FIRST; ; ) {
      const began = performance.now();
      let retryAfter = 0;
      try {
        for await (const message of this.#connected()) yield* this.#take(message);
      } catch (error) {
        if (!isPassing(error)) throw error;
        // The driver's other pages have them all: this one can ask.
        if (isProblem(error) && error.code === "too-many-connections") this.#failures = FAILURES;
        retryAfter = retryAfterOf(error) ?? 0;
      }
      signal?.throwIfAborted();
      // What happens until the next one is there is not known: there is nothing to go on behind.
      if (this.#after === undefined) this.#isWhole = false;
      if (this.#failures >= FAILURES) {
        yield* this.#asked();
        // One more without a hello is enough to ask again.
        this.#failures -= 1;
      } else {
        this.#is("connecting");
        // One that ends again and again is not connected ever more often.
        if (performance.now() - began > LONGEST * 1000) seconds = FIRST;
        await pause(Math.max(seconds * (0.5 + Math.random() / 2), retryAfter), signal);
        seconds = Math.min(seconds * 2, LONGEST);
      }
    }
  }

  /** The messages of one connection, until it ends. */
  async *#connected(): AsyncGenerator<Told, void> {
    const { signal, WebSocket = socketClass() } = this.#options;
    if (WebSocket === undefined) {
      this.#failures = FAILURES;
      throw new ConnectionError("there is no WebSocket here");
    }
    const { ticket, url } = await this.#account.events.ticket({ ...(signal && { signal }) });
    signal?.throwIfAborted();
    // Where a ticket is not to be had, neither is an answer: asking in place of connecting is for a
    // service that is there, behind something that lets no WebSocket through.
    this.#failures += 1;
    const query = this.#after === undefined ? "" : `?after=${this.#after}`;
    const socket = new WebSocket(url + query, ["kerbside-live-v1", `kerbside-ticket.${ticket}`]);
    const texts: string[] = [];
    let isOver = false;
    // A connection begins with a hello: without one until the first ping it is dead, or not even open,
    // and sending would throw.
    let isSilent = true;
    let wake = () => {};
    const end = () => {
      isOver = true;
      wake();
    };
    socket.onclose = socket.onerror = end;
    socket.onmessage = ({ data }: { data: unknown }) => {
      isSilent = false;
      if (data !== "pong") texts.push(String(data));
      wake();
    };
    signal?.addEventListener("abort", end);
    const pings = setInterval(() => {
      if (isSilent) return end();
      isSilent = true;
      socket.send("ping");
    }, PING * 1000);
    try {
      for (;;) {
        const text = texts.shift();
        if (text !== undefined) {
          const message = parse(text);
          if (message === undefined) throw new ConnectionError("what came is no message");
          this.#failures = 0;
          yield message as unknown as Told;
        } else if (isOver) return;
        else
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
      }
    } finally {
      clearInterval(pings);
      signal?.removeEventListener("abort", end);
      socket.close();
    }
  }

  /** What asking now and then comes to, until it is time to try to connect again. */
  async *#asked(): AsyncGenerator<LiveMessage, void> {
    const { signal, isWaiting } = this.#options;
    this.#is("polling");
    for (const end = performance.now() + TRY_AGAIN * 1000; performance.now() < end; ) {
      await visible(signal);
      let retryAfter = 0;
      try {
        const query = this.#after === undefined ? {} : { after: this.#after };
        const feed = await this.#account.events.get({ ...query, ...(signal && { signal }) });
        if (feed.reset || !this.#isWhole) yield* this.#take({ type: "reset" });
        for (const event of feed.events) yield* this.#take(event);
        this.#after = feed.last;
      } catch (error) {
        if (!isPassing(error)) throw error;
        retryAfter = retryAfterOf(error) ?? 0;
      }
      const later = performance.now() + LATER * 1000;
      await pause(Math.max(SOON, retryAfter), signal);
      // What comes to be awaited meanwhile is asked for soon, too.
      const isSoon = () => this.#open.size > 0 || isWaiting?.();
      while (!isSoon() && performance.now() < later) await pause(SOON, signal);
    }
  }

  *#take(message: Told): Generator<LiveMessage, void> {
    this.#options.signal?.throwIfAborted();
    if (message.type === "hello") {
      this.#is("live");
      this.#last = message.data.last;
      this.#after ??= this.#last;
      if (!this.#isWhole) yield* this.#take({ type: "reset" });
      return;
    }
    if (message.type === "reset") {
      this.#isWhole = true;
      // Whether one of them is done may be what is missing.
      this.#open.clear();
    }
    if ("id" in message) this.#after = message.id;
    // What it was to go on behind is not known there.
    else this.#after = this.#last ?? this.#after;
    this.#last = undefined;
    if (message.type === "command") {
      const { id, done } = message.data;
      this.#open[done ? "delete" : "add"](id);
    }
    yield message;
  }

  #is(mode: EventMode) {
    if (this.mode === mode) return;
    this.mode = mode;
    this.#options.onMode?.(mode);
  }
}

const socketClass = () => globalThis.WebSocket as SocketClass | undefined;

/** Waits until the page can be seen. Where there is no page, there is nothing to wait for. */
async function visible(signal: AbortSignal | undefined) {
  if (typeof document === "undefined" || !document.hidden) return;
  await new Promise<void>((resolve, reject) => {
    const look = () => {
      if (document.hidden && !signal?.aborted) return;
      document.removeEventListener("visibilitychange", look);
      signal?.removeEventListener("abort", look);
      if (signal?.aborted) reject(signal.reason);
      else resolve();
    };
    document.addEventListener("visibilitychange", look);
    signal?.addEventListener("abort", look);
    look();
  });
}
