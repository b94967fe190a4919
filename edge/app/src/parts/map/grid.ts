// The plain map: squares of a round length, drawn by Leaflet, so that they move and zoom with it.

import {
  type Distance,
  gridLines,
  metresPerPixel,
  type Place,
  roundDistance,
  type Units,
} from "./geography";
import * as L from "./leaflet";
import css from "./map.module.css";

/** A square is no narrower than this, in CSS pixels. */
const SQUARE = 72;
/** How many of the finer squares make one. */
const FINER = 5;
/** How much of the view is drawn beyond each of its edges, for the time of a drag. */
const BEYOND = 0.5;

/** How long a square is. */
export interface MapScale {
  distance: Distance;
  /** In CSS pixels, in the middle of the view. */
  pixels: number;
}

/** Draws the grid of the current view around the anchor, and tells its scale. */
export type DrawGrid = (anchor: Place, units: Units) => MapScale;

/** Puts a grid below everything else on the map. */
export function addGrid(map: L.Map): DrawGrid {
  const pane = map.createPane("grid");
  // Leaflet's tiles are at 200, so that they cover it once they are there.
  pane.style.zIndex = "150";
  const renderer = L.svg({ pane: "grid", padding: BEYOND });
  const lines = (className: string | undefined) =>
    L.polyline([], {
      pane: "grid",
      renderer,
      interactive: false,
      noClip: true,
      smoothFactor: 0,
      ...(className ? { className } : {}),
    }).addTo(map);
  const fine = lines(css.fine);
  const coarse = lines(css.coarse);
  return (anchor, units) => {
    const perPixel = metresPerPixel(map.getCenter().lat, map.getZoom());
    const distance = roundDistance(perPixel * SQUARE, units);
    const view = map.getBounds().pad(BEYOND);
    const bounds = {
      south: view.getSouth(),
      west: view.getWest(),
      north: view.getNorth(),
      east: view.getEast(),
    };
    const drawn = (step: number) =>
      gridLines(anchor, step, bounds).map((line) => line.map(([lat, lng]) => L.latLng(lat, lng)));
    fine.setLatLngs(drawn(distance.metres / FINER));
    coarse.setLatLngs(drawn(distance.metres));
    return { distance, pixels: distance.metres / perPixel };
  };
}
