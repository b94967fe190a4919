// Which of two accounts of one part counts: cars send two generations of the same part. Where they
// agree the later of their times counts, where they do not the one that was reported last.

import { latest } from "../read.js";

/** Whether two values of one thing do not contradict each other. */
export const fit = (one, other) => one === undefined || other === undefined || one === other;

export const allFit = (one, other, names) => names.every((name) => fit(one[name], other[name]));

export const listsFit = (one, other) =>
  !one?.length || !other?.length || JSON.stringify(one) === JSON.stringify(other);

/** Whether a time is after another; one that is not known is before all others. */
export const isAfter = (one, other) => one !== undefined && (other === undefined || one > other);

/** The account that counts, and the other. */
export function lastReported(newer, older, agree) {
  if (agree) {
    const at = latest(newer.observedAt, older.observedAt);
    newer.observedAt = at;
    older.observedAt = at;
    return [newer, older];
  }
  return isAfter(older.observedAt, newer.observedAt) ? [older, newer] : [newer, older];
}

/** The account that counts, where there are two; they agree where these members and lists fit. */
export function later(newer, older, names, lists = []) {
  if (!newer || !older) return newer ?? older;
  const agree =
    allFit(newer, older, names) && lists.every((name) => listsFit(newer[name], older[name]));
  return lastReported(newer, older, agree)[0];
}
