import type { TargetedEvent } from "preact";
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { formatDate, formatDistance } from "../../format";
import { toKilometres, toMiles } from "../../format/units";
import { fill, t } from "../../i18n";
import { Button } from "../../parts/button";
import { Icon } from "../../parts/icons";
import { preferences } from "../../service/preferences";
import { dayOf, type Filters, isFiltered, isInOrder } from "./filters";
import css from "./trips.module.css";

interface FilterCardProps {
  filters: Filters;
  onChange: (filters: Filters) => void;
}

/** Which trips are wanted: closed, it says what the list is narrowed by. */
export function FilterCard({ filters, onChange }: FilterCardProps) {
  const words = t.value.trips.filter;
  const { from, to, minKm } = filters;
  const error = useId();
  const details = useRef<HTMLDetailsElement>(null);
  const isImperial = preferences.units.value === "imperial";
  const isWrong = !isInOrder(filters);
  const wrong = isWrong ? { "aria-invalid": true, "aria-describedby": error } : {};
  // It opens so that what is wrong is seen, and closes for the driver alone, who may be writing in it.
  useLayoutEffect(() => {
    if (isWrong && details.current) details.current.open = true;
  }, [isWrong]);
  const take = (end: "from" | "to") => (text: string) => {
    const day = dayOf(text);
    if (day || !text) onChange({ ...filters, [end]: day });
  };
  const fromDay = useWritten(from ?? "", take("from"));
  const toDay = useWritten(to ?? "", take("to"));
  const inUnits = minKm && (isImperial ? toMiles(minKm) : minKm);
  const distance = useWritten(inUnits ? `${Math.round(inUnits * 10) / 10}` : "", (text) => {
    const km = isImperial ? toKilometres(Number(text)) : Number(text);
    onChange({ ...filters, minKm: km > 0 ? Math.round(km * 1000) / 1000 : undefined });
  });
  return (
    <details ref={details} class={css.filter}>
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
          <input type="date" data-testid="filter-from" {...fromDay} {...wrong} />
        </label>
        <label>
          <span>{words.to}</span>
          <input type="date" data-testid="filter-to" {...toDay} {...wrong} />
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
            {...distance}
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

/** A field that shows what is being written in it until it is left, and from then on what was taken. */
function useWritten(value: string, take: (text: string) => void) {
  const [text, setText] = useState<string | undefined>(undefined);
  return {
    value: text ?? value,
    onInput: ({ currentTarget }: TargetedEvent<HTMLInputElement>) => setText(currentTarget.value),
    onChange: ({ currentTarget }: TargetedEvent<HTMLInputElement>) => take(currentTarget.value),
    onBlur: () => setText(undefined),
  };
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
