import type en from "../en/maintenance";
import type { Texts } from "../texts";

export default {
  next: "Prossimo tagliando",
  time: "Tempo",
  distance: "Distanza",
  days: { one: "Ancora {n} giorno", other: "Ancora {n} giorni" },
  daysOver: { one: "Scaduto da {n} giorno", other: "Scaduto da {n} giorni" },
  left: "Ancora {distance}",
  over: "Scaduto da {distance}",
  around: "Intorno al {date}",
  first: "Vale ciò che arriva prima.",
  soon: "Tagliando in scadenza",
  overdue: "Tagliando scaduto",
  advice: "Prenda appuntamento con un’officina.",
  notTold: "L’auto non indica quando scade il prossimo tagliando.",
  battery: "Batteria 12 V",
  health: "Stato di salute",
  oil: "Olio motore",
  coolant: "Liquido di raffreddamento",
  level: "Livello",
  temperature: "Temperatura",
  notReported: "Quest’auto non trasmette questo dato.",
} satisfies Texts<typeof en>;
