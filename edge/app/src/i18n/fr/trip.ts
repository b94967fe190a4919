import type en from "../en/trip";
import type { Texts } from "../texts";

export default {
  all: "Tous les trajets",
  title: "Trajet",
  underWay: "Trajet en cours",
  duration: "Durée",
  battery: "Niveau de batterie",
  tank: "Niveau de carburant",
  odometer: "Compteur au départ",
  fromTo: "de {from} à {to}",
  atStart: "{level} au départ",
  atEnd: "{level} à l’arrivée",
  incomplete: "Une partie du trajet manque",
  alerts: "Alertes pendant ce trajet",
  noAlerts: "Aucune alerte.",
  ends: "Départ et arrivée",
  start: "Départ",
  end: "Arrivée",
  goesOn: "Le trajet est encore en cours.",
  mapLabel: "Carte du trajet",
  legend: "De l’anneau au point.",
  directions: "itinéraire vers ce lieu",
} satisfies Texts<typeof en>;
