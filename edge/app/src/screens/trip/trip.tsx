import { t } from "../../i18n";
import { Card } from "../../parts/card";
import type { TripScreenProps } from "../props";

export default function Trip(_: TripScreenProps) {
  return <Card title={t.value.car.trip}>{null}</Card>;
}
