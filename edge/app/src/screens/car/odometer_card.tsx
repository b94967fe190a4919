import { isKnown } from "kerbside";
import { formatDistance } from "../../format";
import { t } from "../../i18n";
import { Card } from "../../parts/card";
import { Figure } from "../../parts/figure";
import { Unavailable } from "../../parts/unavailable";
import { isMoving } from "../../service/cadence";
import { pathOf } from "../../service/car_facts";
import type { CarCardProps } from "./card_props";

/** How far the car has gone, or why that is not known. */
export function OdometerCard({ car: { vehicle }, status }: CarCardProps) {
  const { odometer } = status;
  const card = {
    title: t.value.car.odometer,
    icon: "gauge",
    href: pathOf(vehicle.id, "service"),
    testId: "card-odometer",
  } as const;
  if (!isKnown(odometer)) {
    return (
      <Card {...card}>
        <Unavailable reason={odometer.unavailable} />
      </Card>
    );
  }
  const kind = isMoving(status) ? "moving" : "resting";
  return (
    <Card {...card} age={{ at: odometer.observedAt, kind, short: true }}>
      <Figure value={formatDistance(odometer.odometerKm, 0)} />
    </Card>
  );
}
