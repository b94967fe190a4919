import type { CarActions } from "../../parts/commands";
import { Problem } from "../../parts/problem";
import { Stale } from "../../parts/stale";
import type { Car } from "../../service/garage";
import { statusOf } from "../../service/questions";
import { useAnswer } from "../../service/use";

/** Why the times of the week are not there to be changed, or may be old: told where they can be changed. */
export function TimesTrouble({ car, can }: Pick<CarActions, "can"> & { car: Car }) {
  const answer = useAnswer(statusOf(car.account.slot, car.vehicle.id));
  const problem = answer.problem.value;
  if (!can("climate-programs") && !can("charging-schedule")) return null;
  return (
    <>
      {problem && (
        <Problem
          problem={problem}
          hasValue={answer.value.value !== undefined}
          onRetry={() => answer.reload()}
        />
      )}
      {answer.stale.value && <Stale stale={answer.stale.value} />}
    </>
  );
}
