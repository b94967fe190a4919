import { cloneElement, type VNode } from "preact";
import { useId } from "preact/hooks";
import css from "./field.module.css";

interface FieldProps {
  label: string;
  /** The label is there for screen readers alone. */
  hidesLabel?: boolean;
  hint?: string | undefined;
  isWrong?: boolean;
  /** What stands behind the value: its unit. */
  unit?: string | undefined;
  /** One `input` or `select`. */
  children: VNode;
}

/** Something to fill in, with its label, its unit, and a hint. */
export function Field({ label, hidesLabel, hint, isWrong, unit, children }: FieldProps) {
  const id = useId();
  return (
    <div class={css.field}>
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the control is the child */}
      <label class={css.field}>
        <span class={hidesLabel ? "visually-hidden" : css.label}>{label}</span>
        <span class={css.row}>
          {hint ? cloneElement(children, { "aria-describedby": id }) : children}
          {unit && <span class={css.unit}>{unit}</span>}
        </span>
      </label>
      {hint && (
        <small id={id} class={isWrong ? css.wrong : css.hint}>
          {hint}
        </small>
      )}
    </div>
  );
}
