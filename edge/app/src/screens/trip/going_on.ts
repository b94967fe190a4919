import type { Schemas } from "kerbside";

type Trip = Schemas["Trip"];

/**
 * A trip that went on when it was asked for, as the latest trips have it, once they are known; and
 * whether they show that it is over, so that what was asked for holds no more.
 */
export function goingOn(first: Trip, latest: readonly Trip[] | undefined) {
  const found = latest?.find(({ id }) => id === first.id);
  const isOver = latest !== undefined && (!found || found.done === true);
  return { trip: found ?? first, isOver };
}
