// Answers of the service, each held once by its key: whoever shows it watches it, and it is asked for
// once for all of them. When nobody watches it any more, the call is given up.

import { batch, type ReadonlySignal, signal } from "@preact/signals";
import { KerbsideError, type Schemas } from "kerbside";
import { isLoggedOut, isUnreachable } from "./client";
import { kept } from "./kept";
import { newer } from "./newer";
import { forgetLists } from "./pages";
import { ended } from "./session";

/** What is asked. */
export interface Question<T> {
  /** Names the answer within its account: `status/{id}`. The same key is the same question. */
  readonly key: string;
  /** The account. */
  readonly slot: string;
  /** The car, if it is about one: what happens to it has the answer read anew. */
  readonly vehicleId?: string;
  /** The kinds of events after which the answer may be another; without it, `status`. */
  readonly on?: readonly EventKind[];
  /** Asks. It may be asked again at any time. */
  read(signal: AbortSignal): Promise<T>;
  /** What is held after `next` came where `old` was held; without it, `newer()`. */
  merge?(old: T | undefined, next: T): T;
}

export type EventKind = "status" | "command" | "rule";

/** What is held of an answer. `value` stays while a newer one is asked for, or cannot be had. */
export interface Answered<T> {
  readonly value: ReadonlySignal<T | undefined>;
  /** Whether it is being asked for. */
  readonly loading: ReadonlySignal<boolean>;
  /** Why the last question had no answer. */
  readonly problem: ReadonlySignal<KerbsideError | undefined>;
  /** The service's mark of an answer that the manufacturer did not confirm. */
  readonly stale: ReadonlySignal<Schemas["Stale"] | undefined>;
  /** Asks anew, as `Held` does. It never rejects. */
  reload(): Promise<void>;
}

/** Milliseconds after which an answer that is watched again is read anew. */
const FRESH = 30_000;
/** How many answers that nobody watches are held. */
const MOST_UNWATCHED = 100;

const held = new Map<string, Held<unknown>>();

const nameOf = ({ slot, key }: Pick<Question<unknown>, "slot" | "key">) => `${slot}/${key}`;

/** One answer. */
export class Held<T> implements Answered<T> {
  readonly question: Question<T>;
  readonly #value = signal<T | undefined>(undefined);
  readonly #loading = signal(false);
  readonly #problem = signal<KerbsideError | undefined>(undefined);
  readonly #stale = signal<Schemas["Stale"] | undefined>(undefined);
  /** Whether what is held was kept from an earlier visit. */
  #isOfEarlier = false;
  #askedAt = Number.NEGATIVE_INFINITY;
  #watchers = 0;
  #call: { stop: AbortController; begunAt: number; done: Promise<void> } | undefined;

  constructor(question: Question<T>) {
    this.question = question;
    const found = kept.read<T>(nameOf(question));
    if (found === undefined) return;
    this.#isOfEarlier = true;
    this.#set(found);
  }

  get value(): ReadonlySignal<T | undefined> {
    return this.#value;
  }
  get loading(): ReadonlySignal<boolean> {
    return this.#loading;
  }
  get problem(): ReadonlySignal<KerbsideError | undefined> {
    return this.#problem;
  }
  get stale(): ReadonlySignal<Schemas["Stale"] | undefined> {
    return this.#stale;
  }
  get isWatched(): boolean {
    return this.#watchers > 0;
  }

  /**
   * Holds it for someone who shows it, and asks if that was not done within `fresh` milliseconds. Gives
   * what ends that.
   */
  watch(fresh = FRESH): () => void {
    this.#watchers += 1;
    if (this.isOlderThan(fresh)) this.reload();
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      this.#watchers -= 1;
      if (this.#watchers === 0) this.#call?.stop.abort();
    };
  }

  /** Whether nobody has asked within the last milliseconds. */
  isOlderThan(milliseconds: number): boolean {
    // A clock that was set back puts the last question into the future.
    return Math.abs(Date.now() - this.#askedAt) >= milliseconds;
  }

  /** Whether it has been asked for since before a point in time, by `performance.now()`. */
  isAskedSince(before: number): boolean {
    return this.#call !== undefined && this.#call.begunAt < before;
  }

  /**
   * Asks anew. What is being asked for already is waited for, and given up with `anew`: an answer that was
   * asked for before something was changed may not have the change.
   */
  reload(anew = false): Promise<void> {
    if (anew) this.#call?.stop.abort();
    if (!this.#call || this.#call.stop.signal.aborted) {
      const stop = new AbortController();
      const call = { stop, begunAt: performance.now(), done: Promise.resolve() };
      this.#call = call;
      call.done = this.#ask(stop.signal).finally(() => {
        if (this.#call !== call) return;
        this.#call = undefined;
        this.#loading.value = false;
      });
    }
    return this.#call.done;
  }

  /** Takes a value that came in another way, with a list or an event. */
  take(next: T) {
    const { merge = newer } = this.question;
    const value = merge(this.#value.peek(), next);
    this.#askedAt = Date.now();
    this.#isOfEarlier = false;
    batch(() => {
      this.#set(value);
      this.#problem.value = undefined;
    });
    kept.write(nameOf(this.question), value);
  }

  /** Takes the problem that came in the place of a value, in a call of its own or with a list. */
  fail(problem: KerbsideError) {
    this.#askedAt = Date.now();
    this.#problem.value = problem;
    if (isLoggedOut(problem)) ended(this.question.slot, problem);
    // What was kept may be shown without a network, and is not the answer of a service that refuses.
    else if (!isUnreachable(problem) && this.#isOfEarlier) this.#set(undefined);
  }

  /** Keeps on this device what is held, if the driver has chosen that. */
  keep() {
    if (this.#value.peek() !== undefined) kept.write(nameOf(this.question), this.#value.peek());
  }

  /** Gives it up: whoever still shows it has nothing. */
  drop() {
    this.#call?.stop.abort();
    this.#askedAt = Number.NEGATIVE_INFINITY;
    batch(() => {
      this.#set(undefined);
      this.#problem.value = undefined;
    });
  }

  async #ask(signal: AbortSignal) {
    this.#loading.value = true;
    try {
      const next = await this.question.read(signal);
      if (!signal.aborted) this.take(next);
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof KerbsideError)) throw error;
      this.fail(error);
    }
  }

  #set(value: T | undefined) {
    this.#value.value = value;
    this.#stale.value = (value as { stale?: Schemas["Stale"] } | undefined)?.stale;
  }
}

/** The answer to a question, as it is held. It is not asked for before somebody watches it. */
export function answered<T>(question: Question<T>): Held<T> {
  const name = nameOf(question);
  const found = held.get(name) as Held<T> | undefined;
  const answer = found ?? new Held(question);
  // The map is in the order in which answers were looked for.
  if (found) held.delete(name);
  else tidy();
  held.set(name, answer as unknown as Held<unknown>);
  return answer;
}

// The one that was looked for the longest ago goes first.
function tidy() {
  const unwatched = [...held].filter(([, one]) => !one.isWatched);
  for (const [name] of unwatched.slice(0, Math.max(0, unwatched.length - MOST_UNWATCHED))) {
    held.delete(name);
  }
}

/**
 * Reads anew, as `reload()` does, what is watched and concerns someone: an account, a car, a kind of event.
 * Calls that began before a point in time, by `performance.now()`, are given up.
 */
export function reloadWatched(
  concerns: (question: Question<unknown>, answer: Held<unknown>) => boolean,
  before = Number.NEGATIVE_INFINITY,
) {
  for (const one of held.values()) {
    if (one.isWatched && concerns(one.question, one)) one.reload(one.isAskedSince(before));
  }
}

/** Keeps on this device whatever is held, from before the driver has chosen that. */
export function keepHeld() {
  for (const one of held.values()) one.keep();
}

/** Gives up whatever is held of an account, and what is kept of it on this device. */
export function forget(slot: string) {
  for (const [name, one] of held) {
    if (one.question.slot !== slot) continue;
    one.drop();
    held.delete(name);
  }
  forgetLists(slot);
  kept.wipe(`${slot}/`);
}
