import { useState } from "preact/hooks";
import { t } from "../../i18n";
import { CommandButton, type Request } from "../../parts/commands";
import { Field } from "../../parts/field";
import css from "./commands.module.css";

const LEVELS = [1, 2, 3, 4, 5] as const;

/** How strongly and how far the car is to charge. */
export function ChargingPreferences(at: { slot: string; vehicleId: string }) {
  const { commands, words } = t.value;
  const [limit, setLimit] = useState("");
  const [level, setLevel] = useState("");
  const request: Request = {
    type: "charging-preferences",
    ...(limit && { limit: limit as "partial" | "full" }),
    ...(level && { powerLevel: Number(level) }),
  };
  return (
    <details class={css.more}>
      <summary>{words.commandType["charging-preferences"]}</summary>
      <div class={css.part}>
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
        <CommandButton {...at} disabled={!limit && !level} request={request} text={commands.send} />
      </div>
    </details>
  );
}
