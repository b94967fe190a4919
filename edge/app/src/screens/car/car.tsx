// A car: what matters first, then a card for everything else.

import { t } from "../../i18n";
import { CardGrid } from "../../parts/card";
import { Problem } from "../../parts/problem";
import { Loading, Skeleton } from "../../parts/skeleton";
import { Stale } from "../../parts/stale";
import { statusOf } from "../../service/questions";
import { useAnswer } from "../../service/use";
import type { CarScreenProps } from "../props";
import { Hero } from "./hero";
import { Odometer } from "./odometer";

export default function CarOverview({ car }: CarScreenProps) {
  const { account, vehicle } = car;
  const answer = useAnswer(statusOf(account.slot, vehicle.id));
  const status = answer.value.value;
  const problem = answer.problem.value;
  return (
    <>
      {problem && (
        <Problem
          problem={problem}
          hasValue={status !== undefined}
          onRetry={() => answer.reload()}
        />
      )}
      {answer.stale.value && <Stale stale={answer.stale.value} />}
      {!status && !problem && (
        <Loading>
          <Skeleton height="240px" />
        </Loading>
      )}
      {status && <Hero vehicle={vehicle} status={status} />}
      {status && (
        <CardGrid>
          <Odometer title={t.value.car.odometer} reading={status.odometer} />
        </CardGrid>
      )}
    </>
  );
}
