import { userOf } from "../service/questions";
import type { Account } from "../service/session";
import { useAnswer } from "../service/use";

/** Milliseconds for which a name is not asked for again. */
const FRESH = 3_600_000;

/** The name of the driver, with the brand: "Camille Moreau · Peugeot". */
export function DriverName({ account }: { account: Account }) {
  const { value } = useAnswer(userOf(account.slot), FRESH);
  const { firstName, lastName, email } = value.value ?? {};
  const name = [firstName, lastName].filter(Boolean).join(" ") || email;
  return (
    <span data-testid="driver" data-brand={account.brand}>
      {[name, account.brandName].filter(Boolean).join(" · ")}
    </span>
  );
}
