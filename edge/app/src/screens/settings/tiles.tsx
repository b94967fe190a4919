import { fill, t } from "../../i18n";
import { Card } from "../../parts/card";
import { Switch } from "../../parts/switch";
import { tileHost } from "../../parts/tile_host";
import { appSettings } from "../../service/app_settings";
import { prefer, preferences } from "../../service/preferences";

/** Whether a map may be loaded, and from which host, which learns then where the car is. */
export function Tiles() {
  const words = t.value.settings;
  const settings = appSettings.value;
  const host = settings?.map && tileHost(settings.map.tiles);
  return (
    <Card title={words.map} icon="map" testId="map-settings">
      {!settings && <p class="quiet">{words.mapUnknown}</p>}
      {settings && !host && <p class="quiet">{words.mapNone}</p>}
      {host && (
        <Switch
          on={preferences.tiles.value}
          onChange={(on) => prefer("tiles", on)}
          hint={fill(words.mapHint, { host })}
          testId="tiles"
        >
          {fill(words.mapOn, { host })}
        </Switch>
      )}
    </Card>
  );
}
