// The view that shows what is on the map, and whether the driver has moved away from it.

import type { Place } from "./geography";
import * as L from "./leaflet";
import type { Shown } from "./model";

/** The zoom at which a car is first shown. */
export const NEAR = 16;
/** The map counts as moved away once its middle is that far off, in CSS pixels. */
const AWAY = 24;

/** The way back to what is on the map. */
export interface Home {
  /** Shows all of a trip, or the car at the zoom there is. */
  go(shown: Shown, animate: boolean): void;
  isAway(): boolean;
}

/** Keeps the view of a map; `movedAway` is told whenever it may have changed. */
export function addHome(map: L.Map, movedAway: (away: boolean) => void): Home {
  let middle = map.getCenter();
  // The zoom that a trip fits in; a car may be looked at from any height.
  let fitting: number | undefined;
  let fits = false;
  let going = false;
  let away = false;
  map.on("moveend", () => {
    if (going) {
      going = false;
      middle = map.getCenter();
      fitting = fits ? map.getZoom() : undefined;
    }
    const off = map.latLngToContainerPoint(middle).distanceTo(map.getSize().divideBy(2));
    away = off > AWAY || (fitting !== undefined && fitting !== map.getZoom());
    movedAway(away);
  });
  return {
    go({ car, route }, animate) {
      const places = [...route, ...(car ? [car] : [])].map(toLatLng);
      // A map that is not displayed has no size that anything would fit in.
      if (!places[0] || map.getSize().x === 0) return;
      going = true;
      fits = places.length > 1;
      if (fits) map.fitBounds(L.latLngBounds(places), { ...ROOM, animate });
      else map.setView(places[0], map.getZoom(), { animate });
    },
    isAway: () => away,
  };
}

/** What a trip keeps clear of at the edges: the arrow, the scale and the buttons. */
const ROOM: L.FitBoundsOptions = {
  paddingTopLeft: [44, 32],
  paddingBottomRight: [76, 64],
  maxZoom: NEAR + 1,
};

export function toLatLng({ latitude, longitude }: Place): L.LatLng {
  return L.latLng(latitude, longitude);
}
