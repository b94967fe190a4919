// What the API gives in metric units, in those that the driver has chosen.

/** Kilometres in a mile, litres in a British and in an American gallon. */
const [KM, BRITISH, AMERICAN] = [1.609344, 4.54609, 3.785411784];

export const toMiles = (km: number) => km / KM;
export const toKilometres = (miles: number) => miles * KM;
export const toFahrenheit = (celsius: number) => (celsius * 9) / 5 + 32;

/** Miles to the gallon; nothing where nothing was used. */
export function toMilesPerGallon(litresPer100Km: number, isAmerican: boolean): number | undefined {
  if (litresPer100Km <= 0) return undefined;
  return toMiles(100) / (litresPer100Km / (isAmerican ? AMERICAN : BRITISH));
}

/** Miles to the kilowatt hour; nothing where nothing was used. */
export function toMilesPerKilowattHour(kilowattHoursPer100Km: number): number | undefined {
  return kilowattHoursPer100Km > 0 ? toMiles(100) / kilowattHoursPer100Km : undefined;
}

/** American gallons. */
export const toGallons = (litres: number) => litres / AMERICAN;
