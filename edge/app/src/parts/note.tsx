import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./icons";
import css from "./note.module.css";

interface NoteProps {
  tone?: "info" | "warn" | "danger" | "good";
  icon?: IconName;
  /** `alert` has a screen reader interrupt; `status` has it wait; without one it says nothing. */
  role?: "alert" | "status";
  title?: string;
  /** What stands at the end: buttons. */
  actions?: ComponentChildren;
  testId?: string;
  children?: ComponentChildren;
}

const ICONS = { info: "info", warn: "alert", danger: "alert", good: "check" } as const;

/** Something that the driver is told. */
export function Note({ tone = "info", icon, role, title, actions, testId, children }: NoteProps) {
  return (
    <div class={`${css.note} ${css[tone]}`} role={role} data-testid={testId}>
      <Icon name={icon ?? ICONS[tone]} />
      <div class={css.text}>
        {title && <p class={css.title}>{title}</p>}
        {children}
      </div>
      {actions && <div class={css.actions}>{actions}</div>}
    </div>
  );
}
