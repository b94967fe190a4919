import { formatPercent } from "../../format";
import { t } from "../../i18n";
import { BatteryHealth } from "../../parts/battery_health";
import { Card } from "../../parts/card";
import { Facts } from "../../parts/facts";
import type { Energy } from "../../service/car_facts";

/** How much of what it held when new the battery has kept. */
export function HealthCard({ energy }: { energy: Energy | undefined }) {
  const { charging: texts, car } = t.value;
  const { healthPercent, healthResistancePercent, healthObservedAt } = energy?.battery ?? {};
  const isKnown = healthPercent !== undefined || healthResistancePercent !== undefined;
  return (
    <Card
      title={car.battery.title}
      icon="check"
      {...(isKnown && { age: { at: healthObservedAt, short: true } })}
      testId="charging-health"
    >
      {!isKnown && <p class="quiet">{texts.healthUnknown}</p>}
      {healthPercent !== undefined && <BatteryHealth percent={healthPercent} />}
      <Facts
        facts={[
          {
            name: texts.resistance,
            value:
              healthResistancePercent === undefined
                ? undefined
                : formatPercent(healthResistancePercent),
          },
        ]}
      />
    </Card>
  );
}
