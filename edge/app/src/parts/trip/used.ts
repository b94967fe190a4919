// What trips took of electricity and fuel.

import { formatElectricConsumption, formatFuelConsumption } from "../../format";
import type { Trip } from "./split";

export type EnergyType = "Electric" | "Fuel";

/** Kilowatt hours or litres, and the kilometres they were for. */
export interface Used {
  amount: number;
  km: number;
}

const consumedOn = (trip: Trip, type: EnergyType) => {
  const found = trip.energyConsumptions?.find((energy) => energy.type === type);
  return {
    amount: type === "Electric" ? found?.kilowattHours : found?.litres,
    per100Km: type === "Electric" ? found?.kilowattHoursPer100Km : found?.litresPer100Km,
  };
};

/** What a trip took of a kind of energy, where it says that and how far it was. */
export function usedOn(trip: Trip, type: EnergyType): Used | undefined {
  const { amount, per100Km } = consumedOn(trip, type);
  const km = trip.distanceKm;
  if (km === undefined) return undefined;
  const used = amount ?? (per100Km === undefined ? undefined : (per100Km * km) / 100);
  return used === undefined ? undefined : { amount: used, km };
}

/** What several trips took together, and how many of them say so. */
export function usedOnAll(trips: readonly Trip[], type: EnergyType) {
  const known = trips.map((trip) => usedOn(trip, type)).filter((used) => used !== undefined);
  const sum = (of: keyof Used) => known.reduce((total, used) => total + used[of], 0);
  return known.length === 0
    ? undefined
    : { amount: sum("amount"), km: sum("km"), trips: known.length };
}

/** An average consumption in the driver's units; nothing where none can be told. */
export const formatConsumption = (per100Km: number, type: EnergyType) =>
  type === "Electric" ? formatElectricConsumption(per100Km) : formatFuelConsumption(per100Km);

/** The average consumption of a trip. */
export function consumptionOf(trip: Trip, type: EnergyType): string | undefined {
  const { per100Km } = consumedOn(trip, type);
  if (per100Km !== undefined) return formatConsumption(per100Km, type);
  const used = usedOn(trip, type);
  return used && used.km > 0 ? formatConsumption((used.amount / used.km) * 100, type) : undefined;
}
