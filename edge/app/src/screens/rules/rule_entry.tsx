import type { KerbsideError, Schemas } from "kerbside";
import { useState } from "preact/hooks";
import { formatDuration } from "../../format";
import { fill, t } from "../../i18n";
import { word } from "../../i18n/word";
import { Button } from "../../parts/button";
import { Refusal } from "../../parts/commands";
import { Dialog } from "../../parts/dialog";
import { api } from "../../service/client";
import type { Car } from "../../service/garage";
import { changeRules } from "./change_rules";
import { conditionsOf } from "./kinds";
import css from "./rules.module.css";
import { ownName, type Rule, timeZoneText, whenText, zoneText } from "./sentence";

interface RuleEntryProps {
  car: Car;
  rule: Rule;
  onEdit: () => void;
}

/** A rule with how it stands, and what can be done with it. */
export function RuleEntry({ car, rule, onEdit }: RuleEntryProps) {
  const { rules: words, common } = t.value;
  const [problem, setProblem] = useState<KerbsideError | undefined>(undefined);
  const [isRemoving, setRemoving] = useState(false);
  const change = async (call: () => Promise<unknown>) => {
    setProblem(undefined);
    setProblem(await changeRules(car, call));
  };
  const { rules } = api(car.account.slot);
  const { id } = car.vehicle;
  const isWatched = rule.state === "active" || rule.state === "unknown";
  const what = whenText(rule.when);
  const title = ownName(rule) || what;
  return (
    <li class={css.rule} data-testid="rule" data-state={rule.state}>
      <div class={css.head}>
        <h3>{title}</h3>
        <span class={`${css.badge} ${css[rule.state] ?? ""}`}>{words.states[rule.state]}</span>
      </div>
      {what !== title && <p>{what}</p>}
      <Details rule={rule} />
      {rule.state !== "active" && rule.state !== "paused" && (
        <p class={css.why}>{word(t.value.words.ruleState, rule.state)}</p>
      )}
      <div class={css.actions}>
        <Button
          data-testid={isWatched ? "pause" : "resume"}
          onClick={() =>
            change(() => (isWatched ? rules.pause(id, rule.id) : rules.resume(id, rule.id)))
          }
        >
          {isWatched ? words.pause : words.resume}
        </Button>
        <Button data-testid="edit" onClick={onEdit}>
          {words.edit}
        </Button>
        <Button look="danger" data-testid="remove" onClick={() => setRemoving(true)}>
          {words.remove}
        </Button>
      </div>
      {problem && <Refusal problem={problem} />}
      <Dialog
        isOpen={isRemoving}
        title={words.removeTitle}
        onClose={() => setRemoving(false)}
        actions={
          <>
            <Button onClick={() => setRemoving(false)}>{common.cancel}</Button>
            <Button
              look="danger"
              data-testid="confirm-remove"
              onClick={() => {
                setRemoving(false);
                return change(() => rules.remove(id, rule.id));
              }}
            >
              {words.remove}
            </Button>
          </>
        }
      >
        <p>{fill(words.removeText, { name: title })}</p>
      </Dialog>
    </li>
  );
}

// Where its places are, by which clock its times are, and how often it is told.
function Details({ rule }: { rule: Schemas["Rule"] }) {
  const words = t.value.rules;
  const conditions = conditionsOf(rule.when);
  const zones = conditions.map(zoneText).filter(Boolean);
  const timeZones = new Set(conditions.map(timeZoneText).filter(Boolean));
  const { remindEverySeconds } = rule;
  return (
    <p class={css.details}>
      {zones.length > 0 && <span>{fill(words.place, { place: zones.join(" · ") })}</span>}
      {[...timeZones].map((text) => (
        <span key={text}>{text}</span>
      ))}
      <span>
        {remindEverySeconds === undefined
          ? words.once
          : fill(words.reminds, { duration: formatDuration(remindEverySeconds) })}
      </span>
    </p>
  );
}
