// Which warnings come first.

import type { Schemas } from "kerbside";
import { type Gravity, gravityOf } from "../../parts/gravity";

export type Alert = Schemas["Alert"];

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
