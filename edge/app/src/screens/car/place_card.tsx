import { isKnown } from "kerbside";
import { t } from "../../i18n";
import { word } from "../../i18n/word";
import { LinkButton } from "../../parts/button";
import { Card } from "../../parts/card";
import { directionsTo } from "../../parts/directions";
import { placeInFigures } from "../../parts/map_props";
import { Unavailable } from "../../parts/unavailable";
import { isMoving } from "../../service/cadence";
import { pathOf } from "../../service/car_facts";
import css from "./car.module.css";
import type { CarCardProps } from "./card_props";

/** Where the car is, or why that is not known. */
export function PlaceCard({ car: { vehicle }, status }: CarCardProps) {
  const { car, words } = t.value;
  const { place } = car;
  const { position } = status;
  const card = {
    title: place.title,
    icon: "pin",
    href: pathOf(vehicle.id, "map"),
    testId: "card-place",
  } as const;
  if (!isKnown(position)) {
    return (
      <Card {...card}>
        <Unavailable reason={position.unavailable} />
      </Card>
    );
  }
  const { type, observedAt } = position;
  return (
    <Card
      {...card}
      age={{ at: observedAt, kind: isMoving(status) ? "moving" : "resting", short: true }}
    >
      <p class={css.figures}>{placeInFigures(position)}</p>
      {type !== undefined && type !== "Acquire" && (
        <p class={css.small}>{word(words.positionType, type)}</p>
      )}
      <div class={css.above}>
        <LinkButton
          href={directionsTo(position, navigator.userAgent)}
          icon="route"
          rel="noreferrer"
          target="_blank"
          data-testid="directions"
        >
          {t.value.map.directions}
        </LinkButton>
      </div>
    </Card>
  );
}
