// What becomes of a command: events tell, and where none comes the service is asked. Nothing is asked
// while the page is hidden.

import { KerbsideError, type Schemas } from "kerbside";
import { api } from "../../service/client";
import { liveMode, onLiveMessage } from "../../service/live";

type CarCommand = Schemas["CarCommand"];

/** Milliseconds without news after which it is asked: a car whose steps nobody tells of is silent. */
const SILENCE = 15_000;
const LOOK = 2_000;

/** Tells of each later reading of a command, until it is done or what it gives is called. */
export function follow(
  slot: string,
  vehicleId: string,
  sent: CarCommand,
  tell: (next: CarCommand) => void,
): () => void {
  if (sent.done) return () => {};
  let heardAt = Date.now();
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
      // A command that is not to be had any more has no news; a call that was given up neither.
      if (mine.signal.aborted) return;
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
    const isSilent = Date.now() - heardAt > SILENCE;
    if (!asking && (liveMode.peek() !== "live" || isSilent)) ask();
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
