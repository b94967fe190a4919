import type { Schemas } from "kerbside";
import { useState } from "preact/hooks";
import { t } from "../../i18n";
import { CommandButton } from "../../parts/commands";
import css from "./commands.module.css";
import { CLIMATE_SLOTS, climateRequest, type Draft, draftsOf } from "./draft";
import { Times } from "./times";

interface ClimateTimesProps {
  slot: string;
  vehicleId: string;
  programs: Schemas["Program"][] | undefined;
  /** How many the car holds, where it says so. */
  slots: number | undefined;
}

/** When the car heats or cools by itself. */
export function ClimateTimes({ programs, slots = CLIMATE_SLOTS, ...at }: ClimateTimesProps) {
  const { commands, words } = t.value;
  // What the driver has changed stays while the car reports.
  const [edited, setEdited] = useState<Draft[] | undefined>(undefined);
  const before = draftsOf(programs);
  const request = climateRequest(before, edited ?? before);
  return (
    <details class={css.more}>
      <summary>{words.commandType["climate-programs"]}</summary>
      <div class={css.part}>
        <p class="quiet">{commands.carClock}</p>
        <Times drafts={edited ?? before} onChange={setEdited} most={slots} hasRepeat />
        <CommandButton
          {...at}
          look="main"
          text={commands.send}
          disabled={!request}
          request={request ?? { type: "climate-programs", programs: [] }}
        />
      </div>
    </details>
  );
}
