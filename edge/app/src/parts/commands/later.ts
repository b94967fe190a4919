// Which of two readings of a command is the later one. States only go forward.

import type { Schemas } from "kerbside";

export type CarCommand = Schemas["CarCommand"];

/** The later of two readings of the same command: an event may overtake an answer. */
export function later(old: CarCommand | undefined, next: CarCommand): CarCommand {
  if (!old) return next;
  const [before, after] = [Date.parse(old.updatedAt), Date.parse(next.updatedAt)];
  if (before !== after) return before > after ? old : next;
  return old.history.length > next.history.length ? old : next;
}
