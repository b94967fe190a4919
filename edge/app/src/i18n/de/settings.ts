import type en from "../en/settings";
import type { Texts } from "../texts";

export default {
  title: "Einstellungen",
  accounts: "Konten",
  since: "Angemeldet seit {date}",
  forwarding: "{to} darf erfahren, was mit meinen Autos geschieht, bis ich mich abmelde",
  display: "Anzeige",
  language: "Sprache",
  units: "Entfernungen",
  metric: "Kilometer",
  imperial: "Meilen",
  temperature: "Temperatur",
  celsius: "°C",
  fahrenheit: "°F",
  scheme: "Erscheinungsbild",
  auto: "Automatisch",
  light: "Hell",
  dark: "Dunkel",
  privacy: "Auf diesem Gerät",
  keep: "Die letzten Antworten auf diesem Gerät behalten",
  keepHint: "Dann zeigt die App sie auch ohne Netz. Beim Abmelden werden sie gelöscht.",
} satisfies Texts<typeof en>;
