// Which warnings come first.

import type { Schemas } from "kerbside";
import { isCritical } from "../../i18n/critical";

export type Alert = Schemas["Alert"];

/** How grave a warning is: it decides its place and its colour. */
export type Gravity = "critical" | "warning" | "information";

export function gravityOf(alert: Pick<Alert, "type" | "severity">): Gravity {
  if (isCritical(alert)) return "critical";
  return alert.severity === "Information" ? "information" : "warning";
}

const RANK: Record<Gravity, number> = { critical: 0, warning: 1, information: 2 };

const startOf = ({ startedAt, createdAt }: Alert) => Date.parse(startedAt ?? createdAt ?? "") || 0;

/** The gravest first, and the newest of those that are as grave. */
export const byGravity = (alerts: readonly Alert[]): Alert[] =>
  alerts.toSorted(
    (one, other) => RANK[gravityOf(one)] - RANK[gravityOf(other)] || startOf(other) - startOf(one),
  );

/** The gravest of several; undefined where there is none. */
export const gravest = (alerts: readonly Alert[]): Gravity | undefined => {
  const [first] = byGravity(alerts);
  return first && gravityOf(first);
};
