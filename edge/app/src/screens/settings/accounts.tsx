import { formatDate } from "../../format";
import { fill, t } from "../../i18n";
import { Button, LinkButton } from "../../parts/button";
import { Card } from "../../parts/card";
import { DriverName } from "../../parts/driver_name";
import { logOutOrNotify } from "../../parts/log_out";
import { type Account, brands } from "../../service/session";
import { Forwarding } from "./forwarding";
import css from "./settings.module.css";

/** Who is logged in, the way out of one or all, and the way to one more. */
export function Accounts({ accounts }: { accounts: readonly Account[] }) {
  const { settings, login, common } = t.value;
  return (
    <Card title={settings.accounts} icon="user">
      {accounts.length > 0 && (
        <ul class={css.accounts}>
          {accounts.map((account) => (
            <li key={account.slot} data-testid="settings-account" data-brand={account.brand}>
              <div class={css.account}>
                <p class={css.who}>
                  <b>
                    <DriverName account={account} />
                  </b>
                  <small class="quiet">
                    {fill(settings.since, { date: formatDate(account.since * 1000) })}
                  </small>
                </p>
                <Button
                  look="danger"
                  icon="logout"
                  data-testid="log-out-of"
                  onClick={() => logOutOrNotify(account.slot)}
                >
                  {fill(common.menu.logOutOf, { brand: account.brandName })}
                </Button>
              </div>
              <Forwarding slot={account.slot} />
            </li>
          ))}
        </ul>
      )}
      {accounts.length > 1 && (
        <Button
          look="danger"
          icon="logout"
          class={css.own}
          data-testid="log-out-of-all"
          onClick={() => logOutOrNotify()}
        >
          {common.menu.logOutOfAll}
        </Button>
      )}
      <section id="accounts" class={css.more} data-testid="brands">
        <h3>{accounts.length > 0 ? login.another : login.choose}</h3>
        <div class={css.brands}>
          {brands.value.map(({ brand, name, loginUrl }) => (
            <LinkButton key={brand} href={loginUrl}>
              {name}
            </LinkButton>
          ))}
        </div>
        <p class="quiet">
          <small>{login.hint}</small>
        </p>
      </section>
    </Card>
  );
}
