import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { fill, t } from "../i18n";
import { DriverName } from "../parts/driver_name";
import { Icon, type IconName } from "../parts/icons";
import { logOutOrNotify } from "../parts/log_out";
import { accounts } from "../service/session";
import css from "./account_menu.module.css";

/** Whether the browser opens and closes it. Safari before 17 and Firefox before 125 have no popovers. */
const HAS_POPOVERS = "popover" in HTMLElement.prototype;

/**
 * Closes by Escape, which gives the focus back to the first of these, and by a click or the focus elsewhere,
 * as a browser does it with a popover. Gives what ends that.
 */
function closeElsewhere(
  parts: readonly RefObject<HTMLElement | null>[],
  close: () => void,
): () => void {
  const isWithin = (target: EventTarget | null) =>
    parts.some(({ current }) => current?.contains(target as Node | null));
  const ends = new AbortController();
  const { signal } = ends;
  const leave = ({ target }: Event) => {
    if (!isWithin(target)) close();
  };
  document.addEventListener("click", leave, { signal });
  document.addEventListener("focusin", leave, { signal });
  document.addEventListener(
    "keydown",
    ({ key }) => {
      if (key !== "Escape") return;
      if (isWithin(document.activeElement)) parts[0]?.current?.focus();
      close();
    },
    { signal },
  );
  return () => ends.abort();
}

/** The accounts, the settings, and the way out. */
export function AccountMenu() {
  const { menu } = t.value.common;
  const { path } = useLocation();
  const opener = useRef<HTMLButtonElement>(null);
  const popover = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(HAS_POPOVERS);
  // Another one may be logged in that this page does not show: what names an account logs out of that alone.
  const only = accounts.value.length > 1 ? undefined : accounts.value[0];
  const close = () => {
    const { current } = popover;
    if (!HAS_POPOVERS) setOpen(false);
    // Chrome 114 throws where it is closed already.
    else if (current?.matches(":popover-open")) current.hidePopover();
  };
  useEffect(() => {
    if (!HAS_POPOVERS && isOpen) return closeElsewhere([opener, popover], close);
  }, [isOpen]);
  // On another screen it is in the way.
  useEffect(() => {
    close();
  }, [path, accounts.value.length]);
  return (
    <>
      <button
        ref={opener}
        type="button"
        class={css.open}
        {...(HAS_POPOVERS
          ? { popovertarget: "account-menu" }
          : { "aria-expanded": isOpen, onClick: () => setOpen(!isOpen) })}
        data-testid="account-menu"
      >
        <Icon name="user" />
        <span class="visually-hidden">{menu.account}</span>
      </button>
      <div
        ref={popover}
        popover={HAS_POPOVERS ? "auto" : undefined}
        hidden={!isOpen}
        id="account-menu"
        class={css.menu}
      >
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
            logOutOrNotify(only?.slot);
          }}
        >
          <Icon name="logout" />
          {only ? fill(menu.logOutOf, { brand: only.brandName }) : menu.logOutOfAll}
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
