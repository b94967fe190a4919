// What happens to the cars, as it happens: which answers are read anew for it, and when they are asked
// for by the clock. Nothing is asked while the page is hidden.

import { batch, computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import { type EventMode, events, KerbsideError, type LiveMessage } from "kerbside";
import { answered, type EventKind, type Held, type Question, reloadWatched } from "./answers";
import { askAgainAfter, type Status } from "./cadence";
import { api, isLoggedOut } from "./client";
import { healGarage, reloadGarage } from "./garage";
import { isOffline } from "./network";
import { refreshWatched } from "./pages";
import { statusOf } from "./questions";
import { accounts, ended, healSession } from "./session";

/** Milliseconds after an event until its car is asked once more: a relay holds what it read for five. */
const SETTLED = 6_000;
/** Milliseconds between two looks at what is to be asked again. */
const TICK = 5_000;
/** Milliseconds after which what is watched is read anew when the driver comes back to the page. */
const COME_BACK = 60_000;

/** Milliseconds after which events that ended, and not by a logout, are followed again. */
const FOLLOW_AGAIN = 300_000;

const modes = signal<ReadonlyMap<string, EventMode>>(new Map());

/** How what happens comes here: `live` only where it does so for every account. */
export const liveMode: ReadonlySignal<EventMode | undefined> = computed(() => {
  const all = accounts.value.map(({ slot }) => modes.value.get(slot));
  if (isOffline.value || all.length === 0 || all.includes(undefined)) return undefined;
  return (["polling", "connecting", "live"] as const).find((mode) => all.includes(mode));
});

type Listener = (slot: string, message: LiveMessage) => void;
const listeners = new Set<Listener>();

/** Is told of every message: a screen that shows the steps of a command. Gives what ends that. */
export function onLiveMessage(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Which questions a message concerns. */
export function concerns(message: LiveMessage, { vehicleId, on = ["status"] }: Concerned): boolean {
  if (message.type === "reset") return true;
  if (message.vehicleId !== vehicleId) return false;
  return on.includes(message.type as EventKind);
}

type Concerned = Pick<Question<unknown>, "vehicleId" | "on">;

function take(slot: string, message: LiveMessage) {
  for (const listener of listeners) listener(slot, message);
  renew(slot, message);
  if (message.type === "reset") return;
  setTimeout(() => {
    const status = answered(statusOf(slot, message.vehicleId)).value.peek();
    if (isAskedTwice(message, status)) renew(slot, message);
  }, SETTLED);
}

/** What is asked for when the page is seen again, by the account, kind and car of what happened. */
const missed = new Map<string, () => void>();

function renew(slot: string, message: LiveMessage) {
  if (document.hidden) {
    const name = message.type === "reset" ? "" : `${message.type} ${message.vehicleId}`;
    missed.set(`${slot} ${name}`, () => renew(slot, message));
    return;
  }
  reloadWatched((question) => question.slot === slot && concerns(message, question), leftAt);
  if (message.type === "reset") reloadGarage(slot);
}

/**
 * Whether what a message concerns is asked for once more, as the first answer may be one that the relay
 * held. After a `status` only while the one that is held is older than the message says: a page's own
 * reading is an event to it as well, and it would ask without end.
 */
export function isAskedTwice(message: LiveMessage, status: Status | undefined): boolean {
  if (message.type === "command") return message.data.done;
  if (message.type !== "status") return message.type === "rule";
  // Where the time of a status is not known, it may be an earlier one.
  return !(Date.parse(status?.observedAt ?? "") >= Date.parse(message.data.updatedAt));
}

async function follow(slot: string, signal: AbortSignal, after?: number) {
  const onMode = (mode: EventMode) => setMode(slot, mode);
  const options = { signal, onMode, ...(after !== undefined && { after }) };
  let last = after;
  try {
    for await (const message of events(api(slot), options)) {
      if ("id" in message) last = message.id;
      take(slot, message);
    }
  } catch (error) {
    if (signal.aborted) return;
    // Without events, answers are asked for by the clock.
    setMode(slot, "polling");
    if (isLoggedOut(error)) return ended(slot, error);
    if (!(error instanceof KerbsideError)) throw error;
    setTimeout(() => {
      // Nothing is known of what happened meanwhile, where none was told before.
      if (last === undefined && !signal.aborted) take(slot, { type: "reset" });
      follow(slot, signal, last);
    }, FOLLOW_AGAIN);
  }
}

function setMode(slot: string, mode: EventMode | undefined) {
  const next = new Map(modes.peek());
  if (mode) next.set(slot, mode);
  else next.delete(slot);
  modes.value = next;
}

/** Whether an answer is to be asked for again: a status by what it says, the rest as seldom as any. */
export function isDue(answer: Pick<Held<unknown>, "question" | "value" | "isOlderThan">): boolean {
  const { key, on = ["status"] } = answer.question;
  // What does not follow from the car's state does not change by itself.
  if (!on.includes("status")) return false;
  const status = key.startsWith("status/") ? answer.value.peek() : undefined;
  return answer.isOlderThan(askAgainAfter(status as Status | undefined));
}

function tick() {
  if (document.hidden || isOffline.peek()) return;
  reloadWatched((_, answer) => isDue(answer));
  const after = askAgainAfter(undefined);
  refreshWatched((list) => list.isLacking && list.isOlderThan(after));
  healGarage(after);
  healSession(after);
}

/** When the page was last hidden, or the network went, by `performance.now()`. */
let leftAt = Number.NEGATIVE_INFINITY;

function leave() {
  leftAt = performance.now();
}

function comeBack(after: number) {
  if (document.hidden || isOffline.peek()) return;
  // A call that was under way when the page slept, or the network went, may never be answered.
  reloadWatched((_, answer) => answer.isOlderThan(after), leftAt);
  for (const ask of missed.values()) ask();
  missed.clear();
  refreshWatched((list) => list.isOlderThan(after));
  healGarage(after);
}

export function startLive() {
  const running = new Map<string, AbortController>();
  effect(() => {
    const slots = new Set(accounts.value.map(({ slot }) => slot));
    batch(() => {
      for (const [slot, stop] of running) {
        if (slots.has(slot)) continue;
        stop.abort();
        running.delete(slot);
        setMode(slot, undefined);
      }
      for (const slot of slots) {
        if (running.has(slot)) continue;
        const stop = new AbortController();
        running.set(slot, stop);
        follow(slot, stop.signal);
      }
    });
  });
  addEventListener("offline", leave);
  addEventListener("online", () => comeBack(0));
  document.addEventListener("visibilitychange", () =>
    document.hidden ? leave() : comeBack(COME_BACK),
  );
  setInterval(tick, TICK);
}
