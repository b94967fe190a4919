import type { Request } from "./press";
import type { CarAction } from "./use_actions";

/**
 * Whether a car takes what a command asks, as far as it says. `without` names what it does not take:
 * a member, or a member with its value, as `on=false`.
 */
export function takes(actions: readonly CarAction[], { type, ...members }: Request) {
  const without = actions.find((action) => action.type === type)?.without ?? [];
  return !Object.entries(members).some(
    ([name, value]) => without.includes(name) || without.includes(`${name}=${value}`),
  );
}
