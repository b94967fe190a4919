import { type Answer, isKnown, KerbsideError } from "kerbside";
import { useEffect, useRef, useState } from "preact/hooks";
import { formatNumber } from "../../format";
import { fill, t } from "../../i18n";
import { word } from "../../i18n/word";
import { Age } from "../../parts/age";
import { Button } from "../../parts/button";
import { type Day, Days } from "../../parts/days";
import { Field } from "../../parts/field";
import { type Place, PlaceField } from "../../parts/place_fields";
import { Problem } from "../../parts/problem";
import { Unavailable } from "../../parts/unavailable";
import { answered } from "../../service/answers";
import type { Car } from "../../service/garage";
import { preferences } from "../../service/preferences";
import { positionOf } from "../../service/questions";
import { AlertCodes } from "./alert_codes";
import { type Draft, KINDS, type Kind, NUMBERS, type NumberOf, STATES, zoneHere } from "./kinds";
import { boundsOf, fieldText, takenAs, unitOf } from "./measure";
import css from "./rules.module.css";
import { kindText, timeZoneText } from "./sentence";

interface ConditionFieldsProps {
  car: Car;
  draft: Draft;
  /** Is told what was changed: another kind comes alone. */
  onChange: (part: Partial<Draft>) => void;
  onRemove: (() => void) | undefined;
}

/** One condition: its kind, and what that takes. */
export function ConditionFields({ car, draft, onChange, onRemove }: ConditionFieldsProps) {
  const words = t.value.rules;
  const number = NUMBERS[draft.is];
  const timeZone = timeZoneText(draft);
  return (
    <fieldset class={css.condition}>
      <legend class="visually-hidden">{words.when}</legend>
      <Field label={words.when}>
        <select
          value={draft.is}
          data-testid="kind"
          onChange={(event) => onChange({ is: event.currentTarget.value as Kind })}
        >
          {(Object.keys(KINDS) as (keyof typeof KINDS)[]).map((group) => (
            <optgroup key={group} label={words.groups[group]}>
              {KINDS[group].map((kind) => (
                <option key={kind} value={kind}>
                  {kindText(kind)}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </Field>
      {number && (
        <NumberField
          of={number}
          hint={draft.is === "charge-above" ? aboveHint(draft.percent as number) : undefined}
          label={labelOf(draft.is)}
          value={draft[number.member] as number | undefined}
          onChange={(value) => onChange({ [number.member]: value })}
        />
      )}
      {draft.is === "charging" && (
        <Choices
          label={words.chargingStates}
          options={STATES}
          textOf={(state) => word(t.value.words.chargingStatus, state)}
          chosen={draft.states as string[]}
          onChange={(states) => onChange({ states })}
        />
      )}
      {draft.is === "alert" && (
        <AlertCodes
          codes={draft.codes as string[] | undefined}
          onChange={(codes) => onChange({ codes })}
        />
      )}
      {(draft.is === "enters" || draft.is === "leaves") && (
        <Zone car={car} draft={draft} onChange={onChange} />
      )}
      {draft.is === "during" && (
        <>
          {/* Who sets a time means it by the clock that they see. */}
          <div class={css.pair}>
            <Time
              label={words.from}
              value={draft.from}
              onChange={(from) => onChange({ from, timeZone: zoneHere() })}
            />
            <Time
              label={words.to}
              value={draft.to}
              onChange={(to) => onChange({ to, timeZone: zoneHere() })}
            />
          </div>
          {timeZone && <p class="quiet">{timeZone}</p>}
          <Days days={draft.days as Day[]} onChange={(days) => onChange({ days })} />
        </>
      )}
      {onRemove && (
        <Button look="quiet" icon="close" onClick={onRemove}>
          {words.removeCondition}
        </Button>
      )}
    </fieldset>
  );
}

function labelOf(kind: Kind): string {
  const words = t.value.rules;
  if (kind === "enters") return words.radius;
  return kind === "leaves" ? words.beyond : words.value;
}

// A car that charges to 80 % and no further is never above that.
const aboveHint = (percent: number) => fill(t.value.rules.aboveHint, { percent: percent + 1 });

interface NumberFieldProps {
  /** Of a value that is within the bounds. */
  hint: string | undefined;
  of: NumberOf;
  label: string;
  value: number | undefined;
  onChange: (value: number | undefined) => void;
}

function NumberField({ of, label, hint, value, onChange }: NumberFieldProps) {
  const { measure, least, most } = of;
  const units = { units: preferences.units.value, temperature: preferences.temperature.value };
  const unit = unitOf(measure, units);
  const [text, setText] = useState<string | undefined>(undefined);
  const [first, last] = boundsOf(of, units);
  const isWrong = value === undefined || value < least || value > most;
  const range = { least: formatNumber(first, 1), most: formatNumber(last, 1) };
  return (
    <Field
      label={label}
      unit={unit}
      hint={isWrong ? fill(t.value.rules.range, range) : hint}
      isWrong={isWrong}
    >
      <input
        type="number"
        inputMode={least < 0 ? "text" : "numeric"}
        step="any"
        min={first}
        max={last}
        value={fieldText(text, value, measure, units)}
        aria-invalid={isWrong}
        data-testid="number"
        onInput={(event) => {
          const written = event.currentTarget;
          setText(written.value);
          const number = written.valueAsNumber;
          onChange(Number.isNaN(number) ? undefined : takenAs(number, measure, units));
        }}
        // What is shown then is what is watched for.
        onBlur={() => value !== undefined && setText(undefined)}
      />
    </Field>
  );
}

function Time({
  label,
  value,
  onChange,
}: {
  label: string;
  value: unknown;
  onChange: (value: string) => void;
}) {
  return (
    <Field label={label}>
      <input
        type="time"
        required
        value={`${value}`}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
    </Field>
  );
}

interface ChoicesProps {
  label: string;
  options: readonly string[];
  textOf: (option: string) => string;
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}

function Choices({ label, options, textOf, chosen, onChange }: ChoicesProps) {
  return (
    <fieldset class={css.choices}>
      <legend class={css.label}>{label}</legend>
      {options.map((option) => (
        <label key={option} class={css.choice}>
          <input
            type="checkbox"
            checked={chosen.includes(option)}
            onChange={({ currentTarget: { checked } }) =>
              onChange(options.filter((one) => (one === option ? checked : chosen.includes(one))))
            }
          />
          {textOf(option)}
        </label>
      ))}
    </fieldset>
  );
}

type ZoneProps = Pick<ConditionFieldsProps, "car" | "draft" | "onChange">;

// The car's own place is asked for when the driver wants it, and not before.
function Zone({ car, draft, onChange }: ZoneProps) {
  const [found, setFound] = useState<Answer<"position.get"> | KerbsideError | undefined>(undefined);
  const isWanted = useRef(false);
  useEffect(
    () => () => {
      isWanted.current = false;
    },
    [],
  );
  const { latitude, longitude } = draft as Partial<Place>;
  const place =
    latitude === undefined || longitude === undefined ? undefined : { latitude, longitude };
  const take = async () => {
    setFound(undefined);
    isWanted.current = true;
    const position = answered(positionOf(car.account.slot, car.vehicle.id));
    await position.reload();
    // Meanwhile another place may have been written, or another kind be shown.
    if (!isWanted.current) return;
    const next = position.problem.peek() ?? position.value.peek();
    setFound(next);
    if (!(next instanceof KerbsideError) && isKnown(next)) {
      onChange({ latitude: next.latitude, longitude: next.longitude });
    }
  };
  return (
    <>
      <PlaceField
        place={place}
        onChange={(next) => {
          isWanted.current = false;
          setFound(undefined);
          onChange({ latitude: next?.latitude, longitude: next?.longitude });
        }}
      />
      <Button icon="pin" data-testid="car-place" onClick={take}>
        {t.value.rules.carPlace}
      </Button>
      {found instanceof KerbsideError ? (
        <Problem problem={found} />
      ) : isKnown(found) ? (
        <Age at={found.observedAt} />
      ) : (
        found && <Unavailable reason={found.unavailable} />
      )}
    </>
  );
}
