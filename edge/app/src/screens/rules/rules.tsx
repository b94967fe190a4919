// What the driver is told of without asking: the manufacturer watches the car for it.

import { useState } from "preact/hooks";
import { t } from "../../i18n";
import { Button } from "../../parts/button";
import { Card } from "../../parts/card";
import { Refusal } from "../../parts/commands";
import { Loading, Skeleton } from "../../parts/skeleton";
import { appSettings, isSwitchedOn } from "../../service/app_settings";
import { rulesOf } from "../../service/questions";
import { useAnswer } from "../../service/use";
import type { CarScreenProps } from "../props";
import { Editor } from "./editor";
import { MOST_RULES } from "./kinds";
import { NotifySwitch } from "./notify_switch";
import { RuleEntry } from "./rule_entry";
import css from "./rules.module.css";
import type { Rule } from "./sentence";

export default function Rules({ car }: CarScreenProps) {
  const words = t.value.rules;
  if (appSettings.value && !isSwitchedOn("rules")) {
    return (
      <Card title={t.value.car.rules} icon="bell" testId="rules-off">
        <p>{words.off}</p>
      </Card>
    );
  }
  return <Shown car={car} />;
}

function Shown({ car }: CarScreenProps) {
  const words = t.value.rules;
  const answer = useAnswer(rulesOf(car.account.slot, car.vehicle.id), 0);
  const [edited, setEdited] = useState<Rule | "new" | undefined>(undefined);
  const rules = answer.value.value?.items;
  const problem = answer.problem.value;
  const isFull = rules !== undefined && rules.length >= MOST_RULES;
  return (
    <div class={css.columns}>
      <Card title={words.title} icon="bell" testId="rules">
        <p class="quiet">{words.intro}</p>
        {problem && (
          <Refusal
            problem={problem}
            hasValue={rules !== undefined}
            onRetry={() => answer.reload()}
          />
        )}
        {!rules && !problem && (
          <Loading>
            <Skeleton height="132px" />
          </Loading>
        )}
        {rules?.length === 0 && <p>{words.none}</p>}
        {rules && rules.length > 0 && (
          <ul class={css.rules} aria-label={words.title}>
            {rules.map((rule) => (
              <RuleEntry key={rule.id} car={car} rule={rule} onEdit={() => setEdited(rule)} />
            ))}
          </ul>
        )}
        {rules && (
          <Button
            look="main"
            icon="plus"
            class={css.add}
            disabled={isFull}
            data-testid="new-rule"
            onClick={() => setEdited("new")}
          >
            {words.add}
          </Button>
        )}
        {isFull && <p class="quiet">{t.value.problems.codes["too-many-rules"]}</p>}
      </Card>
      {/* It stands below a list that may be long, and comes when that is known. */}
      {(rules || problem) && <NotifySwitch />}
      {edited && (
        <Editor
          key={edited === "new" ? edited : edited.id}
          car={car}
          rule={edited === "new" ? undefined : edited}
          onClose={() => setEdited(undefined)}
        />
      )}
    </div>
  );
}
