import { formatMoment, formatSpeed, now } from "../../format";
import { fill, t } from "../../i18n";
import { agoText } from "../../parts/age";
import { Icon } from "../../parts/icons";
import { isMoving, isOld } from "../../service/cadence";
import { latestTripOf } from "../../service/questions";
import { useAnswer } from "../../service/use";
import css from "./car.module.css";
import type { CarCardProps } from "./card_props";

/** That the car drives, since when and how fast; nothing of a car that stands with its ignition off. */
export function Driving({ car: { account, vehicle }, status }: CarCardProps) {
  const { driving, lastTrip: tripTexts } = t.value.car;
  const trip = useAnswer(latestTripOf(account.slot, vehicle.id)).value.value?.items[0];
  const { kinetic, ignition } = status;
  if (!isMoving(status)) {
    const isOn = ignition?.state === "Start" && !isOld(ignition.observedAt, "moving", now.value);
    return isOn ? <Chip text={driving.ignition} at={ignition.observedAt} /> : null;
  }
  if (isOld(kinetic?.observedAt, "moving", now.value)) {
    return <Chip text={driving.was} at={kinetic?.observedAt} />;
  }
  const since = trip?.done === false ? trip.startedAt : undefined;
  const speed = kinetic?.speedKmh;
  const text = since ? fill(driving.since, { time: formatMoment(since) }) : driving.now;
  return (
    <Chip
      text={text}
      speed={speed === undefined ? undefined : formatSpeed(speed)}
      at={kinetic?.observedAt}
      title={since && fill(tripTexts.began, { age: agoText(since) })}
    />
  );
}

interface ChipProps {
  text: string;
  speed?: string | undefined;
  at: string | undefined;
  title?: string | undefined;
}

function Chip({ text, speed, at, title }: ChipProps) {
  return (
    <p class={css.chip} title={title} data-testid="driving">
      <Icon name="route" size={18} />
      <span>
        <b>{text}</b> {speed && <b class={css.speed}>{speed}</b>}
        {at && <small>{fill(t.value.common.age.reported, { age: agoText(at) })}</small>}
      </span>
    </p>
  );
}
