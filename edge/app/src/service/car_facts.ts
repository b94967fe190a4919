// What follows from a car's status, for every screen alike.

import type { Schemas } from "kerbside";
import type { Status } from "./cadence";
import type { Vehicle } from "./garage";

/** Milliseconds. */
export const DAY = 86_400_000;

export type Energy = Schemas["Energy"];
export type Charging = Schemas["Charging"];

/** What drives the car: it decides which screens there are, and their order. */
export type Drive = "electric" | "hybrid" | "thermal";

type Known = Status | undefined;

export const energyOf = (status: Known, type: "Electric" | "Fuel"): Energy | undefined =>
  status?.energies.find((energy) => energy.type === type);

const hasReading = (energy: Energy | undefined) =>
  energy?.levelPercent !== undefined || energy?.rangeKm !== undefined;

/** By what its maker says, or else by what it reports. */
export function driveOf({ motorization }: Pick<Vehicle, "motorization">, status: Known): Drive {
  if (motorization === "Electric") return "electric";
  if (motorization === "Hybrid") return "hybrid";
  if (motorization === "Thermic") return "thermal";
  const [electric, fuel] = [energyOf(status, "Electric"), energyOf(status, "Fuel")];
  if (!hasReading(electric)) return "thermal";
  return hasReading(fuel) && (fuel?.levelPercent ?? fuel?.rangeKm) !== 0 ? "hybrid" : "electric";
}

/** Wh that no battery which is charged by a plug is too small for. One of a mild hybrid has some 900. */
const LEAST_PLUGGED = 2000;

/** Whether the car is known to have no plug: one that has told nothing yet may have one. */
export function hasNoPlug(vehicle: Pick<Vehicle, "motorization">, status: Known): boolean {
  if (vehicle.motorization === "Thermic") return true;
  const drive = driveOf(vehicle, status);
  if (drive === "thermal") return energyOf(status, "Fuel") !== undefined;
  const capacity = energyOf(status, "Electric")?.battery?.capacityWh;
  return drive === "hybrid" && capacity !== undefined && capacity > 0 && capacity < LEAST_PLUGGED;
}

/** The energies that a driver is shown: an electric car may report an empty tank, too. */
export function energiesOf(vehicle: Pick<Vehicle, "motorization">, status: Known): Energy[] {
  const [electric, fuel] = [energyOf(status, "Electric"), energyOf(status, "Fuel")];
  const drive = driveOf(vehicle, status);
  const wanted =
    drive === "electric" ? [electric] : drive === "thermal" ? [fuel] : [electric, fuel];
  return wanted.filter((energy) => energy !== undefined);
}

/** The combustion engine: one that does not say what it is, is one. */
export const combustionOf = (status: Status) =>
  status.engines?.find(({ type = "Thermic" }) => type === "Thermic");

/** When charging will be done, by what the car said and when it did; undefined where that is past. */
export function finishOf(charging: Charging | undefined, now: number): Date | undefined {
  const { status, remainingTimeSeconds, observedAt } = charging ?? {};
  if (status !== "InProgress" || !remainingTimeSeconds || observedAt === undefined)
    return undefined;
  const finish = Date.parse(observedAt) + remainingTimeSeconds * 1000;
  return finish > now ? new Date(finish) : undefined;
}

/** Whole days to the next service, counted on from when the car said it: negative where it is past. */
export function daysToService(
  { daysToMaintenance, observedAt }: Schemas["Maintenance"],
  now: number,
): number | undefined {
  const age = now - Date.parse(observedAt ?? "");
  if (daysToMaintenance === undefined || !(age > 0)) return daysToMaintenance;
  return daysToMaintenance - Math.floor(age / DAY);
}

/** What a driver calls the car: brand and model. */
export function titleOf(vehicle: Vehicle, brandNames: ReadonlyMap<string, string>): string {
  const { brand, label } = vehicle;
  const name = brand === undefined ? undefined : (brandNames.get(brand) ?? brand);
  // A label may have the brand in it.
  const hasBrand = name !== undefined && label?.toLowerCase().startsWith(name.toLowerCase());
  return [hasBrand ? undefined : name, label].filter(Boolean).join(" ");
}

/** Whether a car has a resource, as far as is known: one that does not say which it has may have all. */
export const tellsOf = (
  { resources }: Pick<Vehicle, "resources">,
  resource: Schemas["VehicleResource"],
): boolean => resources?.includes(resource) ?? true;

/** The address of a car, or of one of its screens. */
export const pathOf = (vehicleId: string, ...screen: readonly string[]): string =>
  ["/cars", vehicleId, ...screen]
    .map((part, index) => (index ? encodeURIComponent(part) : part))
    .join("/");
