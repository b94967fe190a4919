import { useState } from "preact/hooks";
import { formatTime, now } from "../../format";
import { fill, t } from "../../i18n";
import { CommandButton, type Request } from "../../parts/commands";
import { Field } from "../../parts/field";
import css from "./commands.module.css";
import { nextAt } from "./draft";

/** When the car is to charge, once. */
export function ChargingLater(at: { slot: string; vehicleId: string }) {
  const { commands } = t.value;
  const [time, setTime] = useState("22:00");
  const once = nextAt(time, now.value);
  const onceFrom = (from: number): Request => ({
    type: "charging-schedule",
    // The service takes no fractions of a second.
    nextAt: (nextAt(time, from) ?? new Date(0)).toISOString().replace(/\.\d+/, ""),
  });
  return (
    <details class={css.more}>
      <summary>{commands.later}</summary>
      <div class={css.part}>
        <Field
          label={commands.laterAt}
          hint={once && fill(commands.laterHint, { time: formatTime(once) })}
        >
          <input type="time" value={time} onInput={(event) => setTime(event.currentTarget.value)} />
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
  );
}
