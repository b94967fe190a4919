// What is left until the next service.

import type { Schemas } from "kerbside";

/** Days and kilometres that are left, or by which it is overdue: then without what is not. */
export interface Due {
  isOverdue: boolean;
  days: number | undefined;
  km: number | undefined;
}

export function dueOf({
  daysToMaintenance: days,
  kmToMaintenance: km,
}: Schemas["Maintenance"]): Due {
  const isOverdue = (days ?? 0) < 0 || (km ?? 0) < 0;
  const counted = (left: number | undefined) =>
    left === undefined || (isOverdue && left >= 0) ? undefined : Math.abs(left);
  return { isOverdue, days: counted(days), km: counted(km) };
}
