// A place on Earth as a driver writes it, or as a link of a map has it.

export interface Place {
  latitude: number;
  longitude: number;
}

const NUMBER = String.raw`(-?\d{1,3}(?:\.\d+)?)`;
const NAMES = "ll|q|query|daddr|destination|to|coordinate";
// Behind two numbers there may be a name in brackets. With any other text behind them, they are of a street.
const END = String.raw`(?:\+|%20|\s)*(?:[&#(/?]|%28|$)`;
// `!3d48.85!4d2.35` of Google, `mlat=` and `to=` of OpenStreetMap, `ll=` and `q=` of Apple and Google,
// `geo:48.85,2.35`, and two numbers. What is shown around a place is the place only where none is named:
// `/#map=17/48.85/2.35` of OpenStreetMap, `/maps/@48.85,2.35` of Google.
const SHAPES = [
  `!3d${NUMBER}!4d${NUMBER}`,
  `mlat=${NUMBER}&mlon=${NUMBER}`,
  String.raw`(?:[?&](?:${NAMES})=|/(?:place|search)/)(?:loc:)?${NUMBER}(?:,|%2C)\+?${NUMBER}${END}`,
  String.raw`/#map=[\d.]+/${NUMBER}/${NUMBER}`,
  `(?:^|/maps/)@${NUMBER},${NUMBER}`,
  `^geo:${NUMBER},${NUMBER}(?!.*q=)`,
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
