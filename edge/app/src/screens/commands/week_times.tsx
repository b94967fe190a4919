import type { Schemas } from "kerbside";
import { t } from "../../i18n";
import { Button } from "../../parts/button";
import { CommandButton } from "../../parts/commands";
import { Note } from "../../parts/note";
import { Programs } from "../../parts/programs";
import css from "./commands.module.css";
import {
  chargingChanges,
  chargingRequest,
  climateChanges,
  climateRequest,
  draftsOf,
} from "./draft";
import { Times } from "./times";
import { useDrafts } from "./use_drafts";

export interface WeekTimesProps {
  slot: string;
  vehicleId: string;
  type: "charging-schedule" | "climate-programs";
  /** What the car reports; undefined where it does not say it. */
  programs: readonly Schemas["Program"][] | undefined;
  /** How many the car holds. */
  most: number;
}

/** When the car charges, or heats and cools, by itself: times of the week. */
export function WeekTimes({ type, programs, most, ...at }: WeekTimesProps) {
  const { commands, words } = t.value;
  const isCharging = type === "charging-schedule";
  const { base, drafts, taken, isEdited, isOvertaken, change, take, keep } = useDrafts(
    programs && draftsOf(programs),
    isCharging ? chargingChanges : climateChanges,
  );
  const request = (isCharging ? chargingRequest : climateRequest)(base, drafts);
  return (
    <details class={css.more} data-testid={`times-${type}`} data-unsent={isEdited || undefined}>
      <summary>{words.commandType[type]}</summary>
      <div class={css.part}>
        <p class="quiet">{commands.carClock}</p>
        {!programs && (
          <Note>
            <p>{commands.timesUnknown}</p>
          </Note>
        )}
        <Times
          drafts={drafts}
          onChange={change}
          most={most}
          taken={isCharging ? [] : taken}
          keepsOne={isCharging}
          hasEnd={isCharging}
          hasRepeat={!isCharging}
        />
        {isOvertaken && (
          <Note
            tone="warn"
            role="alert"
            title={commands.otherTimes.title}
            testId="other-times"
            actions={
              <>
                <Button onClick={take}>{commands.otherTimes.take}</Button>
                <Button onClick={keep}>{commands.otherTimes.keep}</Button>
              </>
            }
          >
            <Programs programs={programs ?? []} />
            <p>{isCharging ? commands.otherTimes.all : commands.otherTimes.some}</p>
          </Note>
        )}
        <CommandButton
          {...at}
          look="main"
          text={commands.send}
          disabled={!request || isOvertaken}
          request={request ?? { type, programs: [] }}
        />
      </div>
    </details>
  );
}
