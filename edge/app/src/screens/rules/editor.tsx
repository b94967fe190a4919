// A rule as it is written: in a dialog, one condition below the other.

import { commandKey, isDoubtful, type KerbsideError } from "kerbside";
import { useEffect, useRef, useState } from "preact/hooks";
import { formatDuration } from "../../format";
import { fill, t } from "../../i18n";
import { Button } from "../../parts/button";
import { Refusal } from "../../parts/commands";
import { Dialog } from "../../parts/dialog";
import { Field } from "../../parts/field";
import { Segmented } from "../../parts/segmented";
import { api } from "../../service/client";
import type { Car } from "../../service/garage";
import { changeRules } from "./change_rules";
import { ConditionFields } from "./condition_fields";
import {
  begun,
  type Condition,
  changed,
  conditionOf,
  conditionsOf,
  type Draft,
  MOST_CONDITIONS,
  REMINDERS,
  type When,
  type Written,
} from "./kinds";
import css from "./rules.module.css";
import { nameHint, ownName, type Rule, suggestedName, whenText } from "./sentence";

interface EditorProps {
  car: Car;
  /** The rule that is changed; without one, a new one is made. */
  rule: Rule | undefined;
  onClose: () => void;
}

/** What the drafts watch for; undefined while one is not whole. */
function whenOf(drafts: readonly Draft[], join: "all" | "any"): When | undefined {
  const conditions = drafts.map(conditionOf).filter((one): one is Condition => one !== undefined);
  if (conditions.length < drafts.length) return undefined;
  return join === "all" ? { all: conditions } : { any: conditions };
}

/** A condition as it is written. The key tells it from the others when one is removed. */
interface Row extends Written {
  key: number;
}

let rowsMade = 0;
const rowOf = (draft: Draft): Row => {
  rowsMade += 1;
  return { key: rowsMade, draft, others: {} };
};

export function Editor({ car, rule, onClose }: EditorProps) {
  const { rules: words, common } = t.value;
  const [name, setName] = useState(rule ? ownName(rule) : "");
  const [join, setJoin] = useState<"all" | "any">(rule && "any" in rule.when ? "any" : "all");
  const [rows, setRows] = useState<readonly Row[]>(() =>
    rule
      ? conditionsOf(rule.when).map((condition) => rowOf({ ...condition }))
      : [rowOf(begun("charge-above"))],
  );
  const [remind, setRemind] = useState(rule?.remindEverySeconds);
  const [failure, setFailure] = useState<{ problem: KerbsideError; text: string } | undefined>();
  const isGone = useRef(false);
  useEffect(
    () => () => {
      isGone.current = true;
    },
    [],
  );
  const when = whenOf(
    rows.map(({ draft }) => draft),
    join,
  );
  const suggested = suggestedName(when);
  const body = when && {
    name: name.trim() || suggested,
    when,
    ...(remind !== undefined && { remindEverySeconds: remind }),
  };
  const text = JSON.stringify(body);
  const [before] = useState(text);
  // The same rule is the same press: asked again, it is not made twice.
  const keys = useRef(new Map<string, string>());
  const save = async () => {
    if (!body) return;
    setFailure(undefined);
    const key = keys.current.get(text) ?? commandKey();
    keys.current.set(text, key);
    const { rules } = api(car.account.slot);
    const problem = await changeRules(car, () =>
      rule
        ? rules.replace(car.vehicle.id, rule.id, body)
        : rules.create(car.vehicle.id, body, { key }),
    );
    setFailure(problem && { problem, text });
    // By the time that it is saved, another rule may be open.
    if (!problem && !isGone.current) onClose();
  };
  return (
    <Dialog
      isOpen
      title={rule ? words.editTitle : words.add}
      onClose={onClose}
      isChanged={text !== before}
      actions={
        <>
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button look="main" disabled={!body} data-testid="save-rule" onClick={save}>
            {common.save}
          </Button>
        </>
      }
    >
      {rows.map((row) => (
        <ConditionFields
          key={row.key}
          car={car}
          draft={row.draft}
          // It may be told of what was asked for some renders ago.
          onChange={(part) =>
            setRows((rows) =>
              rows.map((one) => (one.key === row.key ? { ...one, ...changed(one, part) } : one)),
            )
          }
          onRemove={
            rows.length > 1 ? () => setRows(rows.filter(({ key }) => key !== row.key)) : undefined
          }
        />
      ))}
      {rows.length < MOST_CONDITIONS && (
        <Button
          look="quiet"
          icon="plus"
          data-testid="add-condition"
          onClick={() => setRows([...rows, rowOf(begun("plugged"))])}
        >
          {words.addCondition}
        </Button>
      )}
      {rows.length > 1 && (
        <Segmented
          label={words.join}
          showsLabel
          value={join}
          onChange={setJoin}
          options={[
            { value: "all", text: words.all },
            { value: "any", text: words.any },
          ]}
        />
      )}
      <Field label={words.reminder}>
        <select
          value={remind ?? ""}
          onChange={({ currentTarget: { value } }) => setRemind(value ? Number(value) : undefined)}
        >
          <option value="">{words.once}</option>
          {[...new Set([...REMINDERS, ...(remind ? [remind] : [])])].map((seconds) => (
            <option key={seconds} value={seconds}>
              {fill(words.reminds, { duration: formatDuration(seconds) })}
            </option>
          ))}
        </select>
      </Field>
      <Field label={words.name} hint={nameHint(rule, name, suggested)}>
        <input
          value={name}
          maxLength={80}
          placeholder={suggested}
          data-testid="rule-name"
          onInput={(event) => setName(event.currentTarget.value)}
        />
      </Field>
      <p class={when ? css.preview : css.incomplete} role="status" data-testid="preview">
        {when ? fill(words.preview, { what: whenText(when) }) : words.incomplete}
      </p>
      {failure && (
        <>
          {failure.text === text && isDoubtful(failure.problem) && (
            <p class="quiet">{words.doubt}</p>
          )}
          <Refusal problem={failure.problem} onRetry={save} />
        </>
      )}
    </Dialog>
  );
}
