import { fill, t } from "../../i18n";
import { LinkButton } from "../../parts/button";
import { Card } from "../../parts/card";
import { appSettings } from "../../service/app_settings";
import { liveMode } from "../../service/live";
import css from "./settings.module.css";

/** What this is, how what happens comes here, and what becomes of the driver's data. */
export function About() {
  const { settings: words, common } = t.value;
  const mode = liveMode.value;
  const version = appSettings.value?.version;
  const { first, second, third, fourth } = words.points;
  return (
    <Card title={words.about} icon="info" testId="about">
      <p>
        <b>{common.appName}</b>
        {version !== undefined && ` · ${fill(words.version, { version })}`}
        {mode && ` · ${common.live[mode]}`}
      </p>
      <ul class={css.points}>
        {[first, second, third, fourth].map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
      <LinkButton href="/docs/" icon="external" class={css.own ?? ""}>
        {words.docs}
      </LinkButton>
    </Card>
  );
}
