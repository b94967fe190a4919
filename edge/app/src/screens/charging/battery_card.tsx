import { formatEnergy, formatPercent } from "../../format";
import { fill, t } from "../../i18n";
import { Card } from "../../parts/card";
import { Facts } from "../../parts/facts";
import { Figure } from "../../parts/figure";
import type { Energy } from "../../service/car_facts";
import { isMismatch } from "./mismatch";

/** What is in the battery, and what fits in. */
export function BatteryCard({ energy }: { energy: Energy | undefined }) {
  const texts = t.value.charging;
  const { battery, levelPercent } = energy ?? {};
  const { residualWh, capacityWh, observedAt } = battery ?? {};
  const isKnown = residualWh !== undefined || capacityWh !== undefined;
  return (
    <Card
      title={texts.battery}
      icon="battery"
      {...(isKnown && { age: { at: observedAt, short: true } })}
      testId="charging-battery"
    >
      {!isKnown && <p class="quiet">{texts.batteryUnknown}</p>}
      {residualWh !== undefined && capacityWh !== undefined ? (
        <Figure
          value={fill(texts.holds, {
            residual: formatEnergy(residualWh),
            capacity: formatEnergy(capacityWh),
          })}
        />
      ) : (
        <Facts
          facts={[
            {
              name: texts.residual,
              value: residualWh === undefined ? undefined : formatEnergy(residualWh),
            },
            {
              name: texts.capacity,
              value: capacityWh === undefined ? undefined : formatEnergy(capacityWh),
            },
          ]}
        />
      )}
      {levelPercent !== undefined && isMismatch(battery ?? {}, levelPercent) && (
        <p class="quiet">
          <small>{fill(texts.mismatch, { level: formatPercent(levelPercent) })}</small>
        </p>
      )}
    </Card>
  );
}
