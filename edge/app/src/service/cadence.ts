// How often a car is asked, and when a reading is old.

import type { Schemas } from "kerbside";

const MINUTE = 60_000;
/** Milliseconds until a car is asked again: one that changes by itself, and any other. */
const [SOON, LATER] = [MINUTE, 5 * MINUTE];

export type Status = Schemas["Status"];

const electric = (status: Status) => status.energies.find(({ type }) => type === "Electric");

export const isCharging = (status: Status | undefined) =>
  status !== undefined && electric(status)?.charging?.status === "InProgress";

export const isMoving = (status: Status | undefined) => status?.kinetic?.moving === true;

/** Milliseconds until a car with this status is asked again. */
export const askAgainAfter = (status: Status | undefined) =>
  isCharging(status) || isMoving(status) ? SOON : LATER;

/** What a reading is of: how soon it is old depends on it. */
export type ReadingKind = "charging" | "moving" | "resting";

const OLD: Record<ReadingKind, number> = {
  charging: 15 * MINUTE,
  moving: 10 * MINUTE,
  resting: 7 * 24 * 60 * MINUTE,
};

/** Whether a reading is so old that the driver is told what to do about it. */
export function isOld(observedAt: string | undefined, kind: ReadingKind, now: number): boolean {
  const time = observedAt === undefined ? Number.NaN : Date.parse(observedAt);
  return now - time > OLD[kind];
}

/** What the readings of a car are of at present. */
export const kindOf = (status: Status | undefined): ReadingKind =>
  isMoving(status) ? "moving" : isCharging(status) ? "charging" : "resting";
