// How grave a warning is: it decides its place, its colour and its word on every screen.

import type { Schemas } from "kerbside";
import { isCritical } from "../i18n/critical";

export type Gravity = "critical" | "warning" | "information";

type Alert = Pick<Schemas["Alert"], "type" | "severity">;

export function gravityOf(alert: Alert): Gravity {
  if (isCritical(alert)) return "critical";
  return alert.severity === "Information" ? "information" : "warning";
}

/** The API's word for it; undefined where the API has none and the warning is not critical either. */
export const severityOf = (alert: Alert): string | undefined =>
  alert.severity ?? (isCritical(alert) ? "Critical" : undefined);
