// A place on Earth as a driver writes it, or as a link of a map has it.

export interface Place {
  latitude: number;
  longitude: number;
}

const NUMBER = String.raw`(-?\d{1,3}(?:\.\d+)?)`;
// `geo:48.85,2.35`, `@48.85,2.35` and `!3d48.85!4d2.35` of Google, `ll=` and `q=` of Apple and Google,
// `#map=17/48.85/2.35` and `mlat=` of OpenStreetMap, and two numbers.
const SHAPES = [
  `!3d${NUMBER}!4d${NUMBER}`,
  `mlat=${NUMBER}&mlon=${NUMBER}`,
  String.raw`[?&](?:ll|q|query|daddr|destination|coordinate)=(?:loc:)?${NUMBER}(?:,|%2C)\+?${NUMBER}`,
  String.raw`#map=[\d.]+/${NUMBER}/${NUMBER}`,
  `@${NUMBER},${NUMBER}`,
  `^geo:${NUMBER},${NUMBER}`,
  String.raw`^\s*${NUMBER}\s*[,;\s]\s*${NUMBER}\s*$`,
].map((shape) => new RegExp(shape, "i"));

/** The place that a text or a link names; undefined where it names none. */
export function placeOf(text: string): Place | undefined {
  for (const shape of SHAPES) {
    const [, north, east] = shape.exec(text) ?? [];
    if (north === undefined || east === undefined) continue;
    const place = { latitude: Number(north), longitude: Number(east) };
    if (Math.abs(place.latitude) <= 90 && Math.abs(place.longitude) <= 180) return place;
  }
  return undefined;
}

/** A place as two numbers, which is how it is shown and can be written. */
export const placeText = ({ latitude, longitude }: Place) =>
  `${Number(latitude.toFixed(5))}, ${Number(longitude.toFixed(5))}`;
