import { distanceParts, formatDistance, formatPercent } from "../format";
import { fill, t } from "../i18n";
import type { Energy } from "../service/car_facts";
import { chargingRate, chargingSentence } from "./charging_sentence";
import css from "./energy_level.module.css";
import { Icon } from "./icons";
import { Meter } from "./meter";

/** Percent at which a level is low. */
const LOW = 15;

interface EnergyLevelProps {
  energy: Energy;
  /** `hero` is the large form, at the top of a car's screen. */
  size?: "card" | "hero";
  /** Says which energy it is, where there are two. */
  showsName?: boolean;
}

/** How much is in a battery or a tank, how far that goes, and how charging stands. */
export function EnergyLevel({ energy, size = "card", showsName }: EnergyLevelProps) {
  const { levelPercent, rangeKm, type, charging } = energy;
  const words = t.value.common.energy;
  const isFuel = type === "Fuel";
  const isCharging = charging?.status === "InProgress";
  const isLow = levelPercent !== undefined && levelPercent <= LOW && !isCharging;
  const name = isFuel ? words.fuel : words.electric;
  const sentence = isFuel ? undefined : chargingSentence(charging);
  const rate = isFuel ? undefined : chargingRate(charging);
  const range = rangeKm === undefined ? undefined : distanceParts(rangeKm, 0);
  return (
    <div class={`${css.energy} ${css[size] ?? ""}`} data-testid={`energy-${type}`}>
      {showsName && (
        <p class={css.name}>
          <Icon name={isFuel ? "fuel" : "battery"} size={18} />
          {name}
        </p>
      )}
      <p class={css.figures}>
        {levelPercent !== undefined && (
          <span class={css.level} data-testid="level">
            {formatPercent(levelPercent)}
          </span>
        )}
        {range && rangeKm !== undefined && (
          <span
            class={css.range}
            title={fill(words.rangeOf, { range: formatDistance(rangeKm, 0) })}
          >
            <span class={size === "hero" ? css.rangeName : "visually-hidden"}>{words.range} </span>
            <b>{range.value}</b> {range.unit}
          </span>
        )}
      </p>
      {levelPercent !== undefined && (
        <Meter
          percent={levelPercent}
          label={name}
          tone={isLow ? "low" : isFuel ? "fuel" : "charge"}
          isCharging={isCharging}
          size={size === "hero" ? "large" : "small"}
        />
      )}
      {sentence && (
        <p class={isCharging ? css.charging : css.sentence} data-testid="charging">
          <Icon name={isCharging ? "bolt" : "plug"} size={18} />
          <span>
            {sentence}
            {rate && <small class={css.rate}>{rate}</small>}
          </span>
        </p>
      )}
    </div>
  );
}
