import type { Schemas } from "kerbside";
import { t } from "../../i18n";
import { Card } from "../../parts/card";
import { CarMap } from "../../parts/map";
import { mapProps } from "../../parts/map_props";
import { Problem } from "../../parts/problem";
import { Skeleton } from "../../parts/skeleton";
import type { Answered } from "../../service/answers";

const HEIGHT = "320px";

/**
 * The way on a map. The manufacturer has announced the end of way points: without them there is no
 * map, and nothing below it that would move.
 */
export function WayCard({ answer }: { answer: Answered<readonly Schemas["Position"][]> }) {
  const points = answer.value.value;
  const problem = answer.problem.value;
  const words = t.value.trip;
  if (problem && !points) return <Problem problem={problem} onRetry={() => answer.reload()} />;
  if (!points) return <Skeleton height={`calc(${HEIGHT} + 90px)`} />;
  if (points.length < 2) return null;
  return (
    <Card testId="trip-map">
      <CarMap {...mapProps(words.mapLabel, words.legend)} route={points} height={HEIGHT} />
    </Card>
  );
}
