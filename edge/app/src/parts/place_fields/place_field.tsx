import { useState } from "preact/hooks";
import { t } from "../../i18n";
import { Field } from "../field";
import { type Place, placeOf, placeText } from "./place";

interface PlaceFieldProps {
  place: Place | undefined;
  onChange: (place: Place | undefined) => void;
}

/** A place as two numbers, or as the link of a map, pasted. */
export function PlaceField({ place, onChange }: PlaceFieldProps) {
  const words = t.value.commands.place;
  const [text, setText] = useState<string | undefined>(undefined);
  const isOurs = text !== undefined && same(placeOf(text), place);
  const shown = isOurs ? text : place ? placeText(place) : (text ?? "");
  const isWrong = shown !== "" && !place;
  // Of a link, nothing else shows which place was read.
  const hint = isOurs && place ? placeText(place) : words.hint;
  return (
    <Field label={words.label} hint={isWrong ? words.wrong : hint} isWrong={isWrong}>
      <input
        value={shown}
        autocomplete="off"
        spellcheck={false}
        placeholder="48.85837, 2.29448"
        aria-invalid={isWrong}
        data-testid="place"
        onInput={(event) => {
          const { value } = event.currentTarget;
          setText(value);
          onChange(placeOf(value));
        }}
      />
    </Field>
  );
}

const same = (one: Place | undefined, other: Place | undefined) =>
  one?.latitude === other?.latitude && one?.longitude === other?.longitude;
