import { useState } from "preact/hooks";
import { t } from "../../i18n";
import { type CarAction, CommandButton, type Request, takes } from "../../parts/commands";
import { Field } from "../../parts/field";
import css from "./commands.module.css";

const LEVELS = [1, 2, 3, 4, 5] as const;

const TYPE = "charging-preferences";

interface ChargingPreferencesProps {
  slot: string;
  vehicleId: string;
  actions: readonly CarAction[];
}

/** How strongly and how far the car is to charge, as far as it takes that. */
export function ChargingPreferences({ actions, ...at }: ChargingPreferencesProps) {
  const { commands, words } = t.value;
  const [limit, setLimit] = useState("");
  const [level, setLevel] = useState("");
  const request: Request = {
    type: TYPE,
    ...(limit && { limit: limit as "partial" | "full" }),
    ...(level && { powerLevel: Number(level) }),
  };
  return (
    <details class={css.more}>
      <summary>{words.commandType[TYPE]}</summary>
      <div class={css.part}>
        {takes(actions, { type: TYPE, limit: "full" }) && (
          <Field label={commands.limit}>
            <select value={limit} onChange={(event) => setLimit(event.currentTarget.value)}>
              <option value="">{commands.keep}</option>
              {(["partial", "full"] as const).map((one) => (
                <option key={one} value={one}>
                  {words.chargeLimit[one]}
                </option>
              ))}
            </select>
          </Field>
        )}
        {takes(actions, { type: TYPE, powerLevel: 1 }) && (
          <Field label={commands.power}>
            <select value={level} onChange={(event) => setLevel(event.currentTarget.value)}>
              <option value="">{commands.keep}</option>
              {LEVELS.map((one) => (
                <option key={one} value={one}>
                  {words.chargingPowerLevel[`Level${one}`]}
                </option>
              ))}
            </select>
          </Field>
        )}
        <CommandButton {...at} disabled={!limit && !level} request={request} text={commands.send} />
      </div>
    </details>
  );
}
