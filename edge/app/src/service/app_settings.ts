// What the owner of the service has switched on.

import { effect, type ReadonlySignal, signal } from "@preact/signals";
import { type Answer, KerbsideError } from "kerbside";
import { service } from "./client";
import { isOffline } from "./network";

export type AppSettings = Answer<"app.get">;

const settings = signal<AppSettings | undefined>(undefined);

/** What is switched on: undefined while it is not known, where nothing is said to be off either. */
export const appSettings: ReadonlySignal<AppSettings | undefined> = settings;

/** Whether a word of commands, or `rules`, is switched on. */
export const isSwitchedOn = (word: string): boolean =>
  settings.value?.actions.some((one) => one === word) ?? false;

/** Whether any command is switched on: to be told of something is none. */
export const hasCommands = (): boolean =>
  settings.value?.actions.some((word) => word !== "rules") ?? false;

/** Asks, once; where that fails, again when the page is come back to or has a network anew. */
export function startAppSettings() {
  let isAsking = false;
  const ask = async () => {
    if (isAsking || settings.peek()) return;
    isAsking = true;
    try {
      settings.value = await service.app.get();
    } catch (error) {
      if (!(error instanceof KerbsideError)) throw error;
    } finally {
      isAsking = false;
    }
  };
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) ask();
  });
  effect(() => {
    if (!isOffline.value) ask();
  });
}
