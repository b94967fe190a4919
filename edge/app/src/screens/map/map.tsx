// Where the car was last seen, or why that is not known.

import { isKnown } from "kerbside";
import { t } from "../../i18n";
import { Card } from "../../parts/card";
import { Problem } from "../../parts/problem";
import { Loading, Skeleton } from "../../parts/skeleton";
import { Stale } from "../../parts/stale";
import { Unavailable } from "../../parts/unavailable";
import { isMoving } from "../../service/cadence";
import { positionOf, statusOf } from "../../service/questions";
import { useAnswer } from "../../service/use";
import type { CarScreenProps } from "../props";
import css from "./map.module.css";
import { Place } from "./place";
import { Streets } from "./streets";

export default function CarPlace({ car }: CarScreenProps) {
  const { account, vehicle } = car;
  const answer = useAnswer(positionOf(account.slot, vehicle.id));
  const status = useAnswer(statusOf(account.slot, vehicle.id)).value.value;
  const position = answer.value.value;
  const problem = answer.problem.value;
  return (
    <>
      {problem && (
        <Problem
          problem={problem}
          hasValue={position !== undefined}
          onRetry={() => answer.reload()}
        />
      )}
      {answer.stale.value && <Stale stale={answer.stale.value} />}
      {!position && !problem && (
        <Loading>
          <div class={css.columns}>
            <Skeleton height="calc(var(--map) + 76px)" />
            <Skeleton height="300px" />
          </div>
        </Loading>
      )}
      {position && !isKnown(position) && (
        <Card title={t.value.map.nowhere} icon="pin" testId="map-unavailable">
          <Unavailable reason={position.unavailable} />
        </Card>
      )}
      {position && isKnown(position) && (
        <Place position={position} kind={isMoving(status) ? "moving" : "resting"}>
          <Streets />
        </Place>
      )}
    </>
  );
}
