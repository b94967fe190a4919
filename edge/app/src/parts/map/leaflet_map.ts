// The map by Leaflet; loaded when the first map is shown.

import * as L from "./leaflet";
import "./leaflet.css";
import type { Place } from "./geography";
import { addGrid, type MapScale } from "./grid";
import { addHome, NEAR, toLatLng } from "./home";
import css from "./map.module.css";
import type { Shown } from "./model";
import { addTiles } from "./tiles";

/** How the map behaves, for as long as it stands, and whom it tells what. */
export interface MapSettings {
  /** What is drawn where the car stands. */
  marker: HTMLElement;
  tiles: string | undefined;
  reducedMotion: boolean;
  scaleChanged(scale: MapScale): void;
  /** Whether the map was moved away from what it shows. */
  movedAway(away: boolean): void;
  tilesGone(gone: boolean): void;
}

/** A map on the page. */
export interface MapOnPage {
  /** Shows something else, and follows it unless the driver has moved the map. */
  show(shown: Shown): void;
  zoom(by: 1 | -1): void;
  recentre(): void;
  destroy(): void;
}

const MARKER = 48;

/** Makes a map in the host, which keeps to its size. */
export function makeMap(host: HTMLElement, first: Shown, settings: MapSettings): MapOnPage {
  const map = L.map(host, options(settings));
  const animate = !settings.reducedMotion;
  // The arrow keys know no other way to move at once.
  if (!animate) map.panBy = (by, how) => L.Map.prototype.panBy.call(map, by, { ...how, animate });
  // Leaflet can draw nothing before it has a view.
  map.setView([0, 0], NEAR, { animate: false });
  const drawGrid = addGrid(map);
  const drawRoute = addRoute(map);
  const drawCar = addCar(map, settings.marker);
  const home = addHome(map, settings.movedAway);
  let shown = first;
  const draw = () => {
    drawRoute(shown.route);
    drawCar(shown.car);
  };
  const measure = () => {
    const { lat: latitude, lng: longitude } = map.getCenter();
    const anchor = shown.car ?? shown.route[0] ?? { latitude, longitude };
    settings.scaleChanged(drawGrid(anchor, shown.units));
  };
  draw();
  home.go(shown, false);
  measure();
  // Only now, so that no tile is asked for but those of the place.
  if (settings.tiles !== undefined) addTiles(map, settings.tiles, settings.tilesGone);
  map.on("moveend resize", measure);
  const resized = new ResizeObserver(() => {
    const away = home.isAway();
    map.invalidateSize({ animate: false, pan: false });
    if (!away) home.go(shown, false);
  });
  resized.observe(host);
  return {
    show(next) {
      shown = next;
      draw();
      if (!home.isAway()) home.go(shown, animate);
      measure();
    },
    zoom: (by) => map.setZoom(map.getZoom() + by, { animate }),
    recentre: () => home.go(shown, animate),
    destroy() {
      resized.disconnect();
      map.remove();
    },
  };
}

function options({ reducedMotion }: MapSettings): L.MapOptions {
  const moves = !reducedMotion;
  return {
    // The page has buttons of its own, in the driver's language.
    zoomControl: false,
    attributionControl: false,
    minZoom: 3,
    maxZoom: 19,
    zoomAnimation: moves,
    fadeAnimation: moves,
    markerZoomAnimation: moves,
    inertia: moves,
    scrollWheelZoom: false,
  };
}

function addCar(map: L.Map, html: HTMLElement): (car: Place | undefined) => void {
  const icon = L.divIcon({
    html,
    className: css.marker ?? "",
    iconSize: [MARKER, MARKER],
    iconAnchor: [MARKER / 2, MARKER / 2],
  });
  const marker = L.marker([0, 0], { icon, interactive: false, keyboard: false });
  return (car) => {
    if (car) marker.setLatLng(toLatLng(car)).addTo(map);
    else marker.remove();
  };
}

/** The line of a trip on a rim that sets it off from the map; a ring where it starts, a dot where it ends. */
function addRoute(map: L.Map): (route: readonly Place[]) => void {
  const group = L.layerGroup().addTo(map);
  const look = (className: string | undefined) => ({
    interactive: false,
    ...(className ? { className } : {}),
  });
  return (route) => {
    group.clearLayers();
    const places = route.map(toLatLng);
    const [start, end] = [places[0], places.at(-1)];
    if (!start || !end) return;
    L.polyline(places, look(css.rim)).addTo(group);
    L.polyline(places, look(css.route)).addTo(group);
    L.circleMarker(start, { ...look(css.start), radius: 7 }).addTo(group);
    L.circleMarker(end, { ...look(css.end), radius: 7 }).addTo(group);
  };
}
