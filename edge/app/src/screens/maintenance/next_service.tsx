import { ProblemError, type Schemas } from "kerbside";
import { formatDate, formatDistance, now } from "../../format";
import { fill, plural, t } from "../../i18n";
import { Card } from "../../parts/card";
import { Meter } from "../../parts/meter";
import { Note } from "../../parts/note";
import { Problem, problemWords } from "../../parts/problem";
import { type Countdown, countdownsOf, dueOn, TONES, urgencyOf } from "../../parts/service_due";
import type { Answered } from "../../service/answers";
import css from "./maintenance.module.css";

type Maintenance = Schemas["Maintenance"];

interface NextServiceProps {
  /** Nothing where the car does not tell. */
  answer: Answered<Maintenance> | undefined;
  /** What is told above already. */
  told: Error | undefined;
}

const METERS = { later: "charge", soon: "warn", overdue: "low" } as const;

/** What is left until the next service, in days and in kilometres. */
export function NextService({ answer, told }: NextServiceProps) {
  const { maintenance: words } = t.value;
  const value = answer?.value.value;
  const problem = answer?.problem.value;
  const [days, km] = value ? countdownsOf(value, now.value) : [];
  const hasNoData = problem instanceof ProblemError && problem.code === "no-data-yet";
  if (!value && problem && told) return null;
  return (
    <Card
      title={words.next}
      icon="wrench"
      wide
      tone={TONES[urgencyOf(days, km)]}
      testId="next-service"
      {...(value && { age: { at: value.observedAt } })}
    >
      {!answer && <p class="quiet">{words.notTold}</p>}
      {problem && !(hasNoData && !value) && (
        <Problem problem={problem} hasValue={!!value} onRetry={() => answer?.reload()} />
      )}
      {problem && hasNoData && !value && <p class="quiet">{problemWords(problem)}</p>}
      {value && <Left value={value} days={days} km={km} />}
    </Card>
  );
}

interface LeftProps {
  value: Maintenance;
  days: Countdown | undefined;
  km: Countdown | undefined;
}

function Left({ value, days, km }: LeftProps) {
  const { maintenance: words } = t.value;
  const urgency = urgencyOf(days, km);
  const due = dueOn(value, now.value);
  if (!days && !km) return <p class="quiet">{words.notTold}</p>;
  return (
    <>
      {urgency !== "later" && (
        <Note tone={urgency === "overdue" ? "danger" : "warn"} title={words[urgency]}>
          <p>{words.advice}</p>
        </Note>
      )}
      <div class={css.countdowns}>
        {days && (
          <Bar
            name={words.time}
            countdown={days}
            text={plural(days.urgency === "overdue" ? words.daysOver : words.days, days.amount)}
            hint={due && fill(words.around, { date: formatDate(due) })}
          />
        )}
        {km && (
          <Bar
            name={words.distance}
            countdown={km}
            text={fill(km.urgency === "overdue" ? words.over : words.left, {
              distance: formatDistance(km.amount, 0),
            })}
          />
        )}
      </div>
      {days && km && urgency !== "overdue" && <p class="quiet">{words.first}</p>}
    </>
  );
}

interface BarProps {
  name: string;
  countdown: Countdown;
  text: string;
  hint?: string | undefined;
}

function Bar({ name, countdown, text, hint }: BarProps) {
  return (
    <div class={css.countdown} data-urgency={countdown.urgency}>
      <span class={css.name}>{name}</span>
      <span class={css.left}>{text}</span>
      <Meter
        percent={countdown.percent}
        label={name}
        text={text}
        tone={METERS[countdown.urgency]}
      />
      {hint && <span class={css.hint}>{hint}</span>}
    </div>
  );
}
