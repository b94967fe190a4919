import { formatPercent, formatTemperature } from "../../format";
import { t } from "../../i18n";
import { Card } from "../../parts/card";
import { Facts } from "../../parts/facts";
import { isMoving } from "../../service/cadence";
import { combustionOf, pathOf } from "../../service/car_facts";
import type { CarCardProps } from "./card_props";

/** Oil and coolant of the combustion engine, as far as the car tells. */
export function EngineCard({ car: { vehicle }, status }: CarCardProps) {
  const { engine: texts } = t.value.car;
  const engine = combustionOf(status);
  const percent = (value: number | undefined) =>
    value === undefined ? undefined : formatPercent(value);
  const degrees = (value: number | undefined) =>
    value === undefined ? undefined : formatTemperature(value);
  const facts = [
    { name: texts.oil, value: percent(engine?.oilLevelPercent) },
    { name: texts.oilTemperature, value: degrees(engine?.oilTemperatureCelsius) },
    { name: texts.coolant, value: percent(engine?.coolantLevelPercent) },
    { name: texts.coolantTemperature, value: degrees(engine?.coolantTemperatureCelsius) },
  ];
  if (facts.every(({ value }) => value === undefined)) return null;
  return (
    <Card
      title={texts.title}
      icon="thermometer"
      href={pathOf(vehicle.id, "service")}
      age={{ at: engine?.observedAt, kind: isMoving(status) ? "moving" : "resting", short: true }}
      testId="card-engine"
    >
      <Facts facts={facts} />
    </Card>
  );
}
