// What is left until the next service, as a countdown.

import type { Schemas } from "kerbside";
import { DAY, daysToService } from "../service/car_facts";

/** Days and kilometres at which a meter is full: what manufacturers have between two services. */
const FULL = { days: 365, km: 20_000 } as const;
/** Days and kilometres from which on it is time for an appointment. */
const SOON = { days: 30, km: 1_000 } as const;

export type Urgency = "later" | "soon" | "overdue";

/** One of both countdowns. */
export interface Countdown {
  /** What is left, or by how much it is overdue: never negative. */
  amount: number;
  urgency: Urgency;
  /** 0 to 100: how full its meter is. */
  percent: number;
}

export function countdownOf(unit: "days" | "km", left: number | undefined): Countdown | undefined {
  if (left === undefined) return undefined;
  return {
    amount: Math.abs(left),
    urgency: left < 0 ? "overdue" : left <= SOON[unit] ? "soon" : "later",
    percent: Math.max(0, Math.min(100, (left / FULL[unit]) * 100)),
  };
}

const RANK: Record<Urgency, number> = { later: 0, soon: 1, overdue: 2 };

/** How urgent the service is: by whichever comes first. */
export const urgencyOf = (...countdowns: readonly (Countdown | undefined)[]): Urgency =>
  countdowns.reduce<Urgency>(
    (most, one) => (one && RANK[one.urgency] > RANK[most] ? one.urgency : most),
    "later",
  );

/** How a service that is so urgent is shown. */
export const TONES = { later: "plain", soon: "warn", overdue: "danger" } as const;

/** The countdowns of a car, in days and in kilometres. */
export const countdownsOf = (
  maintenance: Schemas["Maintenance"],
  now: number,
): readonly [days: Countdown | undefined, km: Countdown | undefined] => [
  countdownOf("days", daysToService(maintenance, now)),
  countdownOf("km", maintenance.kmToMaintenance),
];

/** The day on which the days are over; undefined where it is not known, or past. */
export function dueOn(maintenance: Schemas["Maintenance"], now: number): Date | undefined {
  const { daysToMaintenance = Number.NaN, observedAt } = maintenance;
  const due = Date.parse(observedAt ?? "") + daysToMaintenance * DAY;
  const left = daysToService(maintenance, now);
  return left !== undefined && left >= 0 && !Number.isNaN(due) ? new Date(due) : undefined;
}
