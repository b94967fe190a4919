import { formatPercent } from "../format";
import css from "./meter.module.css";

interface MeterProps {
  /** 0 to 100. */
  percent: number;
  /** What is measured, for screen readers. */
  label: string;
  /** What it says, where that is no share: "19 days left". */
  text?: string;
  tone?: "charge" | "fuel" | "warn" | "low";
  /** Shows that it is becoming more. */
  isCharging?: boolean;
  size?: "small" | "large";
}

/** A level as a bar. */
export function Meter(props: MeterProps) {
  const { percent, label, text, tone = "charge", isCharging, size = "small" } = props;
  const level = Math.max(0, Math.min(100, percent));
  const classes = [css.meter, css[tone], css[size], isCharging && css.charging];
  return (
    // A browser draws a <meter> in ways of its own, which no style reaches in all of them.
    // biome-ignore lint/a11y/useSemanticElements: see above
    <div
      class={classes.filter(Boolean).join(" ")}
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={level}
      aria-valuetext={text ?? formatPercent(level)}
    >
      <div class={css.fill} style={{ width: `${level}%` }} />
    </div>
  );
}
