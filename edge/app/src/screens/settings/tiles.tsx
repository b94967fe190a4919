import { fill, t } from "../../i18n";
import { Card } from "../../parts/card";
import { Switch } from "../../parts/switch";
import { agreeToTiles, hasTiles, tileHost } from "../../parts/tiles";
import { appSettings } from "../../service/app_settings";

/** Whether a map may be loaded, and from which host, which learns then where the car is. */
export function Tiles() {
  const words = t.value.settings;
  const settings = appSettings.value;
  const host = tileHost();
  return (
    <Card title={words.map} icon="map">
      {!settings && <p class="quiet">{words.mapUnknown}</p>}
      {settings && !host && <p class="quiet">{words.mapNone}</p>}
      {host && (
        <Switch
          on={hasTiles()}
          onChange={agreeToTiles}
          hint={fill(words.mapHint, { host })}
          testId="tiles"
        >
          {fill(words.mapOn, { host })}
        </Switch>
      )}
    </Card>
  );
}
