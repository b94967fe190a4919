import type en from "../en/commands";
import type { Texts } from "../texts";

export default {
  off: "Il proprietario di questo servizio non ha attivato alcun comando.",
  offline: "Non c’era rete. Non è stato inviato nulla.",
  quick: "Comandi rapidi",
  access: "Porte",
  find: "Trova l’auto",
  climate: "Riscaldamento e raffreddamento",
  wake: "Dati aggiornati",
  wakeHint:
    "Risvegliata, l’auto trasmette di nuovo i suoi dati. Consuma un po’ di batteria, perciò è possibile solo poche volte al giorno.",
  navigation: "Destinazione",
  ask: {
    unlock: {
      title: "Sbloccare le porte?",
      text: "Chiunque potrà aprire l’auto. Verifichi di essere nelle vicinanze.",
    },
    horn: { title: "Suonare il clacson?", text: "Si sente anche lontano dall’auto." },
  },
  doubt: {
    title: "Non si sa ancora se è stato inviato",
    text: "Non è tornata alcuna risposta. Se non è arrivato, chiedendo di nuovo viene inviato ora. Nulla viene inviato due volte.",
    again: "Chiedi di nuovo",
  },
  denied: "Non possibile",
  noReason: "Non è stato indicato alcun motivo.",
  history: "Comandi inviati",
  none: "A quest’auto non è ancora stato inviato alcun comando.",
  send: "Invia all’auto",
  carClock: "Questi orari seguono l’orologio dell’auto.",
  time: "Orario {n}",
  startTime: "Inizio",
  endTime: "Fine",
  endHint: "Se è vuoto, ricarica fino al pieno.",
  days: "Giorni",
  everyDay: "ogni giorno",
  enabled: "In uso",
  remove: "Rimuovi",
  addTime: "Aggiungi un orario",
  later: "Ricarica più tardi, una volta",
  laterAt: "Inizia la ricarica alle",
  laterHint: "Cioè: {time}.",
  limit: "Fino a dove",
  power: "Con quale potenza",
  keep: "Lascia com’è",
  place: {
    label: "Luogo",
    hint: "Latitudine e longitudine, o un link da un’app di mappe.",
    wrong: "Non vi si riconosce alcun luogo.",
  },
} satisfies Texts<typeof en>;
