import { formatAgo, formatDateTime, formatSince, now } from "../format";
import { fill, t } from "../i18n";
import { isOld, type ReadingKind } from "../service/cadence";
import css from "./age.module.css";
import { Icon } from "./icons";

/** "3 minutes ago", or that it is less than one. */
export const agoText = (at: string) => formatAgo(at) ?? t.value.common.age.underAMinute;

/** How long ago something was; pointed at, when. */
export function Ago({ at }: { at: string }) {
  return (
    <time dateTime={at} title={formatDateTime(at)}>
      {agoText(at)}
    </time>
  );
}

interface AgeProps {
  /** When it was reported. */
  at: string | undefined;
  /** What the reading is of: it decides when it is old. */
  kind?: ReadingKind | undefined;
  /** Leaves out what to do about a reading that is old. */
  short?: boolean;
}

/** The age of a reading in words; of an old one, also what the driver can do. */
export function Age({ at, kind = "resting", short = false }: AgeProps) {
  const { age, old } = t.value.common;
  if (at === undefined) return <p class={css.age}>{age.never}</p>;
  const isStale = isOld(at, kind, now.value);
  return (
    <div class={isStale ? css.old : css.age}>
      <Icon name="clock" size={16} />
      <p>
        <time dateTime={at} title={formatDateTime(at)}>
          {fill(age.reported, { age: agoText(at) })}
        </time>
        {isStale && !short && (
          <span class={css.advice}>{fill(old[kind], { duration: formatSince(at) })}</span>
        )}
      </p>
    </div>
  );
}
