import type { Schemas } from "kerbside";
import { useEffect, useState } from "preact/hooks";
import { t } from "../../i18n";
import { word } from "../../i18n/word";
import { Ago } from "../../parts/age";
import { Button } from "../../parts/button";
import { Card } from "../../parts/card";
import {
  commandText,
  failureOf,
  follow,
  isPressedHere,
  learn,
  markOf,
  Refusal,
} from "../../parts/commands";
import { problemWords } from "../../parts/problem";
import { Loading, Skeleton } from "../../parts/skeleton";
import type { Car } from "../../service/garage";
import { commandsOf } from "../../service/questions";
import { useAnswer } from "../../service/use";
import css from "./commands.module.css";

const PAGE = 10;

/** The commands that were sent, the newest first. The service gives all of them at once. */
export function History({ car }: { car: Car }) {
  const words = t.value.commands;
  const answer = useAnswer(commandsOf(car.account.slot, car.vehicle.id), 0);
  const [shown, setShown] = useState(PAGE);
  const items = answer.value.value?.items;
  const problem = answer.problem.value;
  // One that another page has sent, or this one before it was loaded anew, is followed from here.
  const open = items?.filter(({ id, done }) => !done && !isPressedHere(id)) ?? [];
  useEffect(() => learn(items ?? []), [items]);
  useEffect(() => {
    const ends = open.map((one) =>
      follow(car.account.slot, car.vehicle.id, one, () => answer.reload()),
    );
    return () => {
      for (const end of ends) end();
    };
  }, [open.map(({ id }) => id).join()]);
  return (
    <Card title={words.history} icon="list" testId="history">
      {problem && (
        <Refusal problem={problem} hasValue={items !== undefined} onRetry={() => answer.reload()} />
      )}
      {!items && !problem && (
        <Loading>
          <Skeleton height="120px" />
        </Loading>
      )}
      {items?.length === 0 && <p class="quiet">{words.none}</p>}
      {items && items.length > 0 && (
        <ul class={css.history}>
          {items.slice(0, shown).map((command) => (
            <Entry key={command.id} command={command} />
          ))}
        </ul>
      )}
      {items && items.length > shown && (
        <Button onClick={() => setShown(shown + PAGE)}>{t.value.common.more}</Button>
      )}
    </Card>
  );
}

function Entry({ command }: { command: Schemas["CarCommand"] }) {
  const { request, state, createdAt, failure } = command;
  return (
    <li data-testid="sent" data-state={state}>
      <p class={css.sent}>
        <b>{commandText(request)}</b>
        <span class={css[markOf(state)]}>{word(t.value.words.commandState, state)}</span>
      </p>
      <p class={css.when}>
        <Ago at={createdAt} />
        {failure && <span>{problemWords(failureOf(failure))}</span>}
      </p>
    </li>
  );
}
