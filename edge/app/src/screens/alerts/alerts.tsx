// What a car warns of, what its burglar alarm reported, and its collisions.

import { Loading, Skeleton } from "../../parts/skeleton";
import type { Answered } from "../../service/answers";
import { activeAlertsOf, statusOf } from "../../service/questions";
import { useAnswer } from "../../service/use";
import type { CarScreenProps } from "../props";
import { Active } from "./active";
import { Alarms } from "./alarms";
import css from "./alerts.module.css";
import { Collisions } from "./collisions";
import { History } from "./history";
import { areSettled, useLists } from "./lists";

export default function Alerts({ car }: CarScreenProps) {
  const { account, vehicle } = car;
  const active = useAnswer(activeAlertsOf(account.slot, vehicle.id));
  const status = useAnswer(statusOf(account.slot, vehicle.id));
  const lists = useLists(car, status.value.value);
  // What stands below something comes after it, so that nothing moves.
  if (!hasCome(active) || !hasCome(status)) {
    return (
      <Loading>
        <Skeleton height="160px" />
        <Skeleton height="320px" />
      </Loading>
    );
  }
  const alerts = active.value.value?.items;
  const current = alerts?.map(({ id }) => id);
  // A car that has reported nothing has no warnings either, which is no news of it.
  const isSilent = alerts?.length === 0 && status.value.value === undefined;
  // What keeps the car from telling is told once, and not by each card.
  const told = alerts ? (isSilent ? status.problem.value : undefined) : active.problem.value;
  const { history, alarms, collisions } = lists;
  return (
    <div class={css.columns}>
      <Active car={car} answer={active} status={status} />
      {areSettled(lists) && (
        <>
          <div class={css.side}>
            {collisions && <Collisions car={car} list={collisions} told={told} />}
            {alarms && <Alarms list={alarms} alarm={status.value.value?.alarm} told={told} />}
          </div>
          <History car={car} list={history} current={current} told={told} />
        </>
      )}
    </div>
  );
}

const hasCome = ({ value, problem }: Answered<unknown>) =>
  value.value !== undefined || problem.value !== undefined;
