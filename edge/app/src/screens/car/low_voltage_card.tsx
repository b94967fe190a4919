import { formatPercent } from "../../format";
import { t } from "../../i18n";
import { Card } from "../../parts/card";
import { Figure } from "../../parts/figure";
import { pathOf } from "../../service/car_facts";
import type { CarCardProps } from "./card_props";

/** The state of the battery that starts the car and feeds its electronics. */
export function LowVoltageCard({ car: { vehicle }, status }: CarCardProps) {
  const { healthPercent, observedAt } = status.battery12V ?? {};
  if (healthPercent === undefined) return null;
  return (
    <Card
      title={t.value.maintenance.battery}
      icon="battery"
      href={pathOf(vehicle.id, "service")}
      age={{ at: observedAt, short: true }}
      testId="card-12v"
    >
      <Figure value={formatPercent(healthPercent)} of={t.value.car.lowVoltage.health} />
    </Card>
  );
}
