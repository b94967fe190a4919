import { ProblemError, type Schemas } from "kerbside";

/** A problem that came inside an answer, as the error that a call would have given. */
export const problemOf = (problem: Schemas["Problem"]) => new ProblemError("status.get", problem);
