import type en from "../en/charging";
import type { Texts } from "../texts";

export default {
  thermal: "Questa auto va solo a carburante: non c’è nulla da ricaricare.",
  state: "Adesso",
  plan: "Quando si ricarica",
  battery: "Che cosa contiene la batteria",
  timeLeft: "Tempo rimanente",
  overdue: "La fine era prevista per: {time}. Da allora l’auto non ha trasmesso nulla.",
  finishUnknown: "L’auto non dice quando avrà finito.",
  plug: "Presa",
  mode: "Velocità",
  power: "Potenza",
  type: "Obiettivo",
  notify: "Impostare una notifica",
  silent: "L’auto non dice a che punto è la ricarica.",
  delayed: "Inizio impostato: {time}",
  delayedHint: "L’ora della ricarica differita, secondo l’orologio dell’auto.",
  notDelayed: "Non rinviata: si ricarica appena è collegata.",
  planUnknown: "L’auto non dice quando si ricarica.",
  programs: "Programmi",
  holds: "{residual} su {capacity}",
  residual: "Contenuto attuale",
  capacity: "Capacità",
  resistance: "Salute (resistenza interna)",
  mismatch:
    "Non corrisponde a un livello del {level}. Alcune auto trasmettono un valore troppo basso.",
  batteryUnknown: "L’auto non dice che cosa contiene la batteria.",
  healthUnknown: "L’auto non ha trasmesso la salute della batteria.",
} satisfies Texts<typeof en>;
