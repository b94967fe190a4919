// What every map has in common: the driver's language, units and choice of tiles.

import { formatLength, formatNumber } from "../format";
import { t } from "../i18n";
import { appSettings } from "../service/app_settings";
import { preferences } from "../service/preferences";
import type { CarMapProps } from "./map";
import { inFigures } from "./map/geography";
import { hasTiles } from "./tiles";

type Common = Pick<CarMapProps, "texts" | "tiles" | "units" | "formatDistance">;

const formatDegrees = (degrees: number) => formatNumber(degrees, 4);

/** `label` is the name of the map, `legend` what its signs mean: figures stand beside it. Tiles are loaded only where the owner has set some and the driver wants them. */
export function mapProps(label: string, legend: string): Common {
  const { map } = t.value;
  return {
    units: preferences.units.value,
    tiles: hasTiles() ? appSettings.value?.map : undefined,
    formatDistance: formatLength,
    texts: {
      label,
      keys: map.keys,
      zoomIn: map.zoomIn,
      zoomOut: map.zoomOut,
      recentre: map.recentre,
      north: map.compass.north,
      legend,
      tilesGone: map.tilesGone,
      failed: map.failed,
    },
  };
}

/** A place as drivers read it: "48.8566° N, 2.3522° E". */
export const placeInFigures = (place: { latitude: number; longitude: number }) =>
  inFigures(place, t.value.map.compass, formatDegrees);
