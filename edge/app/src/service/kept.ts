// Answers that are kept on this device, if the driver has chosen that: an app that is opened without
// a network shows them, marked with their age. A logout wipes them.

import { effect } from "@preact/signals";
import { preferences } from "./preferences";

const PREFIX = "kerbside.kept.";

interface Storage {
  readonly length: number;
  key(index: number): string | null;
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** What is kept in a storage while `isOn`. */
export function keeping(storage: () => Storage, isOn: () => boolean) {
  // A browser may forbid a page its storage, and it may be full.
  const attempt = <T>(act: () => T): T | undefined => {
    try {
      return act();
    } catch {
      return undefined;
    }
  };
  return {
    read<T>(key: string): T | undefined {
      if (!isOn()) return undefined;
      return attempt(() => {
        const text = storage().getItem(PREFIX + key);
        return text === null ? undefined : (JSON.parse(text) as T);
      });
    },
    write(key: string, value: unknown) {
      if (isOn()) attempt(() => storage().setItem(PREFIX + key, JSON.stringify(value)));
    },
    /** Removes what begins with a prefix, all without one. */
    wipe(prefix = "") {
      attempt(() => {
        const all = storage();
        const keys = Array.from({ length: all.length }, (_, index) => all.key(index));
        for (const key of keys) if (key?.startsWith(PREFIX + prefix)) all.removeItem(key);
      });
    },
  };
}

export const kept = keeping(
  () => localStorage,
  () => preferences.keep.value,
);

/** Wipes what was kept as soon as the driver no longer wants it. */
export function startKept() {
  effect(() => {
    if (!preferences.keep.value) kept.wipe();
  });
}
