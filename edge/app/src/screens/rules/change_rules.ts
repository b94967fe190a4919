import type { KerbsideError } from "kerbside";
import { answered } from "../../service/answers";
import type { Car } from "../../service/garage";
import { rulesOf } from "../../service/questions";
import { problemOf } from "../../service/session";

/** Makes a call that changes a car's rules, and reads them anew. Gives its problem where there was one. */
export async function changeRules(
  { account: { slot }, vehicle }: Car,
  call: () => Promise<unknown>,
): Promise<KerbsideError | undefined> {
  let problem: KerbsideError | undefined;
  try {
    await call();
  } catch (error) {
    problem = problemOf(slot, error);
    if (!problem) return undefined;
  }
  // One that failed may be done all the same, or have failed since another device was quicker.
  const reloading = answered(rulesOf(slot, vehicle.id)).reload(true);
  if (!problem) await reloading;
  return problem;
}
