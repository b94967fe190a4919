// The sandbox's drivers, each for what can be seen on them: tests/sandbox/src/world/roster.rs.

export type Energy = "electric" | "hybrid" | "thermal";

/** What keeps a car from telling something, as a screen has to say it. */
export type Reserve =
  | "no-position"
  | "hides-position"
  | "hides-all"
  | "not-subscribed"
  | "silent"
  | "box-replaced"
  | "new"
  | "lapsed"
  | "old-box"
  | "no-service";

export interface DriversCar {
  label: string;
  energy: Energy;
  reserve?: Reserve;
}

export interface Driver {
  username: string;
  name: string;
  cars: readonly DriversCar[];
  /** How many cars there are where not each is named. */
  total?: number;
}

const electric = (label: string, reserve?: Reserve) => car("electric", label, reserve);
const hybrid = (label: string, reserve?: Reserve) => car("hybrid", label, reserve);
const thermal = (label: string, reserve?: Reserve) => car("thermal", label, reserve);

function car(energy: Energy, label: string, reserve?: Reserve): DriversCar {
  return reserve ? { label, energy, reserve } : { label, energy };
}

export const drivers = {
  /** One car of each energy: charging, on the road, on the way home. */
  camille: {
    username: "camille@peugeot.test",
    name: "Camille Moreau",
    cars: [electric("e-208"), hybrid("308 Plug-in Hybrid"), thermal("C3", "no-service")],
  },
  lucas: {
    username: "lucas@peugeot.test",
    name: "Lucas Fontaine",
    cars: [electric("e-Expert"), thermal("Boxer")],
    total: 137,
  },
  manon: {
    username: "manon@citroen.test",
    name: "Manon Lefèvre",
    cars: [electric("ë-C4"), thermal("C5 X")],
  },
  hugo: { username: "hugo@citroen.test", name: "Hugo Lambert", cars: [] },
  clara: { username: "clara@ds.test", name: "Clara Besançon", cars: [hybrid("DS 7 E-Tense")] },
  jonas: {
    username: "jonas@opel.test",
    name: "Jonas Weber",
    cars: [electric("Mokka-e"), hybrid("Astra")],
  },
  oliver: {
    username: "oliver@vauxhall.test",
    name: "Oliver Hughes",
    cars: [electric("Corsa Electric")],
  },
  louise: {
    username: "louise@peugeot.test",
    name: "Louise Garnier",
    cars: [
      electric("e-2008", "hides-position"),
      thermal("208", "hides-all"),
      thermal("108", "not-subscribed"),
      hybrid("508", "silent"),
      thermal("Rifter", "box-replaced"),
      electric("e-308", "new"),
      hybrid("3008", "lapsed"),
    ],
  },
  frieda: {
    username: "frieda@opel.test",
    name: "Frieda Brandt",
    cars: [electric("Ampera-e", "old-box"), thermal("Insignia", "old-box")],
  },
  nora: {
    username: "nora@citroen.test",
    name: "Nora Petit",
    cars: [electric("ë-C3", "no-position")],
  },
  emma: {
    username: "emma@vauxhall.test",
    name: "Emma Clarke",
    cars: [electric("Mokka Electric", "hides-all")],
  },
} satisfies Record<string, Driver>;

export type DriverName = keyof typeof drivers;

export const driverNames = Object.keys(drivers) as DriverName[];

export function driverOf(name: DriverName): Driver {
  return drivers[name];
}
