// Distances on the map, the grid that stands in for streets, and places in figures.

/** A point on Earth in WGS 84. */
export interface Place {
  latitude: number;
  longitude: number;
}

/** The units of the scale bar. */
export type Units = "metric" | "imperial";

/** A distance in words of `Intl.NumberFormat`. */
export interface Distance {
  value: number;
  unit: "meter" | "kilometer" | "foot" | "mile";
  metres: number;
}

/** Metres of a degree of latitude. */
const DEGREE = 111_320;
const EQUATOR = 360 * DEGREE;
const FOOT = 0.3048;
const MILE = 1609.344;

/** Metres a CSS pixel in the web's Mercator projection, whose world is 256 px wide at zoom 0. */
export function metresPerPixel(latitude: number, zoom: number): number {
  return (EQUATOR * Math.cos((latitude * Math.PI) / 180)) / (256 * 2 ** zoom);
}

/** The least round distance that is no shorter than `metres`: 1, 2 or 5 times a power of ten. */
export function roundDistance(metres: number, units: Units): Distance {
  if (units === "metric") {
    const round = roundUp(metres);
    return round < 1000
      ? { value: round, unit: "meter", metres: round }
      : { value: round / 1000, unit: "kilometer", metres: round };
  }
  const feet = roundUp(metres / FOOT);
  if (feet < 5000) return { value: feet, unit: "foot", metres: feet * FOOT };
  const miles = Math.max(1, roundUp(metres / MILE));
  return { value: miles, unit: "mile", metres: miles * MILE };
}

function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 1e-6)));
  const factor = [1, 2, 5].find((factor) => factor * power >= value * (1 - 1e-9)) ?? 10;
  return Number((factor * power).toPrecision(6));
}

/** A part of the world; all in degrees. */
export interface Bounds {
  south: number;
  west: number;
  north: number;
  east: number;
}

/** A line between two points, each as latitude and longitude. */
export type Line = readonly [readonly [number, number], readonly [number, number]];

/**
 * The lines of a grid of squares of `step` metres, one corner of which is the anchor, so that
 * squares counted from the car are its distance. At most `most` lines each way.
 */
export function gridLines(anchor: Place, step: number, bounds: Bounds, most = 500): Line[] {
  const up = step / DEGREE;
  const across = up / Math.max(Math.cos((anchor.latitude * Math.PI) / 180), 0.01);
  const { south, west, north, east } = bounds;
  return [
    ...multiples(anchor.latitude, up, south, north, most).map(
      (latitude): Line => [
        [latitude, west],
        [latitude, east],
      ],
    ),
    ...multiples(anchor.longitude, across, west, east, most).map(
      (longitude): Line => [
        [south, longitude],
        [north, longitude],
      ],
    ),
  ];
}

function multiples(from: number, step: number, low: number, high: number, most: number): number[] {
  const first = Math.ceil((low - from) / step);
  const count = Math.floor((high - from) / step) - first + 1;
  if (!(count > 0) || count > most) return [];
  return Array.from({ length: count }, (_, index) => from + (first + index) * step);
}

/** The letters of the four directions in the driver's language. */
export interface Compass {
  north: string;
  south: string;
  east: string;
  west: string;
}

/** A place in figures, as drivers read it: "48.8566° N, 2.3522° E". Four decimals tell 11 metres apart. */
export function inFigures(
  place: Place,
  compass: Compass,
  formatDegrees: (degrees: number) => string,
): string {
  const { latitude, longitude } = place;
  const written = (degrees: number, letter: string) =>
    `${formatDegrees(Math.abs(degrees))}°\u00a0${letter}`;
  return [
    written(latitude, latitude < 0 ? compass.south : compass.north),
    written(longitude, longitude < 0 ? compass.west : compass.east),
  ].join(", ");
}

/** Whether both are numbers on Earth. */
export function isOnEarth({ latitude, longitude }: Place): boolean {
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
}
