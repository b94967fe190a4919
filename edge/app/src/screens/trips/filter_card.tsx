import { useId } from "preact/hooks";
import { formatDate, formatDistance } from "../../format";
import { fill, t } from "../../i18n";
import { Button } from "../../parts/button";
import { Icon } from "../../parts/icons";
import { preferences } from "../../service/preferences";
import { type Filters, isFiltered, isInOrder } from "./filters";
import css from "./trips.module.css";

const KM_IN_MILE = 1.609344;

interface FilterCardProps {
  filters: Filters;
  onChange: (filters: Filters) => void;
}

/** Which trips are wanted: closed, it says what the list is narrowed by. */
export function FilterCard({ filters, onChange }: FilterCardProps) {
  const words = t.value.trips.filter;
  const { from, to, minKm } = filters;
  const error = useId();
  const isImperial = preferences.units.value === "imperial";
  const factor = isImperial ? KM_IN_MILE : 1;
  const isWrong = !isInOrder(filters);
  const wrong = isWrong ? { "aria-invalid": true, "aria-describedby": error } : {};
  return (
    <details class={css.filter} open={isWrong || undefined}>
      <summary>
        <Icon name="search" size={18} />
        <span class={css.what}>
          {words.title}
          {isFiltered(filters) && <small data-testid="narrowed">{narrowedBy(filters)}</small>}
        </span>
        <Icon name="chevron" size={18} class={css.turning} />
      </summary>
      <form class={css.fields} onSubmit={(event) => event.preventDefault()}>
        <label>
          <span>{words.from}</span>
          <input
            type="date"
            value={from ?? ""}
            data-testid="filter-from"
            onChange={({ currentTarget: { value } }) =>
              onChange({ ...filters, from: value || undefined })
            }
            {...wrong}
          />
        </label>
        <label>
          <span>{words.to}</span>
          <input
            type="date"
            value={to ?? ""}
            data-testid="filter-to"
            onChange={({ currentTarget: { value } }) =>
              onChange({ ...filters, to: value || undefined })
            }
            {...wrong}
          />
        </label>
        <label>
          <span>{isImperial ? words.leastMiles : words.leastKilometres}</span>
          <input
            type="number"
            min="0"
            max="9999"
            step="any"
            inputMode="decimal"
            data-testid="filter-distance"
            value={minKm === undefined ? "" : Math.round((minKm / factor) * 10) / 10}
            onChange={({ currentTarget: { value } }) => {
              const km = Math.round(Number(value) * factor * 1000) / 1000;
              onChange({ ...filters, minKm: km > 0 ? km : undefined });
            }}
          />
        </label>
        <Button onClick={() => onChange({})} disabled={!isFiltered(filters)}>
          {words.reset}
        </Button>
      </form>
      <p id={error} class={css.wrong} role="alert">
        {isWrong && words.order}
      </p>
    </details>
  );
}

function narrowedBy({ from, to, minKm }: Filters): string {
  const words = t.value.trips.filter;
  const day = (text: string) => formatDate(`${text}T12:00:00`);
  return [
    from && fill(words.since, { day: day(from) }),
    to && fill(words.until, { day: day(to) }),
    minKm && fill(words.least, { distance: formatDistance(minKm) }),
  ]
    .filter(Boolean)
    .join(" · ");
}
