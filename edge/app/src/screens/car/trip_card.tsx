import type { Schemas } from "kerbside";
import { formatDistance, formatDuration, formatMoment } from "../../format";
import { fill, t } from "../../i18n";
import { agoText } from "../../parts/age";
import { Card } from "../../parts/card";
import { Figure } from "../../parts/figure";
import { Icon } from "../../parts/icons";
import { consumptionOf } from "../../parts/trip";
import { pathOf } from "../../service/car_facts";
import { latestTripOf } from "../../service/questions";
import { useAnswer } from "../../service/use";
import { Asked } from "./asked";
import css from "./car.module.css";
import type { AskedCardProps } from "./card_props";

/** The last trip, or the one that goes on. */
export function TripCard({ car: { account, vehicle }, told }: AskedCardProps) {
  const { lastTrip: texts } = t.value.car;
  const answer = useAnswer(latestTripOf(account.slot, vehicle.id));
  const trip = answer.value.value?.items[0];
  return (
    <Card
      title={trip?.done === false ? texts.current : texts.title}
      icon="route"
      href={trip ? pathOf(vehicle.id, "trips", trip.id) : pathOf(vehicle.id, "trips")}
      testId="card-trip"
    >
      <Asked answer={answer} told={told} height="86px">
        {({ items: [last] }) =>
          last ? <Trip trip={last} /> : <p class="quiet">{t.value.trips.none}</p>
        }
      </Asked>
    </Card>
  );
}

function Trip({ trip }: { trip: Schemas["Trip"] }) {
  const { lastTrip: texts } = t.value.car;
  const { distanceKm, durationSeconds, startedAt, stoppedAt } = trip;
  const details = [
    startedAt && formatMoment(startedAt),
    durationSeconds !== undefined && formatDuration(durationSeconds),
    consumptionOf(trip, "Electric"),
    consumptionOf(trip, "Fuel"),
  ].filter(Boolean);
  const end = stoppedAt ?? startedAt;
  return (
    <>
      {distanceKm !== undefined && <Figure value={formatDistance(distanceKm)} />}
      <p class={css.small}>{details.join(" · ")}</p>
      {end && (
        <p class={css.ended}>
          <Icon name="clock" size={16} />
          {fill(stoppedAt ? texts.ended : texts.began, { age: agoText(end) })}
        </p>
      )}
    </>
  );
}
