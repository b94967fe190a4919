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
  auto: "System",
  light: "Hell",
  dark: "Dunkel",
  privacy: "Auf diesem Gerät",
  keep: "Zuletzt Gesehenes auf diesem Gerät behalten",
  keepHint: "Dann zeigt die App es auch ohne Netz. Beim Abmelden wird es gelöscht.",
  map: "Karte",
  mapOn: "Karte von {host} zeigen",
  mapHint:
    "Zum Zeichnen erhält {host} bei jedem Ansehen Ihre Internetadresse und die Umgebung Ihres Autos. Sonst steht die Position auf einem einfachen Raster, und kein anderer Server wird gefragt.",
  mapNone:
    "Der Betreiber dieses Dienstes hat keine Karte eingerichtet. Positionen stehen auf einem einfachen Raster, und kein anderer Server erfährt, wo Ihr Auto ist.",
  mapUnknown: "Welche Karte es gibt, konnte noch nicht erfragt werden.",
  kept: { one: "{n} Eintrag gespeichert, {size}.", other: "{n} Einträge gespeichert, {size}." },
  keptNone: "Auf diesem Gerät ist nichts gespeichert.",
  keptWhat:
    "Solange das eingeschaltet ist, werden gespeichert: wer angemeldet ist, Ihre Autos und was Sie zuletzt von ihnen gesehen haben, also Zustand, Position, Warnungen und Fahrten. Alles bleibt in diesem Browser.",
  wipe: "Jetzt löschen",
  wiped: "Das auf diesem Gerät Gespeicherte ist gelöscht.",
  about: "Über diese App",
  version: "Version {version}",
  docs: "Für Entwickler",
  points: {
    first: "Dieser Dienst reicht die Daten Ihres Autos vom Hersteller an Sie weiter.",
    second:
      "Er bewahrt Ihre Anmeldung versiegelt auf, und mit ihr den letzten bekannten Stand Ihrer Autos, bis Sie sich abmelden.",
    third: "Niemand sonst erhält die Daten Ihres Autos, wenn Sie hier nicht zustimmen.",
    fourth: "Was die App auf Ihrem Gerät speichert, bestimmen Sie; beim Abmelden wird es gelöscht.",
  },
} satisfies Texts<typeof en>;
