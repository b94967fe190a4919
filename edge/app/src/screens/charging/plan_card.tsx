import { formatMoment, now } from "../../format";
import { fill, t } from "../../i18n";
import { Card } from "../../parts/card";
import { Figure } from "../../parts/figure";
import { clockText, Programs } from "../../parts/programs";
import type { Charging } from "../../service/car_facts";

/** When the car charges by itself: what it is put off to, and its programs. */
export function PlanCard({ charging }: { charging: Charging | undefined }) {
  const texts = t.value.charging;
  const { nextDelayedAt, nextDelayedTime, endAt, programs, observedAt } = charging ?? {};
  const [at, end] = [planned(nextDelayedAt), planned(endAt)];
  const time = at ?? (nextDelayedTime && clockText(nextDelayedTime));
  const isKnown = time !== undefined || end !== undefined || programs !== undefined;
  return (
    <Card
      title={texts.plan}
      icon="calendar"
      {...(charging && { age: { at: observedAt, short: true } })}
    >
      {time && (
        <div>
          <Figure value={fill(texts.delayed, { time })} />
          {!at && (
            <p class="quiet">
              <small>{texts.delayedHint}</small>
            </p>
          )}
        </div>
      )}
      {end && <Figure value={fill(texts.ends, { time: end })} />}
      {isKnown && !time && programs?.length === 0 && <p>{texts.notDelayed}</p>}
      {programs && programs.length > 0 && (
        <>
          <h3>{texts.programs}</h3>
          <Programs programs={programs} />
        </>
      )}
      {!isKnown && <p class="quiet">{texts.planUnknown}</p>}
    </Card>
  );
}

// A point in time that has gone by is no plan.
const planned = (time: string | undefined) =>
  time !== undefined && Date.parse(time) > now.value ? formatMoment(time) : undefined;
