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
const isSame = (one: Draft | undefined, other: Draft, members: readonly (keyof Draft)[]) =>
  one !== undefined && members.every((member) => `${one[member]}` === `${other[member]}`);

/** What the car has to be told to have these times. */
function climateChanges(before: readonly Draft[], now: readonly Draft[]) {
  const had = new Map(before.map((draft) => [draft.slot, draft]));
  const set = now
    .filter(
      (draft) => !isSame(had.get(draft.slot), draft, ["startTime", "days", "enabled", "repeats"]),
    )
    .map(({ endTime, ...program }) => program);
  const gone = before.filter(({ slot }) => !now.some((draft) => draft.slot === slot));
  return [...set, ...gone.map(({ slot }) => ({ slot, remove: true as const }))];
}

/** Whether the car has these times of heating and cooling. */
export const hasClimateTimes = (before: readonly Draft[], now: readonly Draft[]): boolean =>
  climateChanges(before, now).length === 0;

/** Sets what differs from what the car has, and removes what is gone; undefined where nothing does. */
export function climateRequest(
  before: readonly Draft[],
  now: readonly Draft[],
): Request | undefined {
  if (hasClimateTimes(before, now) || !now.every(isReady)) return undefined;
  return { type: "climate-programs", programs: climateChanges(before, now) };
}

/** Whether the car has these times of charging. They have an order, and no places. */
export const hasChargingTimes = (before: readonly Draft[], now: readonly Draft[]): boolean =>
  before.length === now.length &&
  now.every((draft, index) =>
    isSame(before[index], draft, ["startTime", "endTime", "days", "enabled"]),
  );

/** Sets all programs anew; undefined where they are what the car has, or none. */
export function chargingRequest(
  before: readonly Draft[],
  now: readonly Draft[],
): Request | undefined {
  if (hasChargingTimes(before, now) || now.length === 0 || !now.every(isReady)) return undefined;
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

const HOUR = 3_600_000;

/** The next time that a clock shows this, after a point in time. */
export function nextAt(time: string, now: number): Date | undefined {
  const [hours, minutes] = time.split(":").map(Number);
  if (hours === undefined || minutes === undefined || Number.isNaN(hours + minutes)) {
    return undefined;
  }
  const day = new Date(now);
  const on = (date: number) => new Date(day.getFullYear(), day.getMonth(), date, hours, minutes);
  const today = on(day.getDate());
  // Where clocks go back, they show an hour twice.
  const again = new Date(today.getTime() + HOUR);
  return [today, again, on(day.getDate() + 1)].find(
    (one) => one.getTime() > now && (one !== again || again.getHours() === hours),
  );
}
