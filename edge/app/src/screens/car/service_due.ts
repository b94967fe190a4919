// What is left until the next service.

import type { Schemas } from "kerbside";
import { daysToService } from "../../service/car_facts";

/** Days and kilometres that are left, or by which it is overdue: then without what is not. */
export interface ServiceDue {
  isOverdue: boolean;
  days: number | undefined;
  km: number | undefined;
}

export function serviceDue(maintenance: Schemas["Maintenance"], now: number): ServiceDue {
  const days = daysToService(maintenance, now);
  const { kmToMaintenance: km } = maintenance;
  const isOverdue = (days ?? 0) < 0 || (km ?? 0) < 0;
  const counted = (left: number | undefined) =>
    left === undefined || (isOverdue && left >= 0) ? undefined : Math.abs(left);
  return { isOverdue, days: counted(days), km: counted(km) };
}
