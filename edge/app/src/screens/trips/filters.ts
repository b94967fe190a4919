// Which trips are wanted. It stands in the address, so that the way back from a trip leads to the
// same list.

/** Days are those of the driver's calendar, `2026-11-29`. */
export interface Filters {
  from?: string | undefined;
  to?: string | undefined;
  minKm?: number | undefined;
}

const DAY = /^[1-9]\d{3}-\d{2}-\d{2}$/;

/** The day that a text names. Years before 1000 are those of a year that is still being written. */
export const dayOf = (text: string | undefined) =>
  text !== undefined && DAY.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined;

/** The filters of an address; what makes no sense in it is left out. */
export function readFilters(query: Readonly<Record<string, string | undefined>>): Filters {
  const minKm = Number(query.min);
  return {
    from: dayOf(query.from),
    to: dayOf(query.to),
    minKm: minKm > 0 && minKm < 1e6 ? minKm : undefined,
  };
}

/** What an address has after its path. */
export function searchOf({ from, to, minKm }: Filters): string {
  const search = new URLSearchParams();
  if (from) search.set("from", from);
  if (to) search.set("to", to);
  if (minKm) search.set("min", String(minKm));
  const text = search.toString();
  return text && `?${text}`;
}

export const isFiltered = ({ from, to, minKm }: Filters) =>
  from !== undefined || to !== undefined || minKm !== undefined;

/** Whether there can be such a trip: none ends before it begins. */
export const isInOrder = ({ from, to }: Filters) => !from || !to || from <= to;

/** What the service is asked: from the beginning of the first day to the end of the last, both local. */
export function parametersOf({ from, to, minKm }: Filters) {
  return {
    ...(from && { from: new Date(`${from}T00:00:00`).toISOString() }),
    ...(to && { to: new Date(`${to}T23:59:59`).toISOString() }),
    ...(minKm && { minDistanceKm: minKm }),
  };
}
