import type en from "../en/trip";
import type { Texts } from "../texts";

export default {
  all: "Alle Fahrten",
  title: "Fahrt",
  underWay: "Laufende Fahrt",
  duration: "Dauer",
  battery: "Ladestand",
  tank: "Tankfüllung",
  odometer: "Kilometerstand am Start",
  fromTo: "{from} bis {to}",
  atStart: "{level} am Start",
  atEnd: "{level} am Ziel",
  incomplete: "Ein Teil der Fahrt fehlt",
  alerts: "Warnungen auf dieser Fahrt",
  noAlerts: "Keine Warnungen.",
  ends: "Start und Ziel",
  start: "Start",
  end: "Ziel",
  goesOn: "Die Fahrt dauert noch an.",
  mapLabel: "Karte der Fahrt",
  legend: "Vom Ring zum Punkt.",
  directions: "Route zu diesem Ort",
} satisfies Texts<typeof en>;
