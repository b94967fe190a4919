import { Fragment } from "preact";
import { formatClock, formatDistance, formatDuration, formatSpeed } from "../../format";
import { t } from "../../i18n";
import { Icon } from "../../parts/icons";
import { consumptionOf, SplitBar, splitOf, type Trip } from "../../parts/trip";
import css from "./trips.module.css";

/** A trip in the list; all of it leads to its screen. */
export function TripRow({ trip, href }: { trip: Trip; href: string }) {
  const words = t.value.trips;
  const { startedAt, stoppedAt, distanceKm, durationSeconds, averageSpeedKmh, done, faults } = trip;
  const split = splitOf(trip);
  const isUnderWay = done === false;
  const details = [
    durationSeconds !== undefined && formatDuration(durationSeconds),
    averageSpeedKmh !== undefined && formatSpeed(averageSpeedKmh),
    consumptionOf(trip, "Electric"),
    consumptionOf(trip, "Fuel"),
  ].filter(Boolean);
  return (
    <li>
      <a class={css.trip} href={href} data-testid="trip">
        <span class={css.times}>
          {startedAt ? formatClock(startedAt) : words.noTime}
          {stoppedAt && ` – ${formatClock(stoppedAt)}`}
        </span>
        <span class={css.distance}>
          {distanceKm === undefined ? t.value.common.unknown : formatDistance(distanceKm)}
        </span>
        <span class={css.details}>
          {details.map((detail, index) => (
            <Fragment key={index}>
              <span>
                {detail}
                {index < details.length - 1 && " ·"}
              </span>{" "}
            </Fragment>
          ))}
        </span>
        {(isUnderWay || (faults?.length ?? 0) > 0) && (
          <span class={css.marks}>
            {isUnderWay && <span class={css.live}>{words.underWay}</span>}
            {(faults?.length ?? 0) > 0 && <span class={css.fault}>{words.incomplete}</span>}
          </span>
        )}
        {split && (
          <span class={css.bar}>
            <SplitBar split={split} />
          </span>
        )}
        <Icon name="chevron" size={18} class={css.chevron} />
      </a>
    </li>
  );
}
