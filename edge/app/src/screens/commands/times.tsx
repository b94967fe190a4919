import { fill, t } from "../../i18n";
import { Button } from "../../parts/button";
import { Days } from "../../parts/days";
import { Field } from "../../parts/field";
import { Switch } from "../../parts/switch";
import css from "./commands.module.css";
import { addedTo, type Draft } from "./draft";

interface TimesProps {
  drafts: Draft[];
  onChange: (drafts: Draft[]) => void;
  most: number;
  /** Times that the car has got meanwhile, whose places are not free. */
  taken: readonly Draft[];
  /** The car takes them as one list: it has an order and no places, and is never empty. */
  keepsOne?: boolean;
  hasEnd?: boolean;
  hasRepeat?: boolean;
}

/** Times of the week, to be changed, added and removed. */
export function Times({ drafts, onChange, most, taken, keepsOne, hasEnd, hasRepeat }: TimesProps) {
  const words = t.value.commands;
  const added = addedTo(drafts, most, taken);
  const change = (slot: number, part: Partial<Draft>) =>
    onChange(drafts.map((draft) => (draft.slot === slot ? { ...draft, ...part } : draft)));
  return (
    <>
      {drafts.map((draft, index) => (
        <fieldset key={keepsOne ? index : draft.slot} class={css.time}>
          <legend>{fill(words.time, { n: index + 1 })}</legend>
          <div class={css.pair}>
            <Field label={words.startTime}>
              <input
                type="time"
                required
                value={draft.startTime}
                onInput={(event) => change(draft.slot, { startTime: event.currentTarget.value })}
              />
            </Field>
            {hasEnd && (
              <Field label={words.endTime} hint={words.endHint}>
                <input
                  type="time"
                  value={draft.endTime}
                  onInput={(event) => change(draft.slot, { endTime: event.currentTarget.value })}
                />
              </Field>
            )}
          </div>
          <Days days={draft.days} onChange={(days) => change(draft.slot, { days })} />
          {hasRepeat && (
            <Switch on={draft.repeats} onChange={(repeats) => change(draft.slot, { repeats })}>
              {t.value.words.recurrence.Daily}
            </Switch>
          )}
          <Switch on={draft.enabled} onChange={(enabled) => change(draft.slot, { enabled })}>
            {words.enabled}
          </Switch>
          {!(keepsOne && drafts.length === 1) && (
            <Button
              look="danger"
              onClick={() => onChange(drafts.filter(({ slot }) => slot !== draft.slot))}
            >
              {words.remove}
            </Button>
          )}
        </fieldset>
      ))}
      {added && (
        <Button icon="plus" look="quiet" onClick={() => onChange(added)}>
          {words.addTime}
        </Button>
      )}
    </>
  );
}
