// The journeys as data: the screens and where they are, and which of them is looked at with whose
// cars.

import type { Page } from "@playwright/test";
import { carOf, latestTrip } from "./api.js";
import type { Chain } from "./chain.js";
import { type DriverName, driverNames, driverOf } from "./drivers.js";

/** What an address is made of. */
interface Place {
  /** The car's identifier. */
  car: string;
  /** A trip of it. */
  trip: string;
}

/** The screens, and their paths. */
export const screens = {
  login: () => "/",
  cars: () => "/",
  settings: () => "/settings",
  car: ({ car }: Place) => `/cars/${car}`,
  charging: ({ car }: Place) => `/cars/${car}/charging`,
  map: ({ car }: Place) => `/cars/${car}/map`,
  trips: ({ car }: Place) => `/cars/${car}/trips`,
  trip: ({ car, trip }: Place) => `/cars/${car}/trips/${trip}`,
  alerts: ({ car }: Place) => `/cars/${car}/alerts`,
  service: ({ car }: Place) => `/cars/${car}/service`,
  commands: ({ car }: Place) => `/cars/${car}/commands`,
  rules: ({ car }: Place) => `/cars/${car}/rules`,
} satisfies Record<string, (place: Place) => string>;

export type ScreenName = keyof typeof screens;

/** Every screen of one car. */
const OF_CAR: readonly ScreenName[] = [
  "car",
  "charging",
  "map",
  "trips",
  "trip",
  "alerts",
  "service",
  "commands",
  "rules",
];

/** A driver at some screens, with one of the cars where they are a car's. */
export interface Journey {
  /** As pictures are called. */
  name: string;
  driver: DriverName;
  car?: string;
  screens: readonly ScreenName[];
}

/** Every screen of whoever is logged in, with a car that tells everything. */
export const everyScreen: Journey = {
  name: "electric",
  driver: "camille",
  car: "e-208",
  screens: ["cars", "settings", ...OF_CAR],
};

/** Of each energy a car that tells everything, at every screen. */
const whole: readonly Journey[] = [
  everyScreen,
  { name: "hybrid", driver: "camille", car: "308 Plug-in Hybrid", screens: OF_CAR },
  // A thermal car's charging screen can be come to by its address alone.
  { name: "thermal", driver: "camille", car: "C3", screens: OF_CAR },
];

/** What other drivers' cars have that these have not, and where it shows. */
const particular: readonly Journey[] = [
  { name: "no-car", driver: "hugo", screens: ["cars", "settings"] },
  { name: "many-cars", driver: "lucas", screens: ["cars", "settings"] },
  { name: "collision", driver: "clara", car: "DS 7 E-Tense", screens: ["car", "alerts", "trips"] },
  { name: "new-words", driver: "jonas", car: "Mokka-e", screens: ["car", "charging", "service"] },
  { name: "terse", driver: "jonas", car: "Astra", screens: ["car", "charging"] },
  { name: "quoted-numbers", driver: "oliver", car: "Corsa Electric", screens: ["cars", "car"] },
  { name: "phantom-tank", driver: "manon", car: "ë-C4", screens: ["car", "charging"] },
  { name: "no-temperature", driver: "manon", car: "C5 X", screens: ["car", "service"] },
  { name: "no-position", driver: "nora", car: "ë-C3", screens: ["car", "map", "trips"] },
  {
    name: "shares-nothing",
    driver: "emma",
    car: "Mokka Electric",
    screens: ["cars", "car", "map", "trips", "alerts"],
  },
];

/** Cars that say little, and why: the car's own screen, and one that has nothing to show then. */
const reserved: readonly Journey[] = driverNames
  .filter((driver) => driver === "louise" || driver === "frieda")
  .flatMap((driver) =>
    driverOf(driver).cars.map(({ label, energy, reserve }) => ({
      name: reserve === "old-box" ? `old-box-${energy}` : (reserve ?? label),
      driver,
      car: label,
      screens: ["car", reserve === "hides-position" ? "map" : "trips"] as const,
    })),
  );

/** Whether a journey's car withholds something, so that some calls are refused. */
export function isReserved({ driver, car }: Journey): boolean {
  return driverOf(driver).cars.some(({ label, reserve }) => label === car && reserve);
}

/** Journeys of one driver, made one after the other with one login: those of a few screens are together. */
export const tours: readonly (readonly [Journey, ...Journey[]])[] = [
  ...[...whole, ...particular].map((journey) => [journey] as const),
  ...reservedTours(),
];

function reservedTours(): [Journey, ...Journey[]][] {
  const tours = new Map<DriverName, [Journey, ...Journey[]]>();
  for (const journey of reserved) {
    const tour = tours.get(journey.driver);
    if (tour) tour.push(journey);
    else tours.set(journey.driver, [journey]);
  }
  return [...tours.values()];
}

/** What the addresses of a journey are made of, once its driver is logged in. */
export async function placeOf(chain: Chain, page: Page, journey: Journey): Promise<Place> {
  const car = journey.car ? await carOf(chain, page, journey.driver, journey.car) : "";
  const trip = journey.screens.includes("trip") ? await latestTrip(chain, page, car) : "";
  return { car, trip };
}

/** The languages of the app, each as a browser says that its user wants it. */
export const languages = {
  en: "en-GB",
  fr: "fr-FR",
  de: "de-DE",
  it: "it-IT",
  es: "es-ES",
} as const;
