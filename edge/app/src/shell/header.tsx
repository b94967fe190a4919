import { useLocation } from "preact-iso";
import { t } from "../i18n";
import { LinkButton } from "../parts/button";
import { liveMode } from "../service/live";
import { accounts } from "../service/session";
import { AccountMenu } from "./account_menu";
import css from "./header.module.css";

/** The brand mark, how what happens comes here, and the way to the accounts. */
export function Header() {
  const { common } = t.value;
  const { path } = useLocation();
  const mode = liveMode.value;
  return (
    <header class={css.header}>
      <div class={css.bar}>
        <a class={css.brand} href="/" data-testid="home">
          <img src="/icon.svg" alt="" width="32" height="32" />
          <span>{common.appName}</span>
        </a>
        <p class={css.live} role="status" data-testid="live" data-mode={mode}>
          {mode && <span class={css.dot} data-mode={mode} />}
          {mode && <span class={css.mode}>{common.live[mode]}</span>}
        </p>
        {accounts.value.length > 0 ? (
          <AccountMenu />
        ) : (
          path !== "/settings" && (
            <LinkButton href="/settings" look="quiet" icon="settings" iconOnly>
              {common.menu.settings}
            </LinkButton>
          )
        )}
      </div>
    </header>
  );
}
