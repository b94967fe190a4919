import { t } from "../../i18n";
import { DAYS, type Day, dayName } from "./day_names";
import css from "./days.module.css";

interface DaysProps {
  days: readonly Day[];
  onChange: (days: Day[]) => void;
}

/** Days of the week, any of them. */
export function Days({ days, onChange }: DaysProps) {
  return (
    <fieldset class={css.field}>
      <legend class={css.legend}>{t.value.commands.days}</legend>
      <div class={css.days}>
        {DAYS.map((day) => (
          <label key={day} class={css.day}>
            <input
              type="checkbox"
              class="visually-hidden"
              checked={days.includes(day)}
              aria-label={dayName(day, "long")}
              onChange={(event) => {
                const { checked } = event.currentTarget;
                onChange(DAYS.filter((one) => (one === day ? checked : days.includes(one))));
              }}
            />
            <span aria-hidden="true">{dayName(day, "short")}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
