import type en from "../en/trip";
import type { Texts } from "../texts";

export default {
  all: "Tutti i viaggi",
  title: "Viaggio",
  underWay: "Viaggio in corso",
  duration: "Durata",
  battery: "Livello batteria",
  tank: "Livello carburante",
  odometer: "Contachilometri alla partenza",
  fromTo: "da {from} a {to}",
  atStart: "{level} alla partenza",
  atEnd: "{level} all’arrivo",
  incomplete: "Manca una parte del viaggio",
  alerts: "Avvisi durante il viaggio",
  noAlerts: "Nessun avviso.",
  ends: "Partenza e arrivo",
  start: "Partenza",
  end: "Arrivo",
  goesOn: "Il viaggio è ancora in corso.",
  mapLabel: "Mappa del viaggio",
  legend: "Dall’anello al punto.",
  directions: "indicazioni per questo luogo",
} satisfies Texts<typeof en>;
