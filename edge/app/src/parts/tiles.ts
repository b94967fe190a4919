// The tiles of the owner's map. Their host learns where the car is, so the driver agrees to one host, and
// not to another that the owner may set later.

import { appSettings } from "../service/app_settings";
import { prefer, preferences } from "../service/preferences";

/** Who is asked for tiles; undefined where the owner has set none. */
export function tileHost(): string | undefined {
  const map = appSettings.value?.map;
  // The edge accepts only valid URLs with a fixed host, so this cannot fail.
  return map && new URL(map.tiles).host;
}

/** Whether the driver has agreed to the host that is set. */
export const hasTiles = (): boolean => preferences.tiles.value === tileHost();

/** Notes whether the driver agrees to it. */
export const agreeToTiles = (on: boolean) => prefer("tiles", on ? (tileHost() ?? "") : "");
