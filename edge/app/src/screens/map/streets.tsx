import { fill, t } from "../../i18n";
import { Switch } from "../../parts/switch";
import { agreeToTiles, hasTiles, tileHost } from "../../parts/tiles";
import { appSettings } from "../../service/app_settings";
import css from "./map.module.css";

/** Whether the map has streets, and who learns of it; nothing of it where the owner has set no tiles. */
export function Streets() {
  const words = t.value.map;
  // Before the owner's settings are known, nothing is said of them.
  if (!appSettings.value) return null;
  const [host, isOn] = [tileHost(), hasTiles()];
  if (host === undefined) return <p class={css.plain}>{words.plain}</p>;
  return (
    <div class={css.streets}>
      <Switch
        on={isOn}
        onChange={agreeToTiles}
        hint={fill(isOn ? words.streetsOn : words.streetsOff, { host })}
        testId="streets"
      >
        {words.streets}
      </Switch>
    </div>
  );
}
