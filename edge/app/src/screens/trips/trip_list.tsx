import { formatDistance } from "../../format";
import { formatDay } from "../../format/days";
import { fill, plural, t } from "../../i18n";
import { Button } from "../../parts/button";
import { Problem } from "../../parts/problem";
import type { Trip } from "../../parts/trip";
import { pathOf } from "../../service/car_facts";
import type { PagedList } from "../../service/pages";
import { daysOf } from "./periods";
import { TripRow } from "./trip_row";
import css from "./trips.module.css";

interface TripListProps {
  vehicleId: string;
  trips: readonly Trip[];
  isAll: boolean;
  list: PagedList<Trip>;
  /** What the address of the list has after its path: a trip leads back to it. */
  search: string;
}

/** The trips by day, and the way to more of them. */
export function TripList({ vehicleId, trips, isAll, list, search }: TripListProps) {
  const words = t.value.trips;
  const total = list.total.value;
  const problem = list.problem.value;
  const hasMore = list.hasMore.value;
  const days = daysOf(trips);
  const shown =
    total === undefined || total < trips.length
      ? plural(words.shown, trips.length)
      : fill(words.shownOf, { n: trips.length, total });
  return (
    <section class={css.list} aria-label={t.value.car.trips}>
      {days.map(({ day, trips }, index) => (
        <div key={day?.getTime()} class={css.day}>
          <div class={css.heading}>
            <h2>{day ? formatDay(day) : words.noDate}</h2>
            {/* More trips of the last day may follow. */}
            {(index < days.length - 1 || isAll) && <DaySum trips={trips} />}
          </div>
          <ul>
            {trips.map((trip) => (
              <TripRow
                key={trip.id}
                trip={trip}
                href={pathOf(vehicleId, "trips", trip.id) + search}
              />
            ))}
          </ul>
        </div>
      ))}
      <p class={css.shown} role="status" data-testid="trips-shown">
        {shown}
      </p>
      {problem && <Problem problem={problem} hasValue onRetry={() => list.more()} />}
      {hasMore && !problem && (
        <div class={css.buttons}>
          <Button onClick={() => list.more()} data-testid="trips-more">
            {t.value.common.more}
          </Button>
          <Button look="quiet" onClick={() => list.all()} data-testid="trips-all">
            {words.all}
          </Button>
        </div>
      )}
    </section>
  );
}

function DaySum({ trips }: { trips: readonly Trip[] }) {
  const known = trips.filter(({ distanceKm }) => distanceKm !== undefined);
  if (trips.length < 2 || known.length === 0) return null;
  return (
    <p class="quiet">
      {formatDistance(known.reduce((sum, { distanceKm = 0 }) => sum + distanceKm, 0))}
    </p>
  );
}
