// Answers that are kept on this device, if the driver has chosen that: an app that is opened without
// a network shows them, marked with their age. A logout wipes them.

import { effect } from "@preact/signals";
import { preferences } from "./preferences";

const PREFIX = "kerbside.kept.";
/** What is missed the least where there is no room: what a driver has seen of single trips. */
const LEAST = /^[^/]+\/trip\//;

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
  const keys = () =>
    attempt(() => {
      const all = storage();
      return Array.from({ length: all.length }, (_, index) => all.key(index))
        .filter((key) => key !== null)
        .filter((key) => key.startsWith(PREFIX))
        .map((key) => key.slice(PREFIX.length));
    }) ?? [];
  const remove = (key: string) => attempt(() => storage().removeItem(PREFIX + key));
  const put = (key: string, value: unknown): boolean =>
    attempt(() => {
      storage().setItem(PREFIX + key, JSON.stringify(value));
      return true;
    }) ?? false;
  const wipe = (prefix = "") => {
    for (const key of keys()) if (key.startsWith(prefix)) remove(key);
  };
  let isOver = false;
  return {
    read<T>(key: string): T | undefined {
      if (!isOn()) return undefined;
      return attempt(() => {
        const text = storage().getItem(PREFIX + key);
        return text === null ? undefined : (JSON.parse(text) as T);
      });
    },
    write(key: string, value: unknown) {
      if (isOver || !isOn() || put(key, value)) return;
      for (const one of keys()) if (LEAST.test(one)) remove(one);
      put(key, value);
    },
    /** Removes what begins with a prefix, all without one. */
    wipe,
    /** Removes everything, and keeps nothing more: answers may still come while the page is left. */
    end() {
      isOver = true;
      wipe();
    },
    /** Removes what belongs to none of these accounts. */
    keepOnly(slots: readonly string[]) {
      for (const key of keys()) {
        const [slot = "", ...rest] = key.split("/");
        if (rest.length > 0 && !slots.includes(slot)) remove(key);
      }
    },
    /** How many answers there are, and how much they take, in bytes. */
    measure(): { count: number; bytes: number } {
      const found = keys();
      const lengths = found.map((key) => attempt(() => storage().getItem(PREFIX + key)?.length));
      // A browser keeps two bytes for a character.
      const bytes = lengths.reduce<number>((sum, length) => sum + 2 * (length ?? 0), 0);
      return { count: found.length, bytes };
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
