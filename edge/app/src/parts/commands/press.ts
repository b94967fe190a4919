// A press of a button: what is sent for it under one key, and what becomes of that. It outlives the
// screen it was pressed on, so that the other screen of the car goes on showing its steps.

import { type ReadonlySignal, signal } from "@preact/signals";
import { commandKey, type KerbsideError, type Schemas } from "kerbside";
import { t } from "../../i18n";
import { answered } from "../../service/answers";
import { api } from "../../service/client";
import { liveMode } from "../../service/live";
import { isOffline } from "../../service/network";
import { dismiss, notify } from "../../service/notices";
import { commandsOf } from "../../service/questions";
import { onGone, problemOf } from "../../service/session";
import { follow } from "./follow";
import { type CarCommand, later } from "./later";

export type Request = Schemas["CommandRequest"];

/** What a command is about: of two that are about the same, the later one is shown. */
export type Group = "access" | "horn" | "lights" | "climate" | "charging" | "wake" | "navigation";

const GROUPS: Record<Request["type"], Group> = {
  lock: "access",
  unlock: "access",
  horn: "horn",
  lights: "lights",
  climate: "climate",
  "climate-programs": "climate",
  charging: "charging",
  "charging-schedule": "charging",
  "charging-preferences": "charging",
  "wake-up": "wake",
  navigation: "navigation",
};

export const groupOf = (type: Request["type"]): Group => GROUPS[type];

/** Milliseconds for which the end of a command stands beside its buttons. */
const TOLD = 3_600_000;

/** One press. */
export class Press {
  readonly request: Request;
  /** Stands for this press: with it, asking again sends nothing twice. */
  readonly key = commandKey();
  readonly #slot: string;
  readonly #vehicleId: string;
  readonly #command = signal<CarCommand | undefined>(undefined);
  readonly #problem = signal<KerbsideError | undefined>(undefined);
  readonly #isAsking = signal(false);

  constructor(slot: string, vehicleId: string, request: Request) {
    this.#slot = slot;
    this.#vehicleId = vehicleId;
    this.request = request;
  }

  /** The command, as soon as the service has said that there is one. */
  get command(): ReadonlySignal<CarCommand | undefined> {
    return this.#command;
  }
  /** Why the service did not take it, or that no answer came. */
  get problem(): ReadonlySignal<KerbsideError | undefined> {
    return this.#problem;
  }
  /** Whether the service is being asked. */
  get isAsking(): ReadonlySignal<boolean> {
    return this.#isAsking;
  }
  /** Whether something is awaited. */
  get isOpen(): boolean {
    return this.#isAsking.value || this.#command.value?.done === false;
  }

  /** Whether its command ended so long ago that the car may be in another state since. */
  isPast(now: number): boolean {
    const command = this.#command.value;
    return command?.done === true && now - Date.parse(command.updatedAt) >= TOLD;
  }

  /** Has it sent; called again, it asks what became of it, under the same key. */
  async send(): Promise<void> {
    if (this.#isAsking.peek()) return;
    this.#isAsking.value = true;
    this.#problem.value = undefined;
    try {
      const sent = await api(this.#slot).commands.send(this.#vehicleId, this.request, {
        key: this.key,
      });
      this.#command.value = later(this.#command.peek(), sent);
      this.#reloadList();
      follow(this.#slot, this.#vehicleId, sent, (next) => {
        this.#command.value = later(this.#command.peek(), next);
        // Where no event tells of its end, the list of what was sent knows nothing of it either.
        if (next.done && liveMode.peek() !== "live") this.#reloadList();
      });
    } catch (error) {
      this.#problem.value = problemOf(this.#slot, error);
    } finally {
      this.#isAsking.value = false;
    }
  }

  /** Takes a reading of its command that came by another way, as in the list of what was sent. */
  learn(read: CarCommand): void {
    const known = this.#command.peek();
    if (known?.id === read.id) this.#command.value = later(known, read);
  }

  #reloadList() {
    answered(commandsOf(this.#slot, this.#vehicleId)).reload(true);
  }
}

const presses = signal<ReadonlyMap<string, Press>>(new Map());
const nameOf = (slot: string, vehicleId: string, group: Group) => `${slot}/${vehicleId}/${group}`;
onGone((slot) => {
  presses.value = new Map([...presses.peek()].filter(([name]) => !name.startsWith(`${slot}/`)));
});

/** The last press of a group on a car, by this page. */
export const lastPress = (slot: string, vehicleId: string, group: Group): Press | undefined =>
  presses.value.get(nameOf(slot, vehicleId, group));

/** Whether a command is of a press by this page, which follows it by itself. */
export const isPressedHere = (commandId: string): boolean =>
  [...presses.peek().values()].some((one) => one.command.peek()?.id === commandId);

/** Has the presses of this page show nothing older than what the list of what was sent has. */
export function learn(read: readonly CarCommand[]): void {
  for (const one of presses.peek().values()) for (const command of read) one.learn(command);
}

/** The notice of the last press that was not sent: a new one takes its place. */
let refused = 0;

/**
 * Sends a command for a press of a button, unless one of its group is being sent already. Without a
 * network nothing is sent, and nothing is left to be sent later: the driver may be elsewhere then.
 */
export async function press(slot: string, vehicleId: string, request: Request): Promise<void> {
  const name = nameOf(slot, vehicleId, groupOf(request.type));
  if (presses.peek().get(name)?.isAsking.peek()) return;
  dismiss(refused);
  if (isOffline.peek()) {
    refused = notify({ kind: "failure", text: t.value.commands.offline });
    return;
  }
  const made = new Press(slot, vehicleId, request);
  presses.value = new Map(presses.peek()).set(name, made);
  await made.send();
}
