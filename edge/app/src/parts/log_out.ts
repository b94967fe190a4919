import { notify } from "../service/notices";
import { logOut } from "../service/session";

/** Logs out, and says why where that failed. */
export async function logOutOrNotify(slot?: string) {
  try {
    await logOut(slot);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    notify({ kind: "problem", problem: error });
  }
}
