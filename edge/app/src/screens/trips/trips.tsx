// The trips of a car, the newest first, and what they come to.

import { useEffect, useMemo, useRef } from "preact/hooks";
import { useLocation } from "preact-iso";
import { Problem } from "../../parts/problem";
import { Loading, Skeleton } from "../../parts/skeleton";
import { Stale } from "../../parts/stale";
import type { Trip } from "../../parts/trip";
import { pathOf } from "../../service/car_facts";
import { api } from "../../service/client";
import type { PagedList } from "../../service/pages";
import { latestTripOf } from "../../service/questions";
import { useAnswer, usePages } from "../../service/use";
import type { CarScreenProps } from "../props";
import { ChartCard } from "./chart_card";
import { Empty } from "./empty";
import { FilterCard } from "./filter_card";
import {
  type Filters,
  isFiltered,
  isInOrder,
  parametersOf,
  readFilters,
  searchOf,
} from "./filters";
import { withLatest } from "./periods";
import { SumsCard } from "./sums_card";
import { TripList } from "./trip_list";
import css from "./trips.module.css";

/** A page is a week or two of most cars. */
const PAGE = 30;

export default function Trips({ car }: CarScreenProps) {
  const { query, route } = useLocation();
  const filters = readFilters(query);
  // What cannot be is not asked for: the form says so, and the list stays.
  const asked = useRef<Filters>({});
  if (isInOrder(filters)) asked.current = filters;
  const path = pathOf(car.vehicle.id, "trips");
  const change = (next: Filters) => route(path + searchOf(next), true);
  return (
    <>
      <FilterCard filters={filters} onChange={change} />
      <Found car={car} filters={asked.current} onReset={() => change({})} />
    </>
  );
}

interface FoundProps extends CarScreenProps {
  filters: Filters;
  onReset: () => void;
}

function Found({ car, filters, onReset }: FoundProps) {
  const { account, vehicle } = car;
  const { slot } = account;
  const isFree = !isFiltered(filters);
  const wanted = usePages<Trip>(
    slot,
    `trips/${vehicle.id}${searchOf(filters)}`,
    (signal) =>
      api(slot)
        .trips.list(vehicle.id, { limit: PAGE, ...parametersOf(filters), signal })
        .pages(),
    isFree,
  );
  const list = useSettled(wanted);
  const latest = useAnswer(latestTripOf(slot, vehicle.id)).value.value?.items[0];
  const items = list.items.value;
  const trips = useMemo(() => withLatest(items, latest, isFree), [items, latest, isFree]);
  const isAll = !list.hasMore.value && !list.isOfEarlier.value;
  const problem = list.problem.value;
  // A latest trip that the list lacks began after the list was asked for. Only the list has how the one
  // before it ended, and those between the two.
  const isBehind =
    isFree &&
    list === wanted &&
    list.isBegun.value &&
    latest !== undefined &&
    !items.some(({ id }) => id === latest.id);
  useEffect(() => {
    if (isBehind) list.reload();
  }, [isBehind, latest?.id]);

  if (!list.isBegun.value) {
    if (problem) return <Problem problem={problem} onRetry={() => list.reload()} />;
    return <Awaited />;
  }
  return (
    <>
      {list.stale.value && <Stale stale={list.stale.value} />}
      {trips.length === 0 && !list.hasMore.value ? (
        <Empty car={car} onReset={isFree ? undefined : onReset} />
      ) : (
        <div class={css.columns} aria-busy={list !== wanted}>
          <div class={css.aside}>
            <SumsCard trips={trips} total={list.total.value} isAll={isAll} />
            <ChartCard trips={trips} isAll={isAll} />
          </div>
          <TripList
            vehicleId={vehicle.id}
            trips={trips}
            isAll={isAll}
            list={list}
            search={searchOf(filters)}
          />
        </div>
      )}
    </>
  );
}

/** The list; while the first page of another one is awaited, the one before stays on the screen. */
function useSettled(wanted: PagedList<Trip>): PagedList<Trip> {
  const settled = useRef(wanted);
  if (wanted.isBegun.value || wanted.problem.value) settled.current = wanted;
  return settled.current;
}

function Awaited() {
  return (
    <Loading>
      <div class={css.columns}>
        <div class={css.aside}>
          <Skeleton height="280px" />
          <Skeleton height="440px" />
        </div>
        <Skeleton height="720px" />
      </div>
    </Loading>
  );
}
