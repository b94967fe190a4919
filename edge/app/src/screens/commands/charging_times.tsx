import type { Schemas } from "kerbside";
import { useState } from "preact/hooks";
import { formatTime, now } from "../../format";
import { fill, t } from "../../i18n";
import { CommandButton, type Request } from "../../parts/commands";
import { Field } from "../../parts/field";
import { energyOf } from "../../service/car_facts";
import css from "./commands.module.css";
import { CHARGING_PROGRAMS, chargingRequest, draftsOf, hasChargingTimes, nextAt } from "./draft";
import { Times } from "./times";
import { useDrafts } from "./use_drafts";

interface ChargingTimesProps {
  slot: string;
  vehicleId: string;
  status: Schemas["Status"] | undefined;
}

/** When the car charges: once, or by times of the week. */
export function ChargingTimes({ status, ...at }: ChargingTimesProps) {
  const { commands, words } = t.value;
  const [time, setTime] = useState("22:00");
  const before = draftsOf(energyOf(status, "Electric")?.charging?.programs);
  const [drafts, setDrafts] = useDrafts(before, hasChargingTimes);
  const request = chargingRequest(before, drafts);
  const once = nextAt(time, now.value);
  const onceFrom = (from: number): Request => ({
    type: "charging-schedule",
    // The service takes no fractions of a second.
    nextAt: (nextAt(time, from) ?? new Date(0)).toISOString().replace(/\.\d+/, ""),
  });
  return (
    <>
      <details class={css.more}>
        <summary>{commands.later}</summary>
        <div class={css.part}>
          <Field
            label={commands.laterAt}
            hint={once && fill(commands.laterHint, { time: formatTime(once) })}
          >
            <input
              type="time"
              value={time}
              onInput={(event) => setTime(event.currentTarget.value)}
            />
          </Field>
          <CommandButton
            {...at}
            text={commands.send}
            disabled={!once}
            request={onceFrom(now.value)}
            requestAtPress={() => onceFrom(Date.now())}
          />
        </div>
      </details>
      <details class={css.more}>
        <summary>{words.commandType["charging-schedule"]}</summary>
        <div class={css.part}>
          <p class="quiet">{commands.carClock}</p>
          <Times drafts={drafts} onChange={setDrafts} most={CHARGING_PROGRAMS} keepsOne hasEnd />
          <CommandButton
            {...at}
            look="main"
            text={commands.send}
            disabled={!request}
            request={request ?? { type: "charging-schedule", programs: [] }}
          />
        </div>
      </details>
    </>
  );
}
