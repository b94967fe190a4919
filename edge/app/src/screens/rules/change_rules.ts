import { KerbsideError } from "kerbside";
import { answered } from "../../service/answers";
import { isLoggedOut } from "../../service/client";
import type { Car } from "../../service/garage";
import { rulesOf } from "../../service/questions";
import { ended } from "../../service/session";

/** Makes a call that changes a car's rules, and reads them anew. Gives the problem where there was one. */
export async function changeRules(
  { account: { slot }, vehicle }: Car,
  call: () => Promise<unknown>,
): Promise<KerbsideError | undefined> {
  try {
    await call();
    await answered(rulesOf(slot, vehicle.id)).reload(true);
  } catch (error) {
    if (isLoggedOut(error)) ended(slot, error);
    else if (error instanceof KerbsideError) return error;
    else throw error;
  }
  return undefined;
}
