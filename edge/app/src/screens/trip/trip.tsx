// A trip: what it came to, and where it led as far as the manufacturer still tells that.

import type { Schemas } from "kerbside";
import { useEffect, useRef } from "preact/hooks";
import { useLocation } from "preact-iso";
import { formatDay } from "../../format/days";
import { t } from "../../i18n";
import { Icon } from "../../parts/icons";
import { Problem } from "../../parts/problem";
import { Loading, Skeleton } from "../../parts/skeleton";
import { Stale } from "../../parts/stale";
import type { Answered, Question } from "../../service/answers";
import { pathOf } from "../../service/car_facts";
import { latestTripOf, tripOf } from "../../service/questions";
import { useAnswer } from "../../service/use";
import type { TripScreenProps } from "../props";
import { AlertsCard } from "./alerts_card";
import { EndsCard } from "./ends_card";
import { FactsCard } from "./facts_card";
import { goingOn } from "./going_on";
import { tripAlertsOf, waypointsOf } from "./questions";
import css from "./trip.module.css";
import { WayCard } from "./way_card";

type Trip = Schemas["Trip"];

export default function TripScreen({ car, tripId }: TripScreenProps) {
  const { account, vehicle } = car;
  const { slot } = account;
  // The way back leads to the list as it was narrowed.
  const search = useLocation().url.replace(/^[^?]*/, "");
  const { answer, trip } = useTrip(slot, vehicle.id, tripId);
  const waypoints = useAnswer(waypointsOf(slot, vehicle.id, tripId));
  const alerts = useAnswer(tripAlertsOf(slot, vehicle.id, tripId));
  useGoingOn(trip, [waypoints, alerts]);
  const problem = answer.problem.value;
  return (
    <>
      <div class={css.head}>
        <a class={css.back} href={pathOf(vehicle.id, "trips") + search}>
          <Icon name="back" size={18} />
          {t.value.trip.all}
        </a>
        {trip && <h2>{trip.startedAt ? formatDay(new Date(trip.startedAt)) : t.value.car.trip}</h2>}
      </div>
      {problem && (
        <Problem problem={problem} hasValue={trip !== undefined} onRetry={() => answer.reload()} />
      )}
      {answer.stale.value && <Stale stale={answer.stale.value} />}
      {!trip && !problem && (
        <Loading>
          <div class={css.columns}>
            <Skeleton height="420px" />
            <Skeleton height="480px" />
          </div>
        </Loading>
      )}
      {trip && (
        <div class={css.columns}>
          <div class={css.column}>
            <FactsCard trip={trip} vehicle={vehicle} />
            <AlertsCard answer={alerts} />
          </div>
          <div class={css.column}>
            <EndsCard trip={trip} />
            <WayCard answer={waypoints} />
          </div>
        </div>
      )}
    </>
  );
}

/**
 * The trip; while it goes on, as the list has it as its latest, which is read anew as the car reports.
 * Once it is over, it is asked for itself.
 */
function useTrip(slot: string, vehicleId: string, tripId: string) {
  const answer = useAnswer(tripOf(slot, vehicleId, tripId));
  const first = answer.value.value;
  const isGoingOn = first?.done === false;
  const question: Question<Trip | Schemas["TripList"]> = isGoingOn
    ? latestTripOf(slot, vehicleId)
    : tripOf(slot, vehicleId, tripId);
  const latest = useAnswer(question).value.value;
  const items = latest && "items" in latest ? latest.items : undefined;
  const { trip, isOver } = isGoingOn ? goingOn(first, items) : { trip: first, isOver: false };
  // A trip that still is not told as done is asked for with each list.
  useEffect(() => {
    if (isOver) answer.reload();
  }, [answer, isOver, items]);
  return { answer, trip };
}

/** Reads anew what belongs to a trip as it gets longer. */
function useGoingOn(trip: Trip | undefined, answers: readonly Answered<unknown>[]) {
  const length = trip?.distanceKm;
  const known = useRef(length);
  useEffect(() => {
    const isNews = known.current !== undefined && known.current !== length;
    known.current = length;
    if (isNews) for (const answer of answers) answer.reload();
  }, [length]);
}
