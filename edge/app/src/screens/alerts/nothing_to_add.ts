import { ConnectionError, ProblemError } from "kerbside";

/**
 * Whether a list says nothing beside what is told above already: it is empty, since the car tells
 * nothing, or it has the same problem.
 */
export function hasNothingToAdd(
  items: readonly unknown[],
  problem: Error | undefined,
  told: Error | undefined,
): boolean {
  return items.length === 0 && told !== undefined && (!problem || isSame(problem, told));
}

function isSame(problem: Error, told: Error): boolean {
  if (problem instanceof ProblemError) {
    return told instanceof ProblemError && told.code === problem.code;
  }
  return problem instanceof ConnectionError && told instanceof ConnectionError;
}
