import { ConnectionError, ProblemError } from "kerbside";

/** Whether a problem is the one that is told already. */
export function isSameProblem(problem: Error, told: Error | undefined): boolean {
  if (problem instanceof ProblemError) {
    return told instanceof ProblemError && told.code === problem.code;
  }
  return problem instanceof ConnectionError && told instanceof ConnectionError;
}
