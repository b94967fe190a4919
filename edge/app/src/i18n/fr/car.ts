import type en from "../en/car";
import type { Texts } from "../texts";

export default {
  overview: "Aperçu",
  charging: "Charge",
  map: "Carte",
  trips: "Trajets",
  trip: "Trajet",
  alerts: "Alertes",
  service: "Entretien",
  commands: "Commandes",
  rules: "Règles",
  sections: "Rubriques de cette voiture",
  vin: "VIN {vin}",
  odometer: "Compteur",
  noLevel: "La voiture n’a pas encore transmis de niveau.",
} satisfies Texts<typeof en>;
