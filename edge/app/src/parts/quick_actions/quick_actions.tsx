// The commands that matter most, for the screen of a car.

import { fill, t } from "../../i18n";
import { hasCommands, isSwitchedOn } from "../../service/app_settings";
import { isCharging, type Status } from "../../service/cadence";
import { hasNoPlug, pathOf } from "../../service/car_facts";
import type { Car } from "../../service/garage";
import { statusOf } from "../../service/questions";
import { useAnswer } from "../../service/use";
import { Card } from "../card";
import {
  type CarAction,
  CommandTiles,
  commandText,
  groupOf,
  PressSteps,
  type Tile,
  TilesSkeleton,
  takes,
  useActions,
} from "../commands";
import { Problem } from "../problem";
import { isSameProblem } from "../same_problem";
import css from "./quick_actions.module.css";

/** The buttons, the likelier of two first by what the car last said; none for what it has nothing of. */
function quick({ vehicle }: Car, status: Status | undefined): Tile[] {
  const isHeating = status?.preconditioning?.status === "Enabled";
  const charging: Tile = [{ type: "charging", on: !isCharging(status) }, "bolt"];
  return [
    [{ type: "lock" }, "lock"],
    [{ type: "unlock" }, "unlock"],
    [{ type: "climate", on: !isHeating }, "climate"],
    ...(hasNoPlug(vehicle, status) ? [] : [charging]),
    [{ type: "lights", on: true }, "lights"],
    [{ type: "horn", on: true }, "horn"],
    [{ type: "wake-up" }, "refresh"],
  ];
}

interface QuickActionsProps {
  car: Car;
  /** What is told above already. */
  told: Error | undefined;
}

/** What the owner of the service has switched on, each with its steps; nothing where that is nothing. */
export function QuickActions(props: QuickActionsProps) {
  if (!hasCommands()) return null;
  return <Shown {...props} />;
}

function Shown({ car, told }: QuickActionsProps) {
  const { account, vehicle } = car;
  const status = useAnswer(statusOf(account.slot, vehicle.id)).value.value;
  const { all, can, answer } = useActions(car);
  const words = t.value.commands;
  const problem = answer.problem.value;
  const at = { slot: account.slot, vehicleId: vehicle.id };
  const tiles = quick(car, status);
  const offered = tiles.filter(([request]) => can(request.type) && takes(all, request));
  const groups = [...new Set(offered.map(([{ type }]) => groupOf(type)))];
  return (
    <Card
      title={words.quick}
      icon="send"
      href={pathOf(vehicle.id, "commands")}
      testId="quick-actions"
    >
      {all.length === 0 && !problem && (
        <TilesSkeleton types={tiles.map(([{ type }]) => type).filter(isSwitchedOn)} />
      )}
      {offered.length > 0 && <CommandTiles {...at} tiles={offered} />}
      <Denied actions={all} tiles={tiles} />
      <div class={css.steps}>
        {problem &&
          all.length === 0 &&
          (isSameProblem(problem, told) ? (
            <p class="quiet">{t.value.common.problem.notNow}</p>
          ) : (
            <Problem problem={problem} onRetry={() => answer.reload()} />
          ))}
        {groups.map((group) => (
          <PressSteps key={group} {...at} group={group} />
        ))}
      </div>
    </Card>
  );
}

// What the owner has left out is nothing that a driver misses; what the car cannot do is said.
function Denied({ actions, tiles }: { actions: readonly CarAction[]; tiles: readonly Tile[] }) {
  const { common, words } = t.value;
  const denied = tiles.flatMap(([request]) => {
    const action = actions.find(({ type }) => type === request.type);
    return action?.why && action.why !== "owner" ? [{ request, why: action.why }] : [];
  });
  if (denied.length === 0) return null;
  return (
    <ul class={css.denied}>
      {denied.map(({ request, why: who }) => (
        <li key={request.type}>
          {fill(common.pair, { name: commandText(request), value: words.why[who] })}
        </li>
      ))}
    </ul>
  );
}
