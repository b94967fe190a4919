// What becomes of a command: events tell, and where none comes the service is asked. Nothing is asked
// while the page is hidden.

import { KerbsideError, ProblemError, type Schemas } from "kerbside";
import { api } from "../../service/client";
import { liveMode, onLiveMessage } from "../../service/live";

type CarCommand = Schemas["CarCommand"];

/** Milliseconds without news after which it is asked: a car whose steps nobody tells of is silent. */
const SILENCE = 15_000;
const LOOK = 2_000;

/** The command is not to be had any more: not by this login, or by none. */
const isGone = (error: unknown) =>
  error instanceof ProblemError && error.status < 500 && error.status !== 429;

/** Tells of each later reading of a command, until it is done or what it gives is called. */
export function follow(
  slot: string,
  vehicleId: string,
  sent: CarCommand,
  tell: (next: CarCommand) => void,
): () => void {
  if (sent.done) return () => {};
  let heardAt = Date.now();
  let failedAt = Number.NEGATIVE_INFINITY;
  let asking: AbortController | undefined;
  const take = (next: CarCommand) => {
    tell(next);
    if (next.done) stop();
  };
  const ask = async () => {
    const mine = new AbortController();
    asking = mine;
    try {
      for await (const next of api(slot).commands.wait(vehicleId, sent.id, {
        signal: mine.signal,
      })) {
        take(next);
      }
    } catch (error) {
      // A call that was given up has no news.
      if (mine.signal.aborted) return;
      if (error instanceof KerbsideError && !isGone(error)) {
        failedAt = Date.now();
        asking = undefined;
        return;
      }
      stop();
      if (!(error instanceof KerbsideError)) throw error;
    }
  };
  const look = () => {
    if (document.hidden) {
      asking?.abort();
      asking = undefined;
      return;
    }
    // The clock may have been set back.
    const isLongAgo = (time: number) => Math.abs(Date.now() - time) > SILENCE;
    if (asking || !isLongAgo(failedAt)) return;
    if (liveMode.peek() !== "live" || isLongAgo(heardAt)) ask();
  };
  const timer = setInterval(look, LOOK);
  const forget = onLiveMessage((from, message) => {
    if (from !== slot || message.type !== "command" || message.data.id !== sent.id) return;
    heardAt = Date.now();
    take(message.data);
  });
  const stop = () => {
    clearInterval(timer);
    forget();
    asking?.abort();
  };
  return stop;
}
