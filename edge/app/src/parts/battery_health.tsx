import { formatPercent } from "../format";
import { t } from "../i18n";
import { Figure } from "./figure";

/** What is left of what a battery held when it was new, in a figure and in words. */
export function BatteryHealth({ percent }: { percent: number }) {
  const { ofNew, words } = t.value.car.battery;
  return (
    <>
      <Figure value={formatPercent(percent)} of={ofNew} />
      <p>{words[wordOf(percent)]}</p>
    </>
  );
}

/** Makers guarantee 70 percent for some years. */
function wordOf(percent: number): "fresh" | "good" | "aged" | "weak" {
  if (percent >= 95) return "fresh";
  if (percent >= 80) return "good";
  return percent >= 70 ? "aged" : "weak";
}
