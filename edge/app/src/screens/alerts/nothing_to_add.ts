import { isSameProblem } from "../../parts/same_problem";

/**
 * Whether a list says nothing beside what is told above already: it is empty, since the car tells
 * nothing, or it has the same problem.
 */
export function hasNothingToAdd(
  items: readonly unknown[],
  problem: Error | undefined,
  told: Error | undefined,
): boolean {
  return items.length === 0 && told !== undefined && (!problem || isSameProblem(problem, told));
}
