import { t } from "../../i18n";
import { BatteryHealth } from "../../parts/battery_health";
import { Card } from "../../parts/card";
import { energyOf, pathOf } from "../../service/car_facts";
import type { CarCardProps } from "./card_props";

/** What is left of what the battery held when it was new. */
export function BatteryCard({ car: { vehicle }, status }: CarCardProps) {
  const { healthPercent, healthObservedAt } = energyOf(status, "Electric")?.battery ?? {};
  if (healthPercent === undefined) return null;
  return (
    <Card
      title={t.value.car.battery.title}
      icon="battery"
      href={pathOf(vehicle.id, "charging")}
      age={{ at: healthObservedAt, short: true }}
      testId="card-battery"
    >
      <BatteryHealth percent={healthPercent} />
    </Card>
  );
}
