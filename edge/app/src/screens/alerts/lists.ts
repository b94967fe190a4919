// The lists of the screen. They are asked for side by side with what holds.

import type { Pages, Schemas } from "kerbside";
import { useEffect, useRef } from "preact/hooks";
import type { Status } from "../../service/cadence";
import { tellsOf } from "../../service/car_facts";
import { api } from "../../service/client";
import type { Car } from "../../service/garage";
import type { PagedList } from "../../service/pages";
import { usePages } from "../../service/use";

/** How many warnings come at a time. */
const LIMIT = 20;

/** Those that a car does not have are undefined. */
export interface Lists {
  history: PagedList<Schemas["Alert"]>;
  alarms: PagedList<Schemas["AlarmReport"]> | undefined;
  collisions: PagedList<Schemas["Collision"]> | undefined;
}

/** `status` says what set the car's alarm off: with another trigger there is another report. */
export function useLists({ account: { slot }, vehicle }: Car, status: Status | undefined): Lists {
  const { id } = vehicle;
  const hasAlarms = tellsOf(vehicle, "alarms");
  const hasCollisions = tellsOf(vehicle, "collisions");
  const history = usePages<Schemas["Alert"]>(
    slot,
    `alerts/${id}`,
    (signal) => api(slot).alerts.list(id, { limit: LIMIT, signal }).pages(),
    true,
  );
  const alarms = usePages<Schemas["AlarmReport"]>(
    slot,
    `alarms/${id}/${hasAlarms}`,
    (signal) =>
      hasAlarms
        ? api(slot)
            .alarms.list(id, { type: ["trigger"], signal })
            .pages()
        : none(),
    true,
  );
  const { type, startedAt } = status?.alarm?.trigger ?? {};
  const last = status && `${type} at ${startedAt}`;
  const before = useRef(last);
  useEffect(() => {
    if (before.current !== undefined && before.current !== last) alarms.reload();
    before.current = last;
  }, [last, alarms]);
  const collisions = usePages<Schemas["Collision"]>(
    slot,
    `collisions/${id}/${hasCollisions}`,
    (signal) => (hasCollisions ? api(slot).collisions.list(id, { signal }).pages() : none()),
    true,
  );
  return {
    history,
    alarms: hasAlarms ? alarms : undefined,
    collisions: hasCollisions ? collisions : undefined,
  };
}

// No page at all, and nothing is asked.
const none = <Page>(): Pages<Page> => {
  const pages: Pages<Page> = {
    next: async () => ({ done: true, value: undefined }),
    [Symbol.asyncIterator]: () => pages,
  };
  return pages;
};

/** Whether there is something to show of each: a first page, or why there is none. */
export const areSettled = ({ history, alarms, collisions }: Lists): boolean =>
  [history, alarms, collisions].every(
    (list) => list === undefined || list.isBegun.value || list.problem.value !== undefined,
  );
