import { isKnown, KerbsideError } from "kerbside";
import { useState } from "preact/hooks";
import { formatNumber } from "../../format";
import { fill, t } from "../../i18n";
import { word } from "../../i18n/word";
import { Button } from "../../parts/button";
import { type Day, Days } from "../../parts/days";
import { Field } from "../../parts/field";
import { type Place, PlaceField } from "../../parts/place_fields";
import { Problem } from "../../parts/problem";
import { Unavailable } from "../../parts/unavailable";
import { api, isLoggedOut } from "../../service/client";
import type { Car } from "../../service/garage";
import { preferences } from "../../service/preferences";
import { ended } from "../../service/session";
import { AlertCodes } from "./alert_codes";
import {
  begun,
  type Draft,
  KINDS,
  type Kind,
  NUMBERS,
  type NumberOf,
  STATES,
  zoneHere,
} from "./kinds";
import { boundsOf, fieldText, takenAs, unitOf } from "./measure";
import css from "./rules.module.css";
import { kindText, timeZoneText } from "./sentence";

interface ConditionFieldsProps {
  car: Car;
  draft: Draft;
  onChange: (draft: Draft) => void;
  onRemove: (() => void) | undefined;
}

/** One condition: its kind, and what that takes. */
export function ConditionFields({ car, draft, onChange, onRemove }: ConditionFieldsProps) {
  const words = t.value.rules;
  const number = NUMBERS[draft.is];
  const timeZone = timeZoneText(draft);
  const change = (part: Partial<Record<string, unknown>>) => onChange({ ...draft, ...part });
  return (
    <fieldset class={css.condition}>
      <legend class="visually-hidden">{words.when}</legend>
      <Field label={words.when}>
        <select
          value={draft.is}
          data-testid="kind"
          onChange={(event) => {
            onChange(begun(event.currentTarget.value as Kind));
          }}
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
          onChange={(value) => change({ [number.member]: value })}
        />
      )}
      {draft.is === "charging" && (
        <Choices
          label={words.chargingStates}
          options={STATES}
          textOf={(state) => word(t.value.words.chargingStatus, state)}
          chosen={draft.states as string[]}
          onChange={(states) => change({ states })}
        />
      )}
      {draft.is === "alert" && (
        <AlertCodes
          codes={draft.codes as string[] | undefined}
          onChange={(codes) => onChange(codes ? { is: "alert", codes } : { is: "alert" })}
        />
      )}
      {(draft.is === "enters" || draft.is === "leaves") && (
        <Zone car={car} draft={draft} change={change} />
      )}
      {draft.is === "during" && (
        <>
          {/* Who sets a time means it by the clock that they see. */}
          <div class={css.pair}>
            <Time
              label={words.from}
              value={draft.from}
              onChange={(from) => change({ from, timeZone: zoneHere() })}
            />
            <Time
              label={words.to}
              value={draft.to}
              onChange={(to) => change({ to, timeZone: zoneHere() })}
            />
          </div>
          {timeZone && <p class="quiet">{timeZone}</p>}
          <Days days={draft.days as Day[]} onChange={(days) => change({ days })} />
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

interface ZoneProps {
  car: Car;
  draft: Draft;
  change: (part: Partial<Record<string, unknown>>) => void;
}

// The car's own place is asked for when the driver wants it, and not before.
function Zone({ car, draft, change }: ZoneProps) {
  const [missing, setMissing] = useState<KerbsideError | string | undefined>(undefined);
  const { latitude, longitude } = draft as Partial<Place>;
  const place =
    latitude === undefined || longitude === undefined ? undefined : { latitude, longitude };
  const take = async () => {
    setMissing(undefined);
    try {
      const found = await api(car.account.slot).position.get(car.vehicle.id);
      if (isKnown(found)) change({ latitude: found.latitude, longitude: found.longitude });
      else setMissing(found.unavailable);
    } catch (error) {
      if (isLoggedOut(error)) ended(car.account.slot, error);
      else if (error instanceof KerbsideError) setMissing(error);
      else throw error;
    }
  };
  return (
    <>
      <PlaceField
        place={place}
        onChange={(next) => change({ latitude: next?.latitude, longitude: next?.longitude })}
      />
      <Button icon="pin" data-testid="car-place" onClick={take}>
        {t.value.rules.carPlace}
      </Button>
      {typeof missing === "string" && <Unavailable reason={missing} />}
      {missing instanceof KerbsideError && <Problem problem={missing} />}
    </>
  );
}
