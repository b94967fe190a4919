import { LANGUAGE_NAMES, LANGUAGES, t } from "../../i18n";
import { Card } from "../../parts/card";
import { Segmented } from "../../parts/segmented";
import { type Language, prefer, preferences } from "../../service/preferences";
import css from "./settings.module.css";

/** In which language, units and colours all is shown. */
export function Display() {
  const words = t.value.settings;
  const { language, units, temperature, scheme } = preferences;
  return (
    <Card title={words.display} icon="settings">
      <label class={css.field}>
        <span class={css.label}>{words.language}</span>
        <select
          class={css.select}
          value={language.value}
          onChange={(event) => prefer("language", event.currentTarget.value as Language)}
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
  );
}
