import type en from "../en/car";
import type { Texts } from "../texts";

export default {
  overview: "Übersicht",
  charging: "Laden",
  map: "Karte",
  trips: "Fahrten",
  trip: "Fahrt",
  alerts: "Warnungen",
  service: "Wartung",
  commands: "Befehle",
  rules: "Regeln",
  sections: "Bereiche dieses Autos",
  vin: "FIN {vin}",
  odometer: "Kilometerstand",
  noLevel: "Das Auto hat noch keinen Stand gemeldet.",
} satisfies Texts<typeof en>;
