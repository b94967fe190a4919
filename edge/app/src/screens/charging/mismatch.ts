/** Percentage points by which what is in a battery may differ from its level: a part is kept back. */
const TOLERANCE = 15;

interface Holding {
  residualWh?: number | undefined;
  capacityWh?: number | undefined;
}

/**
 * Whether what a car says its battery holds does not go with its level. Of some cars the level is wrong,
 * often 100, of others what it holds.
 */
export function isMismatch(
  { residualWh, capacityWh }: Holding,
  levelPercent: number | undefined,
): boolean {
  if (residualWh === undefined || !capacityWh || levelPercent === undefined) return false;
  return Math.abs((residualWh / capacityWh) * 100 - levelPercent) > TOLERANCE;
}
