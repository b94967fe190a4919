import { t } from "../../i18n";
import { Card } from "../../parts/card";
import type { CarScreenProps } from "../props";

export default function Trips(_: CarScreenProps) {
  return <Card title={t.value.car.trips}>{null}</Card>;
}
