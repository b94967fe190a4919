import type en from "../en/commands";
import type { Texts } from "../texts";

export default {
  off: "Der Betreiber dieses Dienstes hat keine Befehle freigeschaltet.",
  offline: "Es gab kein Netz. Gesendet wurde nichts.",
  quick: "Schnellbefehle",
  access: "Türen",
  find: "Auto finden",
  climate: "Heizen und Kühlen",
  wake: "Frische Daten",
  wakeHint:
    "Ein gewecktes Auto meldet sich neu. Das kostet etwas Batterie und geht darum nur wenige Male am Tag.",
  navigation: "Ziel",
  ask: {
    unlock: {
      title: "Türen entriegeln?",
      text: "Dann kann jeder das Auto öffnen. Achten Sie darauf, dass Sie in der Nähe sind.",
    },
    horn: { title: "Hupen?", text: "Das ist rund um das Auto weit zu hören." },
  },
  doubt: {
    title: "Noch weiß niemand, ob das gesendet wurde",
    text: "Es kam keine Antwort zurück. Ist es nicht angekommen, wird es beim Nachfragen jetzt gesendet. Ein zweites Mal wird nichts gesendet.",
    again: "Nachfragen",
  },
  denied: "Nicht möglich",
  noReason: "Ein Grund wurde nicht genannt.",
  history: "Gesendete Befehle",
  none: "An dieses Auto wurde noch kein Befehl gesendet.",
  send: "An das Auto senden",
  carClock: "Diese Zeiten gelten nach der Uhr des Autos.",
  time: "Zeit {n}",
  startTime: "Beginn",
  endTime: "Ende",
  endHint: "Ohne Ende lädt es, bis die Batterie voll ist.",
  days: "Tage",
  everyDay: "täglich",
  enabled: "Aktiv",
  remove: "Entfernen",
  addTime: "Zeit hinzufügen",
  timesUnknown:
    "Das Auto sagt nicht, welche Zeiten es hat. Was Sie senden, ersetzt sie vielleicht.",
  otherTimes: {
    title: "Das Auto hat inzwischen andere Zeiten",
    all: "Was Sie senden, ersetzt sie alle.",
    some: "Gesendet wird nur, was Sie geändert haben. Die anderen bleiben.",
    take: "Die des Autos nehmen",
    keep: "Meine behalten",
  },
  later: "Einmal später laden",
  laterAt: "Laden beginnen um",
  laterHint: "Das ist {time}.",
  limit: "Ladegrenze",
  power: "Ladeleistung",
  keep: "So lassen",
  place: {
    label: "Ort",
    hint: "Breite und Länge, oder ein Link aus einer Karten-App.",
    wrong: "Darin ist kein Ort zu erkennen.",
  },
} satisfies Texts<typeof en>;
