import { fill, t } from "../../i18n";
import { Switch } from "../../parts/switch";
import { tileHost } from "../../parts/tile_host";
import { appSettings } from "../../service/app_settings";
import { prefer, preferences } from "../../service/preferences";
import css from "./map.module.css";

/** Whether the map has streets, and who learns of it; nothing of it where the owner has set no tiles. */
export function Streets() {
  const words = t.value.map;
  const settings = appSettings.value;
  const isOn = preferences.tiles.value;
  // Before the owner's settings are known, nothing is said of them.
  if (!settings) return null;
  const { map } = settings;
  if (!map) return <p class={css.plain}>{words.plain}</p>;
  return (
    <div class={css.streets}>
      <Switch
        on={isOn}
        onChange={(on) => prefer("tiles", on)}
        hint={fill(isOn ? words.streetsOn : words.streetsOff, { host: tileHost(map.tiles) })}
        testId="streets"
      >
        {words.streets}
      </Switch>
    </div>
  );
}
