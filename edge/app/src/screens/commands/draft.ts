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
    // A command has no word for an end after which it goes on: without an end, it charges until it is full.
    endTime: (!program.chargeUntilFull && program.endTime) || "",
    days: DAYS.filter((day) => program.days?.includes(day)),
    enabled: program.enabled ?? true,
    repeats: program.recurrence !== "None",
  }));

/** A new one, in the first place that is free, and not one of the `taken`; undefined where there is none. */
export function addedTo(
  drafts: readonly Draft[],
  most: number,
  taken: readonly Draft[] = [],
): Draft[] | undefined {
  const slot = Array.from({ length: most }, (_, index) => index + 1).find(
    (one) => ![...drafts, ...taken].some((draft) => draft.slot === one),
  );
  if (slot === undefined) return undefined;
  const added = { slot, startTime: "07:00", endTime: "", enabled: true, repeats: true };
  return [...drafts, { ...added, days: [...DAYS.slice(0, 5)] }];
}

const isReady = ({ startTime, days }: Pick<Draft, "startTime" | "days">) =>
  startTime !== "" && days.length > 0;
const isSame = (one: Draft | undefined, other: Draft, members: readonly (keyof Draft)[]) =>
  one !== undefined && members.every((member) => `${one[member]}` === `${other[member]}`);

/** What has to be told to a car that has some times, so that it has others: by the place of each. */
export type Changes = (
  from: readonly Draft[],
  to: readonly Draft[],
) => readonly { readonly slot: number }[];

/** Of heating and cooling, each place by itself. */
export const climateChanges = (from: readonly Draft[], to: readonly Draft[]) => {
  const had = new Map(from.map((draft) => [draft.slot, draft]));
  const set = to
    .filter(
      (draft) => !isSame(had.get(draft.slot), draft, ["startTime", "days", "enabled", "repeats"]),
    )
    .map(({ endTime, ...program }) => program);
  const gone = from.filter(({ slot }) => !to.some((draft) => draft.slot === slot));
  return [...set, ...gone.map(({ slot }) => ({ slot, remove: true as const }))];
};

/** Of charging, all of them together: they have an order, and no places. */
export const chargingChanges: Changes = (from, to) =>
  from.length === to.length &&
  to.every((draft, index) =>
    isSame(from[index], draft, ["startTime", "endTime", "days", "enabled"]),
  )
    ? []
    : [{ slot: 0 }];

/** Times that the driver has changed. */
export interface Edit {
  /** What the car had when the driver began. */
  base: readonly Draft[];
  /** What the driver knows of what the car has. */
  seen: readonly Draft[];
  /** What it is to have. */
  edited: Draft[];
}

type Reported = readonly Draft[];
type Places = ReturnType<Changes>;
const meet = (some: Places, others: Places) =>
  some.some(({ slot }) => others.some((other) => other.slot === slot));

/** Whether the car has all that was changed. */
export const isOver = (changes: Changes, { base, edited }: Edit, reported: Reported): boolean =>
  !meet(changes(base, edited), changes(reported, edited));

/** Whether the car has got times that the driver knows nothing of, and that are not theirs. */
export const isOvertaken = (changes: Changes, { seen, edited }: Edit, reported: Reported) =>
  meet(changes(seen, reported), changes(reported, edited));

/** Sets what differs from what the driver began with, and removes what is gone; undefined where nothing does. */
export function climateRequest(base: readonly Draft[], now: readonly Draft[]): Request | undefined {
  const programs = climateChanges(base, now);
  const isSendable = programs.every((program) => "remove" in program || isReady(program));
  if (programs.length === 0 || !isSendable) return undefined;
  return { type: "climate-programs", programs };
}

/** Sets all programs anew; undefined where they are what the driver began with, or none. */
export function chargingRequest(
  base: readonly Draft[],
  now: readonly Draft[],
): Request | undefined {
  if (chargingChanges(base, now).length === 0 || now.length === 0 || !now.every(isReady)) {
    return undefined;
  }
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
