import type { Schemas } from "kerbside";
import { t } from "../../i18n";
import { CommandButton } from "../../parts/commands";
import css from "./commands.module.css";
import { CLIMATE_SLOTS, climateRequest, draftsOf, hasClimateTimes } from "./draft";
import { Times } from "./times";
import { useDrafts } from "./use_drafts";

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
  const before = draftsOf(programs);
  const [drafts, setDrafts] = useDrafts(before, hasClimateTimes);
  const request = climateRequest(before, drafts);
  return (
    <details class={css.more}>
      <summary>{words.commandType["climate-programs"]}</summary>
      <div class={css.part}>
        <p class="quiet">{commands.carClock}</p>
        <Times drafts={drafts} onChange={setDrafts} most={slots} hasRepeat />
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
