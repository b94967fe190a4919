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
  /** The ids of the warnings that hold, where that is known: one that is over comes here. */
  current: readonly string[] | undefined;
  /** What is told above already. */
  told: Error | undefined;
}

/** The warnings that are over, the newest first. */
export function History({ car, list, current, told }: HistoryProps) {
  const { warnings, common } = t.value;
  const items = list.items.value;
  const holding = current?.join() ?? "";
  // Warnings that the list has as they were when it was read. It is read anew once for each: it is not told
  // here how they ended.
  const ended = items.filter(({ id, active }) => active && current?.includes(id) === false);
  const endedIds = ended.map(({ id }) => id).join();
  const before = useRef({ holding, ended: new Set<string>() });
  useEffect(() => {
    const known = before.current;
    const isNew = ended.some(({ id }) => !known.ended.has(id));
    if (isNew || (known.holding !== "" && known.holding !== holding)) list.reload();
    for (const { id } of ended) known.ended.add(id);
    known.holding = holding;
  }, [holding, endedIds, list]);
  const over = items.filter(({ active }) => active !== true);
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
