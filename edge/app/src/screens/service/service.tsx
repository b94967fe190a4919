import { t } from "../../i18n";
import { Card } from "../../parts/card";
import type { CarScreenProps } from "../props";

export default function Service(_: CarScreenProps) {
  return <Card title={t.value.car.service}>{null}</Card>;
}
