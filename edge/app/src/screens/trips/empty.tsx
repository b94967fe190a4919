import { ProblemError } from "kerbside";
import { t } from "../../i18n";
import { Button } from "../../parts/button";
import { Card } from "../../parts/card";
import { problemWords } from "../../parts/problem";
import { statusOf } from "../../service/questions";
import { useAnswer } from "../../service/use";
import type { CarScreenProps } from "../props";
import css from "./trips.module.css";

/** No trips: because of the filters, because the car has never reported anything, or because there were none. */
export function Empty({ car, onReset }: CarScreenProps & { onReset: (() => void) | undefined }) {
  const words = t.value.trips;
  const problem = useAnswer(statusOf(car.account.slot, car.vehicle.id)).problem.value;
  const isSilent = problem instanceof ProblemError && problem.code === "no-data-yet";
  if (onReset) {
    return (
      <Card testId="trips-none-match">
        <p>{words.noneMatch}</p>
        <div class={css.buttons}>
          <Button onClick={onReset}>{words.filter.reset}</Button>
        </div>
      </Card>
    );
  }
  return (
    <Card testId={isSilent ? "trips-no-data-yet" : "trips-none"}>
      <p>{isSilent ? problemWords(problem) : words.none}</p>
      {!isSilent && <p class="quiet">{words.noneHint}</p>}
    </Card>
  );
}
