// Numbers of rules in the driver's own units. The API takes whole kilometres and degrees Celsius, so
// what a driver writes is taken as the nearest of those, and shown as what is watched for.

import { toFahrenheit, toKilometres, toMiles } from "../../format/units";
import type { Measure, NumberOf } from "./kinds";

export interface Units {
  units: "metric" | "imperial";
  temperature: "celsius" | "fahrenheit";
}

const isMiles = (measure: Measure, { units }: Units) =>
  units === "imperial" && (measure === "distance" || measure === "speed");
const isFahrenheit = (measure: Measure, { temperature }: Units) =>
  measure === "temperature" && temperature === "fahrenheit";

/**
 * A number of the API's, as the driver reads it. Whole miles come back as they were written; under
 * ten kilometres, one is told from the next by a decimal, as where distances are shown.
 */
export function shownAs(value: number, measure: Measure, units: Units): number {
  if (isMiles(measure, units)) {
    const miles = toMiles(value);
    const hasDecimal = measure === "distance" && value < 10;
    return hasDecimal ? Math.round(miles * 10) / 10 : Math.round(miles);
  }
  if (isFahrenheit(measure, units)) return Math.round(toFahrenheit(value));
  return value;
}

/** What a driver writes, as the API takes it. */
export function takenAs(value: number, measure: Measure, units: Units): number {
  if (isMiles(measure, units)) return Math.round(toKilometres(value));
  if (isFahrenheit(measure, units)) return Math.round(((value - 32) * 5) / 9);
  return Math.round(value);
}

/** The least and the most that a driver may write: the nearest to a bound that is not taken for more. */
export function boundsOf({ measure, least, most }: NumberOf, units: Units): [number, number] {
  const [first, last] = [shownAs(least, measure, units), shownAs(most, measure, units)];
  return [
    takenAs(first, measure, units) < least ? first + 1 : first,
    takenAs(last, measure, units) > most ? last - 1 : last,
  ];
}

/** What a field shows: what was written for as long as that stands for the value, and else the value. */
export function fieldText(
  written: string | undefined,
  value: number | undefined,
  measure: Measure,
  units: Units,
): string {
  const meant = written ? takenAs(Number(written), measure, units) : undefined;
  if (written !== undefined && meant === value) return written;
  return value === undefined ? "" : `${shownAs(value, measure, units)}`;
}

/** The unit that the driver writes it in. */
export function unitOf(measure: Measure, units: Units): string {
  if (measure === "percent") return "%";
  if (measure === "temperature") return isFahrenheit(measure, units) ? "°F" : "°C";
  const isImperial = isMiles(measure, units);
  if (measure === "speed") return isImperial ? "mph" : "km/h";
  return isImperial ? "mi" : "km";
}
