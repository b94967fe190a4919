import { useRef, useState } from "preact/hooks";
import { fill, language, t } from "../../i18n";
import { alertTexts } from "../../i18n/word";
import { Button } from "../../parts/button";
import { Field } from "../../parts/field";
import css from "./rules.module.css";

/** Most codes of a condition. */
const MOST = 20;

interface AlertCodesProps {
  /** Without them, any alert. */
  codes: readonly string[] | undefined;
  onChange: (codes: string[] | undefined) => void;
}

/** Any alert, or some. */
export function AlertCodes({ codes = [], onChange }: AlertCodesProps) {
  const { alerts, rules: words } = t.value;
  const textOf = (code: string) => alertTexts(alerts, code).text;
  const select = useRef<HTMLSelectElement>(null);
  // The select has the last of them, or is empty for one more: each arrow key changes what it has.
  const [isMore, setMore] = useState(true);
  const listed = isMore ? codes : codes.slice(0, -1);
  const left = Object.keys(alerts)
    .filter((code) => code !== "unknown" && !listed.includes(code))
    .sort((one, other) => textOf(one).localeCompare(textOf(other), language.value));
  const change = (next: readonly string[]) => onChange(next.length > 0 ? [...next] : undefined);
  return (
    <>
      {listed.length > 0 && (
        <ul class={css.codes}>
          {listed.map((code) => (
            <li key={code}>
              <Button
                icon="close"
                aria-label={fill(t.value.common.pair, {
                  name: words.removeCondition,
                  value: textOf(code),
                })}
                onClick={() => change(codes.filter((one) => one !== code))}
              >
                {textOf(code)}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {listed.length < MOST && (
        <Field label={words.alerts}>
          <select
            ref={select}
            value={codes[listed.length] ?? ""}
            data-testid="alert-code"
            onChange={({ currentTarget: { value } }) => {
              setMore(!value);
              change(value ? [...listed, value] : listed);
            }}
          >
            <option value="">{listed.length > 0 ? words.oneMore : words.anyAlert}</option>
            {left.map((code) => (
              <option key={code} value={code}>
                {textOf(code)}
              </option>
            ))}
          </select>
        </Field>
      )}
      {!isMore && codes.length < MOST && (
        <Button
          look="quiet"
          icon="plus"
          data-testid="more-codes"
          onClick={() => {
            setMore(true);
            select.current?.focus();
          }}
        >
          {words.oneMore}
        </Button>
      )}
    </>
  );
}
