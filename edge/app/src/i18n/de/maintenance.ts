import type en from "../en/maintenance";
import type { Texts } from "../texts";

export default {
  next: "Nächste Wartung",
  time: "Zeit",
  distance: "Strecke",
  days: { one: "Noch {n} Tag", other: "Noch {n} Tage" },
  daysOver: { one: "{n} Tag überfällig", other: "{n} Tage überfällig" },
  left: "Noch {distance}",
  over: "{distance} überfällig",
  around: "Fällig um den {date}",
  first: "Je nachdem, was zuerst eintritt.",
  soon: "Wartung bald fällig",
  overdue: "Wartung überfällig",
  advice: "Vereinbaren Sie einen Termin mit einer Werkstatt.",
  notTold: "Das Auto sagt nicht, wann die nächste Wartung fällig ist.",
  battery: "12-V-Batterie",
  health: "Zustand",
  oil: "Motoröl",
  coolant: "Kühlmittel",
  level: "Füllstand",
  temperature: "Temperatur",
  notReported: "Dieses Auto meldet das nicht.",
} satisfies Texts<typeof en>;
