import { isKnown, type Schemas } from "kerbside";
import { formatMoment } from "../../format";
import { t } from "../../i18n";
import { Card } from "../../parts/card";
import { directionsTo } from "../../parts/directions";
import { Icon } from "../../parts/icons";
import { placeInFigures } from "../../parts/map_props";
import type { Trip } from "../../parts/trip";
import { Unavailable } from "../../parts/unavailable";
import css from "./trip.module.css";

/** When and where the trip began and ended. */
export function EndsCard({ trip }: { trip: Trip }) {
  const words = t.value.trip;
  const { startedAt, stoppedAt, startPosition, stopPosition, done } = trip;
  return (
    <Card title={words.ends} icon="pin" testId="trip-places">
      <ol class={css.ends}>
        <End name={words.start} time={startedAt} place={startPosition} />
        {done === false ? (
          <li>
            <p class={css.name}>{words.goesOn}</p>
          </li>
        ) : (
          <End name={words.end} time={stoppedAt} place={stopPosition} />
        )}
      </ol>
    </Card>
  );
}

interface EndProps {
  name: string;
  time: string | undefined;
  place: Schemas["PositionReading"] | undefined;
}

function End({ name, time, place }: EndProps) {
  return (
    <li>
      <p class={css.name}>{name}</p>
      <p class={css.time}>
        {time ? <time dateTime={time}>{formatMoment(time)}</time> : t.value.trips.noTime}
      </p>
      {isKnown(place) && (
        <a
          class={css.place}
          href={directionsTo(place, navigator.userAgent)}
          rel="noreferrer"
          target="_blank"
        >
          <Icon name="route" size={16} />
          {placeInFigures(place)}
          <span class="visually-hidden">, {t.value.trip.directions}</span>
        </a>
      )}
      {place && !isKnown(place) && <Unavailable reason={place.unavailable} />}
    </li>
  );
}
