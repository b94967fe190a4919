import { t } from "../../i18n";
import { word } from "../../i18n/word";
import { Age } from "../../parts/age";
import { LinkButton } from "../../parts/button";
import { Card } from "../../parts/card";
import { EnergyLevel } from "../../parts/energy_level";
import { Facts } from "../../parts/facts";
import { isSwitchedOn } from "../../service/app_settings";
import { kindOf, type Status } from "../../service/cadence";
import { type Charging, type Energy, pathOf } from "../../service/car_facts";
import { timeLeft, whyNoFinish } from "./finish";

interface StateCardProps {
  vehicleId: string;
  energy: Energy | undefined;
  status: Status;
}

/** Level and range, how charging stands, how fast it goes and when it is done. */
export function StateCard({ vehicleId, energy, status }: StateCardProps) {
  const texts = t.value.charging;
  const { charging, observedAt } = energy ?? {};
  const kind = kindOf(status);
  const at = charging?.observedAt;
  const isShown =
    energy?.levelPercent !== undefined || energy?.rangeKm !== undefined || charging !== undefined;
  const why = charging && whyNoFinish(charging);
  return (
    <Card
      title={texts.state}
      icon="bolt"
      age={{ at: at ?? observedAt, kind }}
      testId="charging-state"
    >
      {energy && isShown && <EnergyLevel energy={energy} size="hero" />}
      {energy && at !== undefined && observedAt !== at && <Age at={observedAt} kind={kind} short />}
      {why && <p>{why}</p>}
      {charging ? <Details charging={charging} /> : <p class="quiet">{texts.silent}</p>}
      {charging && isSwitchedOn("rules") && (
        <div>
          <LinkButton href={pathOf(vehicleId, "rules")} icon="bell">
            {texts.notify}
          </LinkButton>
        </div>
      )}
    </Card>
  );
}

/** Charging states of a car that may have its cable in or not. Others tell it by themselves. */
const SILENT_ON_PLUG = new Set(["InProgress", "Finished", "Stopped", "Failure"]);

function Details({ charging }: { charging: Charging }) {
  const { charging: texts, words, common } = t.value;
  const { status, plugged, mode, powerLevel, type } = charging;
  if (status === undefined && plugged === undefined) return <p class="quiet">{texts.silent}</p>;
  const isCharging = status === "InProgress";
  const plug = plugged === undefined ? common.unknown : words.plugged[plugged ? "true" : "false"];
  return (
    <Facts
      facts={[
        { name: texts.timeLeft, value: timeLeft(charging) },
        {
          name: texts.plug,
          value: status && SILENT_ON_PLUG.has(status) ? plug : undefined,
        },
        // Of a car that does not charge, it says no more than the status does.
        {
          name: texts.mode,
          value: isCharging && mode ? word(words.chargingMode, mode) : undefined,
        },
        {
          name: texts.power,
          value: powerLevel ? word(words.chargingPowerLevel, powerLevel) : undefined,
        },
        { name: texts.type, value: type ? word(words.chargingType, type) : undefined },
      ]}
    />
  );
}
