import { isPassing, retryAfterOf } from "./errors.js";
import { base64url } from "./login.js";
import { type CallOptions, pause, type Transport } from "./transport.js";
import type { Schemas } from "./types.js";

/** Seconds until the first look at what became of a command, and between two looks at most. */
const [FIRST, LONGEST] = [2, 15];
/** Failures in a row that are waited out: those of a quarter of an hour at least. */
const MOST_FAILURES = 60;

/** How a command is sent. */
export interface SendOptions extends CallOptions {
  /** Names this press of a button: see `commandKey()`. Without one, the call makes its own. */
  key?: string;
}

/** What sends commands to cars, and follows them. */
export interface Sending {
  /**
   * Sends a command to a car. It is never repeated by itself: where it rejects with an error that
   * `isDoubtful()`, call it again with the same `key`, and nothing is sent twice.
   */
  send(
    id: string,
    command: Schemas["CommandRequest"],
    options?: SendOptions,
  ): Promise<Schemas["CarCommand"]>;
  /**
   * Follows a command to its end: gives it whenever its state has changed, and at last when it is
   * `done`. What passes by itself, such as a connection that is lost, is waited out.
   */
  wait(
    id: string,
    cmid: string,
    options?: CallOptions,
  ): AsyncGenerator<Schemas["CarCommand"], void>;
}

/** A key for one command. Keep it until the command is answered, to be able to ask for it again. */
export const commandKey = (): string => base64url(crypto.getRandomValues(new Uint8Array(18)));

/** The methods, by the transport and what reads a command. */
export function sending(
  transport: Transport,
  path: (id: string) => string,
  get: (id: string, cmid: string, options: CallOptions) => Promise<Schemas["CarCommand"]>,
): Sending {
  return {
    async send(id, command, { key = commandKey(), signal } = {}) {
      return (await transport.call({
        operation: "commands.send",
        path: path(id),
        method: "POST",
        json: command,
        headers: { "Idempotency-Key": key },
        ...(signal && { signal }),
      })) as Schemas["CarCommand"];
    },
    async *wait(id, cmid, options = {}) {
      let seconds = FIRST;
      let failures = 0;
      for (let state: string | undefined; ; ) {
        await pause(seconds, options.signal);
        seconds = Math.min(seconds * 1.5, LONGEST);
        let command: Schemas["CarCommand"];
        try {
          command = await get(id, cmid, options);
        } catch (error) {
          const retryAfter = retryAfterOf(error);
          if (retryAfter === undefined && !isPassing(error)) throw error;
          failures += 1;
          if (failures > MOST_FAILURES) throw error;
          seconds = Math.max(seconds, retryAfter ?? LONGEST);
          continue;
        }
        failures = 0;
        if (command.state !== state) {
          state = command.state;
          seconds = FIRST;
          yield command;
        }
        if (command.done) return;
      }
    },
  };
}
