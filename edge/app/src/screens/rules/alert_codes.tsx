import { language, t } from "../../i18n";
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
  const left = Object.keys(alerts)
    .filter((code) => code !== "unknown" && !codes.includes(code))
    .sort((one, other) => textOf(one).localeCompare(textOf(other), language.value));
  const remove = (code: string) => {
    const rest = codes.filter((one) => one !== code);
    onChange(rest.length > 0 ? rest : undefined);
  };
  return (
    <>
      {codes.length > 0 && (
        <ul class={css.codes}>
          {codes.map((code) => (
            <li key={code}>
              <Button
                icon="close"
                aria-label={`${words.removeCondition}: ${textOf(code)}`}
                onClick={() => remove(code)}
              >
                {textOf(code)}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {codes.length < MOST && (
        <Field label={words.alerts}>
          <select
            value=""
            data-testid="alert-code"
            onChange={({ currentTarget }) => {
              const { value } = currentTarget;
              currentTarget.value = "";
              if (value) onChange([...codes, value]);
            }}
          >
            <option value="">{codes.length > 0 ? words.oneMore : words.anyAlert}</option>
            {left.map((code) => (
              <option key={code} value={code}>
                {textOf(code)}
              </option>
            ))}
          </select>
        </Field>
      )}
    </>
  );
}
