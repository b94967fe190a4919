// The next service as a countdown, and what else a workshop would ask for.

import { isKnown, type Schemas } from "kerbside";
import { formatDistance, formatPercent, formatTemperature } from "../../format";
import { t } from "../../i18n";
import { Card, CardGrid } from "../../parts/card";
import { privacyText } from "../../parts/privacy_text";
import { Problem } from "../../parts/problem";
import { Loading, Skeleton } from "../../parts/skeleton";
import { Stale } from "../../parts/stale";
import { Unavailable } from "../../parts/unavailable";
import type { Answered } from "../../service/answers";
import { isMoving, type Status } from "../../service/cadence";
import { combustionOf, driveOf, tellsOf } from "../../service/car_facts";
import { maintenanceOf, statusOf } from "../../service/questions";
import { useAnswer } from "../../service/use";
import type { CarScreenProps } from "../props";
import { NextService } from "./next_service";
import { Reading } from "./reading";

/** A car that does not tell of its service is not asked. */
export default function Maintenance({ car }: CarScreenProps) {
  return tellsOf(car.vehicle, "maintenance") ? <Asked car={car} /> : <Workshop car={car} />;
}

function Asked({ car }: CarScreenProps) {
  const answer = useAnswer(maintenanceOf(car.account.slot, car.vehicle.id));
  return <Workshop car={car} maintenance={answer} />;
}

interface WorkshopProps extends CarScreenProps {
  maintenance?: Answered<Schemas["Maintenance"]>;
}

function Workshop({ car, maintenance }: WorkshopProps) {
  const { account, vehicle } = car;
  const words = t.value.maintenance;
  const answer = useAnswer(statusOf(account.slot, vehicle.id));
  const status = answer.value.value;
  const problem = answer.problem.value;
  const stale = answer.stale.value ?? maintenance?.stale.value;
  // All comes at once, so that nothing moves.
  const isWaiting =
    (!status && !problem) ||
    (maintenance && !(maintenance.value.value ?? maintenance.problem.value));
  if (isWaiting) {
    return (
      <Loading>
        <Skeleton height="240px" />
        <Skeleton height="130px" />
        <Skeleton height="130px" />
      </Loading>
    );
  }
  // Said once, of all of it.
  if (status && privacyText(status) && !maintenance?.value.value && !isKnown(status.odometer)) {
    return (
      <Card title={words.next} icon="wrench" age={{ at: status.privacy?.observedAt }}>
        <Unavailable reason="privacy" />
      </Card>
    );
  }
  return (
    <>
      {problem && <Problem problem={problem} hasValue={!!status} onRetry={() => answer.reload()} />}
      {stale && <Stale stale={stale} />}
      <CardGrid>
        <NextService answer={maintenance} told={status ? undefined : problem} />
        {status && <Odometer reading={status.odometer} />}
        {status && <LowVoltage status={status} />}
        {status && driveOf(vehicle, status) !== "electric" && <Fluids status={status} />}
      </CardGrid>
    </>
  );
}

function Odometer({ reading }: { reading: Status["odometer"] }) {
  const title = t.value.car.odometer;
  if (!isKnown(reading)) {
    const why = <Unavailable reason={reading.unavailable} />;
    return <Reading title={title} icon="gauge" reason={why} values={[]} />;
  }
  const text = formatDistance(reading.odometerKm, 0);
  return (
    <Reading title={title} icon="gauge" age={{ at: reading.observedAt }} values={[{ text }]} />
  );
}

function LowVoltage({ status }: { status: Status }) {
  const words = t.value.maintenance;
  const { healthPercent, observedAt } = status.battery12V ?? {};
  return (
    <Reading
      title={words.battery}
      icon="battery"
      reason={privacyText(status) ?? words.notReported}
      age={{ at: observedAt }}
      values={[{ name: words.health, text: formatted(healthPercent, formatPercent) }]}
    />
  );
}

/** Oil and coolant of the combustion engine. */
function Fluids({ status }: { status: Status }) {
  const words = t.value.maintenance;
  const engine = combustionOf(status);
  const common = {
    reason: privacyText(status) ?? words.notReported,
    age: { at: engine?.observedAt, kind: isMoving(status) ? "moving" : "resting" },
  } as const;
  const values = (level: number | undefined, celsius: number | undefined) => [
    { name: words.level, text: formatted(level, formatPercent) },
    { name: words.temperature, text: formatted(celsius, formatTemperature) },
  ];
  return (
    <>
      <Reading
        title={words.oil}
        icon="drop"
        {...common}
        values={values(engine?.oilLevelPercent, engine?.oilTemperatureCelsius)}
      />
      <Reading
        title={words.coolant}
        icon="thermometer"
        {...common}
        values={values(engine?.coolantLevelPercent, engine?.coolantTemperatureCelsius)}
      />
    </>
  );
}

const formatted = (value: number | undefined, format: (value: number) => string) =>
  value === undefined ? undefined : format(value);
