import { useEffect, useRef } from "preact/hooks";
import { useLocation } from "preact-iso";
import { fill, t } from "../i18n";
import { DriverName } from "../parts/driver_name";
import { Icon, type IconName } from "../parts/icons";
import { leave } from "../parts/leave";
import { accounts } from "../service/session";
import css from "./account_menu.module.css";

/** The accounts, the settings, and the way out. */
export function AccountMenu() {
  const { menu } = t.value.common;
  const { path } = useLocation();
  const popover = useRef<HTMLDivElement>(null);
  const close = () => popover.current?.hidePopover();
  // On another screen it is in the way.
  useEffect(() => {
    if (popover.current?.matches(":popover-open")) close();
  }, [path, accounts.value.length]);
  return (
    <>
      <button
        type="button"
        class={css.open}
        popovertarget="account-menu"
        data-testid="account-menu"
      >
        <Icon name="user" />
        <span class="visually-hidden">{menu.account}</span>
      </button>
      <div ref={popover} popover="auto" id="account-menu" class={css.menu}>
        <ul class={css.accounts}>
          {accounts.value.map((account) => (
            <li key={account.slot}>
              <DriverName account={account} />
            </li>
          ))}
        </ul>
        <Item icon="settings" href="/settings" onClick={close}>
          {menu.settings}
        </Item>
        <Item
          icon="plus"
          href="/settings#accounts"
          onClick={() => {
            close();
            document.getElementById("accounts")?.scrollIntoView();
          }}
        >
          {menu.addAccount}
        </Item>
        <button
          type="button"
          class={css.item}
          data-testid="log-out"
          onClick={() => {
            close();
            leave();
          }}
        >
          <Icon name="logout" />
          {accounts.value.length > 1
            ? menu.logOutOfAll
            : fill(menu.logOutOf, { brand: accounts.value[0]?.brandName ?? "" })}
        </button>
      </div>
    </>
  );
}

interface ItemProps {
  icon: IconName;
  href: string;
  onClick: () => void;
  children: string;
}

function Item({ icon, href, onClick, children }: ItemProps) {
  return (
    <a class={css.item} href={href} onClick={onClick}>
      <Icon name={icon} />
      {children}
    </a>
  );
}
