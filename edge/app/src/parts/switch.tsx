import type { ComponentChildren } from "preact";
import css from "./switch.module.css";

interface SwitchProps {
  on: boolean;
  onChange: (on: boolean) => void;
  hint?: ComponentChildren;
  testId?: string;
  children: ComponentChildren;
}

/** Something that is on or off: a checkbox that looks like a switch. */
export function Switch({ on, onChange, hint, testId, children }: SwitchProps) {
  return (
    <label class={css.switch} data-testid={testId}>
      <span class={css.text}>{children}</span>
      <input
        type="checkbox"
        class={css.box}
        checked={on}
        onChange={(event) => {
          // What is shown is what holds, also where the change is refused.
          const wanted = event.currentTarget.checked;
          event.currentTarget.checked = on;
          onChange(wanted);
        }}
      />
      {hint && <small class={css.hint}>{hint}</small>}
    </label>
  );
}
