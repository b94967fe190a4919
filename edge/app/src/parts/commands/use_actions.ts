import type { Schemas } from "kerbside";
import type { Answered } from "../../service/answers";
import type { Car } from "../../service/garage";
import { actionsOf } from "../../service/questions";
import { useAnswer } from "../../service/use";

export type CarAction = Schemas["CarAction"];
export type CommandType = CarAction["type"];

/** What can be done with a car. */
export interface CarActions {
  answer: Answered<Schemas["CarActions"]>;
  /** Every command there is; none before they are known. */
  all: readonly CarAction[];
  can(type: CommandType): boolean;
}

export function useActions({ account, vehicle }: Car): CarActions {
  const answer = useAnswer(actionsOf(account.slot, vehicle.id));
  const all = answer.value.value?.actions ?? [];
  return {
    answer,
    all,
    can: (type) => all.some((action) => action.type === type && action.available),
  };
}
