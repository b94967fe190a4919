import type en from "../en/common";
import type { Texts } from "../texts";

export default {
  appName: "Kerbside",
  loading: "Wird geladen …",
  retry: "Erneut versuchen",
  close: "Schließen",
  cancel: "Abbrechen",
  discard: "Verwerfen",
  discardTitle: "Änderungen verwerfen?",
  keepEditing: "Weiter bearbeiten",
  more: "Mehr anzeigen",
  save: "Speichern",
  unknown: "Unbekannt",
  pair: "{name}: {value}",
  copied: "Kopiert.",
  car: "Auto",
  skipToContent: "Zum Inhalt",
  age: {
    reported: "Gemeldet {age}",
    underAMinute: "vor weniger als einer Minute",
    never: "Zeitpunkt dieser Angabe unbekannt",
  },
  old: {
    resting:
      "Seit {duration} nichts gemeldet. Fahren Sie 15 Minuten mit eingeschalteter Zündung, dann meldet sich das Auto wieder.",
    charging:
      "Das Auto hat seit {duration} nichts gemeldet; der Ladestand kann inzwischen ein anderer sein.",
    moving: "Das Auto hat seit {duration} nichts gemeldet, obwohl es gefahren ist.",
  },
  stale: {
    title: "Letzter bekannter Stand",
    text: "Stand: {age}.",
  },
  problem: {
    unreachable:
      "Der Dienst ist nicht erreichbar. Prüfen Sie die Verbindung und versuchen Sie es erneut.",
    offline: "Sie sind offline. Verbinden Sie sich mit dem Internet und versuchen Sie es erneut.",
    unreadable: "Die Antwort des Dienstes war nicht lesbar. Bitte versuchen Sie es später erneut.",
    notNow: "Gerade nicht verfügbar.",
    other: "Der Dienst hat geantwortet: {title}.",
    retryAfter: "Bitte versuchen Sie es in {duration} erneut.",
    requestId: "Nummer der Anfrage:",
    copyRequestId: "Nummer der Anfrage kopieren",
  },
  unavailable: {
    other: "Dieser Wert ist nicht verfügbar ({reason}).",
  },
  live: {
    live: "Live",
    connecting: "Verbinden …",
    polling: "Ab und zu geprüft",
  },
  offline: {
    line: "Sie sind offline. Sie sehen den letzten bekannten Stand.",
    nothing: "Sie sind offline, und auf diesem Gerät ist nichts gespeichert.",
    hint: "In den Einstellungen können Sie wählen, dass zuletzt Gesehenes auf diesem Gerät bleibt.",
  },
  notices: {
    loggedOut: "Sie sind bei {brand} abgemeldet.",
    loginLost: "{brand} hat Ihre Anmeldung beendet.",
    loginEnded: "Sie sind nicht mehr bei {brand} angemeldet.",
    logInAgain: "Erneut anmelden",
  },
  moved: {
    text: "Dieser Dienst ist jetzt unter {host} zu finden.",
    go: "Dorthin wechseln",
  },
  menu: {
    account: "Konto und Einstellungen",
    settings: "Einstellungen",
    logOutOf: "Bei {brand} abmelden",
    logOutOfAll: "Überall abmelden",
    addAccount: "Weiteres Konto",
    home: "Alle Autos",
  },
  energy: {
    electric: "Batterie",
    fuel: "Kraftstoff",
    range: "Reichweite",
    rangeOf: "{range} Reichweite",
  },
  charging: {
    until: "Lädt, voraussichtlich fertig: {time}",
    rate: "{rate} mehr Reichweite pro Stunde",
    delayed: "Angesteckt, Ladebeginn: {time}",
  },
  notFound: {
    title: "Hier ist nichts",
    text: "Diese Adresse führt nirgendwohin.",
    car: "Keines Ihrer Konten hat dieses Auto.",
    home: "Zu allen Autos",
  },
} satisfies Texts<typeof en>;
