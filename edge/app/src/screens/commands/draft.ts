// Times of the week as they are edited, and the commands that set them.

import type { Schemas } from "kerbside";
import type { Request } from "../../parts/commands";
import { DAYS, type Day } from "../../parts/days";

export interface Draft {
  slot: number;
  startTime: string;
  /** Of charging: empty where it charges until it is full. */
  endTime: string;
  days: Day[];
  enabled: boolean;
  repeats: boolean;
}

type Programs = readonly Schemas["Program"][] | undefined;

/** How many programs a car holds that does not say it, and how many charging takes. */
export const [CLIMATE_SLOTS, CHARGING_PROGRAMS] = [4, 7];

/** What the car has, as it is edited. */
export const draftsOf = (programs: Programs): Draft[] =>
  (programs ?? []).map((program, index) => ({
    slot: program.slot ?? index + 1,
    startTime: program.startTime ?? "07:00",
    endTime: program.endTime ?? "",
    days: DAYS.filter((day) => program.days?.includes(day)),
    enabled: program.enabled ?? false,
    repeats: program.recurrence !== "None",
  }));

/** A new one, in the first place that is free; undefined where there is none. */
export function addedTo(drafts: readonly Draft[], most: number): Draft[] | undefined {
  const slot = Array.from({ length: most }, (_, index) => index + 1).find(
    (one) => !drafts.some((draft) => draft.slot === one),
  );
  if (slot === undefined) return undefined;
  const added = { slot, startTime: "07:00", endTime: "", enabled: true, repeats: true };
  return [...drafts, { ...added, days: [...DAYS.slice(0, 5)] }];
}

const isReady = ({ startTime, days }: Draft) => startTime !== "" && days.length > 0;
const isSame = (one: Draft | undefined, other: Draft) =>
  JSON.stringify(one) === JSON.stringify(other);

/** Sets what differs from what the car has, and removes what is gone; undefined where nothing does. */
export function climateRequest(
  before: readonly Draft[],
  now: readonly Draft[],
): Request | undefined {
  const had = new Map(before.map((draft) => [draft.slot, draft]));
  const set = now
    .filter((draft) => !isSame(had.get(draft.slot), draft))
    .map(({ endTime, ...program }) => program);
  const gone = before.filter(({ slot }) => !now.some((draft) => draft.slot === slot));
  const programs = [...set, ...gone.map(({ slot }) => ({ slot, remove: true as const }))];
  if (programs.length === 0 || !now.every(isReady)) return undefined;
  return { type: "climate-programs", programs };
}

/** Sets all programs anew; undefined where they are what the car has, or none. */
export function chargingRequest(
  before: readonly Draft[],
  now: readonly Draft[],
): Request | undefined {
  const isUnchanged =
    before.length === now.length && now.every((draft, index) => isSame(before[index], draft));
  if (isUnchanged || now.length === 0 || !now.every(isReady)) return undefined;
  return {
    type: "charging-schedule",
    programs: now.map(({ startTime, endTime, days, enabled }) => ({
      startTime,
      ...(endTime && { endTime }),
      days,
      enabled,
    })),
  };
}

/** The next time that a clock shows this, from a point in time on. */
export function nextAt(time: string, now: number): Date | undefined {
  const [hours, minutes] = time.split(":").map(Number);
  if (hours === undefined || minutes === undefined || Number.isNaN(hours + minutes)) {
    return undefined;
  }
  const date = new Date(now);
  date.setHours(hours, minutes, 0, 0);
  if (date.getTime() <= now) date.setDate(date.getDate() + 1);
  return date;
}
