import type { ComponentChildren, JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import css from "./button.module.css";
import { Icon, type IconName } from "./icons";

interface Look {
  /** `main` for what a screen is for, `quiet` for what is beside it, `danger` for what ends something. */
  look?: "main" | "plain" | "quiet" | "danger";
  icon?: IconName;
  /** Only the icon is shown; `children` is its name for screen readers. */
  iconOnly?: boolean;
  children: ComponentChildren;
}

type ButtonProps = Look &
  Omit<JSX.IntrinsicElements["button"], "onClick" | "children" | "icon" | "disabled"> & {
    /** What a click starts is started once, however often it is clicked meanwhile. */
    onClick?: () => unknown;
    /** A click does nothing. The button keeps the focus, which one that the browser disables would lose. */
    disabled?: boolean | undefined;
  };

export function Button({
  look = "plain",
  icon,
  iconOnly,
  children,
  onClick,
  disabled,
  ...rest
}: ButtonProps) {
  const [isBusy, setBusy] = useState(false);
  const busy = useRef(false);
  const act = async () => {
    if (busy.current || disabled) return;
    busy.current = true;
    setBusy(true);
    try {
      await onClick?.();
    } finally {
      busy.current = false;
      setBusy(false);
    }
  };
  return (
    <button
      type="button"
      {...rest}
      class={[css.button, css[look], iconOnly && css.round, rest.class].filter(Boolean).join(" ")}
      aria-disabled={isBusy || disabled || undefined}
      onClick={act}
    >
      <Content icon={icon} iconOnly={iconOnly}>
        {children}
      </Content>
    </button>
  );
}

type LinkButtonProps = Look & {
  href: string;
  class?: string;
  rel?: string;
  target?: string;
  "data-testid"?: string;
};

/** A link that looks like a button. */
export function LinkButton({ look = "plain", icon, iconOnly, children, ...rest }: LinkButtonProps) {
  return (
    <a
      {...rest}
      class={[css.button, css[look], iconOnly && css.round, rest.class].filter(Boolean).join(" ")}
    >
      <Content icon={icon} iconOnly={iconOnly}>
        {children}
      </Content>
    </a>
  );
}

function Content({ icon, iconOnly, children }: ContentProps) {
  return (
    <>
      {icon && <Icon name={icon} />}
      {iconOnly ? <span class="visually-hidden">{children}</span> : children}
    </>
  );
}

interface ContentProps {
  icon: IconName | undefined;
  iconOnly: boolean | undefined;
  children: ComponentChildren;
}
