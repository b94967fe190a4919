import type en from "../en/car";
import type { Texts } from "../texts";

export default {
  overview: "Panoramica",
  charging: "Ricarica",
  map: "Mappa",
  trips: "Viaggi",
  trip: "Viaggio",
  alerts: "Avvisi",
  service: "Manutenzione",
  commands: "Comandi",
  rules: "Regole",
  sections: "Sezioni di questa auto",
  vin: "VIN {vin}",
  odometer: "Contachilometri",
  noLevel: "L’auto non ha ancora trasmesso un livello.",
} satisfies Texts<typeof en>;
