import { useId } from "preact/hooks";
import css from "./segmented.module.css";

interface SegmentedProps<Value extends string> {
  /** What is chosen, for screen readers; it is shown where `showsLabel`. */
  label: string;
  showsLabel?: boolean;
  options: readonly { value: Value; text: string }[];
  value: Value;
  onChange: (value: Value) => void;
}

/** One of a few: radio buttons in a row. */
export function Segmented<Value extends string>(props: SegmentedProps<Value>) {
  const { label, showsLabel, options, value, onChange } = props;
  const name = useId();
  return (
    <fieldset class={css.field}>
      <legend class={showsLabel ? css.legend : "visually-hidden"}>{label}</legend>
      <div class={css.row}>
        {options.map((option) => (
          <label key={option.value} class={css.option}>
            <input
              type="radio"
              name={name}
              class="visually-hidden"
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            <span>{option.text}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
