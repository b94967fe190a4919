// What the driver is told beside what they look at: a logout, a login that has ended. It stays until
// they close it.

import { signal } from "@preact/signals";

/** What is told. The words are the shell's, by `kind`. */
export type Notice = { readonly id: number } & (
  | { kind: "logged-out" | "login-lost" | "login-ended"; brandName: string; loginUrl?: string }
  /** A language that could not be loaded. */
  | { kind: "not-loaded" }
  /** A login that came to nothing, by the word of the address. */
  | { kind: "login-error"; reason: string }
  /** A rule that has fired, of the car that the driver calls so. */
  | {
      kind: "rule";
      slot: string;
      ruleId: string;
      name: string;
      reminder: boolean;
      car: string;
      /** When it fired, where it is told late. */
      at?: string | undefined;
      path: string;
    }
  /** Text that a screen has put into words itself: "Copied." */
  | { kind: "text"; text: string }
  /** Why something that the driver wanted was not done, in words. */
  | { kind: "failure"; text: string }
  /** The problem for which something was not done. */
  | { kind: "problem"; problem: Error }
);

type NoticeBody = Notice extends infer One ? (One extends Notice ? Omit<One, "id"> : never) : never;

export const notices = signal<readonly Notice[]>([]);
let last = 0;

export function notify(notice: NoticeBody): number {
  last += 1;
  notices.value = [...notices.value, { ...notice, id: last } as Notice];
  return last;
}

export function dismiss(id: number) {
  notices.value = notices.value.filter((notice) => notice.id !== id);
}

/** Has nothing told any more that is about the cars of an account. */
export function dismissOf(slot: string) {
  notices.value = notices.value.filter((notice) => !("slot" in notice) || notice.slot !== slot);
}

/** Has nothing told any more but what is about the cars of other accounts than these. */
export function dismissBut(slots: readonly string[]) {
  notices.value = notices.value.filter(
    (notice) => "slot" in notice && !slots.includes(notice.slot),
  );
}
