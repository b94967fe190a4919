import { useEffect } from "preact/hooks";
import { LANGUAGE_NAMES, LANGUAGES, t } from "../../i18n";
import { Card } from "../../parts/card";
import { Segmented } from "../../parts/segmented";
import { Switch } from "../../parts/switch";
import { prefer, preferences } from "../../service/preferences";
import { accounts, isSessionKnown } from "../../service/session";
import { Accounts } from "./accounts";
import css from "./settings.module.css";

export default function Settings() {
  const words = t.value.settings;
  const { language, units, temperature, scheme, keep } = preferences;
  useEffect(() => {
    document.title = words.title;
    return () => {
      document.title = t.value.common.appName;
    };
  }, [words]);
  return (
    <>
      <h1>{words.title}</h1>
      <div class={css.columns}>
        {isSessionKnown.value && <Accounts accounts={accounts.value} />}
        <Card title={words.display} icon="settings">
          <label class={css.field}>
            <span class={css.label}>{words.language}</span>
            <select
              class={css.select}
              value={language.value}
              onChange={(event) =>
                prefer("language", event.currentTarget.value as typeof language.value)
              }
            >
              {LANGUAGES.map((one) => (
                <option key={one} value={one} lang={one}>
                  {LANGUAGE_NAMES[one]}
                </option>
              ))}
            </select>
          </label>
          <Segmented
            label={words.units}
            showsLabel
            value={units.value}
            onChange={(value) => prefer("units", value)}
            options={[
              { value: "metric", text: words.metric },
              { value: "imperial", text: words.imperial },
            ]}
          />
          <Segmented
            label={words.temperature}
            showsLabel
            value={temperature.value}
            onChange={(value) => prefer("temperature", value)}
            options={[
              { value: "celsius", text: words.celsius },
              { value: "fahrenheit", text: words.fahrenheit },
            ]}
          />
          <Segmented
            label={words.scheme}
            showsLabel
            value={scheme.value}
            onChange={(value) => prefer("scheme", value)}
            options={[
              { value: "auto", text: words.auto },
              { value: "light", text: words.light },
              { value: "dark", text: words.dark },
            ]}
          />
        </Card>
        <Card title={words.privacy} icon="lock">
          <Switch
            on={keep.value}
            onChange={(on) => prefer("keep", on)}
            hint={words.keepHint}
            testId="keep"
          >
            {words.keep}
          </Switch>
        </Card>
      </div>
    </>
  );
}
