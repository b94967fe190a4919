import { type KerbsideError, ProblemError } from "kerbside";
import { useRef, useState } from "preact/hooks";
import { fill, t } from "../../i18n";
import { Problem } from "../../parts/problem";
import { Switch } from "../../parts/switch";
import { answered } from "../../service/answers";
import { api } from "../../service/client";
import { forwardingOf } from "../../service/questions";
import { problemOf } from "../../service/session";
import { useAnswer } from "../../service/use";

/**
 * The driver's consent that the owner's own server has what happens to their cars: asked for where
 * there is such a server, and nowhere else.
 */
export function Forwarding({ slot }: { slot: string }) {
  const answer = useAnswer(forwardingOf(slot));
  const [failure, setFailure] = useState<KerbsideError | undefined>(undefined);
  const isBusy = useRef(false);
  const { available, on, to } = answer.value.value ?? { available: false, on: false };
  const problem = failure ?? answer.problem.value;
  const change = async (wanted: boolean) => {
    // A switch that the browser disables would lose the focus.
    if (isBusy.current) return;
    isBusy.current = true;
    setFailure(undefined);
    try {
      // What is shown is what the service says, also where it could not be asked.
      const held = answered(forwardingOf(slot));
      held.take(await api(slot).forwarding.set(wanted, to === undefined ? {} : { to }));
      await held.reload(true);
    } catch (error) {
      const refused = problemOf(slot, error);
      // That there is another server now is told by the name of the switch.
      if (!(refused instanceof ProblemError && refused.code === "action-not-allowed"))
        setFailure(refused);
      // The owner may have set another server meanwhile.
      answered(forwardingOf(slot)).reload(true);
    } finally {
      isBusy.current = false;
    }
  };
  return (
    <>
      {available && (
        <Switch on={on} onChange={change} testId="forwarding">
          {fill(t.value.settings.forwarding, { to: to ?? "" })}
        </Switch>
      )}
      {problem && !hasNoneToGive(problem) && <Problem problem={problem} hasValue />}
    </>
  );
}

// A login that does not say who the driver is has no consent to give.
const hasNoneToGive = (problem: KerbsideError) =>
  problem instanceof ProblemError && problem.code === "fresh-login-required";
