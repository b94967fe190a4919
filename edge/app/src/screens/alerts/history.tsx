import { useEffect, useRef } from "preact/hooks";
import { t } from "../../i18n";
import { Button } from "../../parts/button";
import { Card } from "../../parts/card";
import { Problem } from "../../parts/problem";
import type { PagedList } from "../../service/pages";
import type { CarScreenProps } from "../props";
import { AlertItem } from "./alert_item";
import css from "./alerts.module.css";
import { hasNothingToAdd } from "./nothing_to_add";
import type { Alert } from "./order";

interface HistoryProps extends CarScreenProps {
  list: PagedList<Alert>;
  /** Which warnings hold: one that is over comes here. */
  current: string;
  /** What is told above already. */
  told: Error | undefined;
}

/** The warnings that are over, the newest first. */
export function History({ car, list, current, told }: HistoryProps) {
  const { warnings, common } = t.value;
  const before = useRef(current);
  useEffect(() => {
    if (before.current !== "" && before.current !== current) list.reload();
    before.current = current;
  }, [current, list]);
  const over = list.items.value.filter(({ active }) => active !== true);
  const problem = list.problem.value;
  if (hasNothingToAdd(over, problem, told)) return null;
  return (
    <Card title={warnings.history} icon="clock" testId="alert-history">
      {over.length > 0 && (
        <ul class={css.list}>
          {over.map((alert) => (
            <AlertItem key={alert.id} alert={alert} vehicleId={car.vehicle.id} />
          ))}
        </ul>
      )}
      {list.isBegun.value && over.length === 0 && !list.hasMore.value && (
        <p class="quiet">{warnings.noHistory}</p>
      )}
      {problem && (
        <Problem problem={problem} hasValue={list.isBegun.value} onRetry={() => list.more()} />
      )}
      {list.isBegun.value && list.hasMore.value && !problem && (
        <Button onClick={() => list.more()}>{common.more}</Button>
      )}
    </Card>
  );
}
