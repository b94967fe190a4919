// What a map shows and says. It knows no language: every text and form of a number comes from the screen.

import type { Schemas } from "kerbside";
import type { Distance, Place, Units } from "./geography";

/** Where tiles come from: `map` of `/api/v1/app`. */
export interface MapTiles {
  /** An address with `{z}`, `{x}` and `{y}`. */
  tiles: string;
  /** Whose map it is, as plain text. */
  attribution: string;
}

/** The words on and around the map. */
export interface CarMapTexts {
  /** The name of the map: "Map of where the car stands". */
  label: string;
  /** How it is moved without a pointer: "Arrow keys move the map, plus and minus zoom." */
  keys: string;
  zoomIn: string;
  zoomOut: string;
  /** The button that comes once the map was moved away: "Back to the car". */
  recentre: string;
  /** The letter on the arrow to the north. */
  north: string;
  /** What the signs on the map mean; it may be empty. */
  legend: string;
  /** The host of the tiles gives none: a sentence, and the plain map stays. */
  tilesGone: string;
  /** The map itself could not be loaded, as offline. */
  failed: string;
}

export interface CarMapProps {
  /** Where the car stands, and which way it points. A place that was computed is drawn as a guess. */
  car?: Schemas["Position"] | undefined;
  /** The way points of a trip, in order. */
  route?: readonly Place[] | undefined;
  /** Without it no request leaves the page: the map is a grid of squares with a scale. */
  tiles?: MapTiles | undefined;
  units: Units;
  /** The length of the scale bar: "200 m", by `Intl.NumberFormat` with the unit's name. */
  formatDistance(value: number, unit: Distance["unit"]): string;
  /** A CSS length, reserved from the first. */
  height: string;
  texts: CarMapTexts;
}

/** What of it is on the map. */
export interface Shown {
  car: Place | undefined;
  route: readonly Place[];
  units: Units;
}
