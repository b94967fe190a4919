import type { Schemas } from "kerbside";
import { formatDateTime } from "../../format";
import { fill, t } from "../../i18n";
import { word } from "../../i18n/word";
import { Button } from "../../parts/button";
import { Card, type CardProps } from "../../parts/card";
import { Problem } from "../../parts/problem";
import type { PagedList } from "../../service/pages";
import css from "./alerts.module.css";
import { hasNothingToAdd } from "./nothing_to_add";

interface AlarmsProps {
  list: PagedList<Schemas["AlarmReport"]>;
  alarm: Schemas["Alarm"] | undefined;
  /** What is told above already. */
  told: Error | undefined;
}

/** Whether the burglar alarm is armed, and what set it off. */
export function Alarms({ list, alarm, told }: AlarmsProps) {
  const { warnings, words, common } = t.value;
  const { activation, observedAt } = alarm?.status ?? {};
  const triggers = triggersOf(list.items.value);
  const problem = list.problem.value;
  if (hasNothingToAdd(triggers, problem, told)) return null;
  const age: Partial<CardProps> = activation === undefined ? {} : { age: { at: observedAt } };
  return (
    <Card title={warnings.alarm} icon="bell" testId="alarms" {...age}>
      {activation !== undefined && <p>{word(words.alarmActivation, activation)}</p>}
      {triggers.length > 0 && (
        <ul class={css.list}>
          {triggers.map(({ id, type, at }) => (
            <li key={id} class={css.event}>
              <b>{type === undefined ? warnings.alarmUnknown : word(words.alarmTrigger, type)}</b>
              <span class={css.when}>
                {at ? fill(warnings.wentOff, { date: formatDateTime(at) }) : warnings.noTime}
              </span>
            </li>
          ))}
        </ul>
      )}
      {list.isBegun.value && triggers.length === 0 && <p class="quiet">{warnings.noAlarm}</p>}
      {problem && (
        <Problem problem={problem} hasValue={list.isBegun.value} onRetry={() => list.more()} />
      )}
      {list.isBegun.value && list.hasMore.value && !problem && (
        <Button onClick={() => list.more()}>{common.more}</Button>
      )}
    </Card>
  );
}

// The newest first; the manufacturer lists them in any order.
const triggersOf = (reports: readonly Schemas["AlarmReport"][]) =>
  reports
    .flatMap(({ id, trigger }) =>
      trigger && trigger.type !== "NoBreakIn"
        ? [{ id, type: trigger.type, at: trigger.startedAt ?? trigger.observedAt }]
        : [],
    )
    .toSorted((one, other) => (other.at ?? "").localeCompare(one.at ?? ""));
