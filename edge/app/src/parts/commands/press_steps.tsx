// What becomes of a press: its steps as they are known, and at its end what there is to do.

import { isDoubtful, ProblemError, type Schemas } from "kerbside";
import { useEffect, useRef, useState } from "preact/hooks";
import { now } from "../../format";
import { t } from "../../i18n";
import { word } from "../../i18n/word";
import { Ago } from "../age";
import { Button } from "../button";
import { Icon } from "../icons";
import { Note } from "../note";
import { Problem } from "../problem";
import { AskFirst } from "./ask_first";
import { commandText, isAskedFirst } from "./command_text";
import type { CarCommand } from "./later";
import { type Group, lastPress, type Press } from "./press";
import css from "./press_steps.module.css";
import { Refusal } from "./refusal";

interface PressStepsProps {
  slot: string;
  vehicleId: string;
  group: Group;
}

/** The steps of the last press of a group, until its end is long past. What is said anew is read out. */
export function PressSteps({ slot, vehicleId, group }: PressStepsProps) {
  const last = lastPress(slot, vehicleId, group);
  const press = last?.isPast(now.value) ? undefined : last;
  const command = press?.command.value;
  const region = useRef<HTMLDivElement>(null);
  const before = useRef(press);
  // On a small screen the buttons may fill it, and what becomes of a press would not be seen.
  useEffect(() => {
    if (press && press !== before.current) region.current?.scrollIntoView({ block: "nearest" });
    before.current = press;
  }, [press]);
  return (
    <>
      <div ref={region} role="status" class={css.region} data-testid={`steps-${group}`}>
        {press && <Steps press={press} command={command} />}
      </div>
      {press?.problem.value && <Refused press={press} problem={press.problem.value} />}
      {command?.failure && <Problem problem={failureOf(command.failure)} testId="failure" />}
    </>
  );
}

/** Why a command failed, as the error that a call would have given. */
export const failureOf = (failure: Schemas["CommandFailure"]) =>
  new ProblemError("commands.send", failure);

function Steps({ press, command }: { press: Press; command: CarCommand | undefined }) {
  const { commandState } = t.value.words;
  const state = command?.state ?? (press.problem.value ? undefined : "sending");
  if (!state) return null;
  // What it went through matters while it is under way.
  const before = command?.done ? [] : (command?.history ?? []).filter((one) => one.state !== state);
  const mark = markOf(state);
  return (
    <div class={css.steps}>
      <span class={`${css.mark} ${css[mark] ?? ""}`}>
        {mark === "open" ? null : <Icon name={MARKS[mark]} size={16} />}
      </span>
      <p class={css.text}>
        <span>{commandText(press.request)}</span>
        <b data-testid="command-state" data-state={state}>
          {word(commandState, state)}
        </b>
      </p>
      {before.length > 0 && (
        <ol class={css.before} aria-live="off">
          {before.map((step) => (
            <li key={step.state}>
              <Icon name="check" size={14} />
              {word(commandState, step.state)}
            </li>
          ))}
        </ol>
      )}
      {command?.done && (
        <p class={css.before} aria-live="off">
          <Ago at={command.updatedAt} />
        </p>
      )}
    </div>
  );
}

type Mark = "open" | "done" | "failed" | "unknown";
const MARKS = { done: "check", failed: "close", unknown: "info" } as const;

/** How a state is marked. */
export function markOf(state: string): Mark {
  if (state === "succeeded" || state === "already-done") return "done";
  return state === "failed" || state === "unknown" ? state : "open";
}

function Refused({ press, problem }: { press: Press; problem: Error }) {
  return isDoubtful(problem) ? <Doubt press={press} /> : <Refusal problem={problem} />;
}

// Where nobody knows whether it was sent, it is asked for again under the same key. If it did not arrive,
// the car acts on that now, however long after the press: what is asked about first is so once more.
function Doubt({ press }: { press: Press }) {
  const { commands } = t.value;
  const [isAsking, setAsking] = useState(false);
  const send = () => press.send();
  return (
    <>
      <Note
        tone="warn"
        role="alert"
        title={commands.doubt.title}
        testId="doubt"
        actions={
          <Button
            icon="refresh"
            data-testid="ask-again"
            onClick={() => (isAskedFirst(press.request) ? setAsking(true) : send())}
          >
            {commands.doubt.again}
          </Button>
        }
      >
        <p>{commands.doubt.text}</p>
      </Note>
      {isAskedFirst(press.request) && (
        <AskFirst
          request={press.request}
          isOpen={isAsking}
          onClose={() => setAsking(false)}
          onSend={send}
        />
      )}
    </>
  );
}
