/** Why a value is missing, where the reason can be known. */
export interface Unavailable {
  unavailable: string;
}

/** Whether the value of a reading is known: else it says why not, as `unavailable`. */
export function isKnown<Reading extends object>(
  reading: Reading | Unavailable | undefined,
): reading is Exclude<Reading, Unavailable> {
  return reading !== undefined && !("unavailable" in reading);
}
