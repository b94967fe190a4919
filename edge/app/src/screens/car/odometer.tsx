import { isKnown, type Schemas } from "kerbside";
import { formatDistance } from "../../format";
import { Card } from "../../parts/card";
import { Unavailable } from "../../parts/unavailable";
import css from "./car.module.css";

interface OdometerProps {
  title: string;
  reading: Schemas["OdometerReading"];
}

/** How far the car has gone. */
export function Odometer({ title, reading }: OdometerProps) {
  if (!isKnown(reading)) {
    return (
      <Card title={title} icon="gauge">
        <Unavailable reason={reading.unavailable} />
      </Card>
    );
  }
  return (
    <Card title={title} icon="gauge" age={{ at: reading.observedAt }}>
      <p class={css.figure}>{formatDistance(reading.odometerKm, 0)}</p>
    </Card>
  );
}
