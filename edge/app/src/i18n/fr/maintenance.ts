import type en from "../en/maintenance";
import type { Texts } from "../texts";

export default {
  next: "Prochain entretien",
  time: "Temps",
  distance: "Distance",
  days: { one: "Encore {n} jour", other: "Encore {n} jours" },
  daysOver: { one: "{n} jour de retard", other: "{n} jours de retard" },
  left: "Encore {distance}",
  over: "{distance} de retard",
  around: "Vers le {date}",
  first: "Au premier des deux termes.",
  soon: "Entretien à prévoir bientôt",
  overdue: "Entretien en retard",
  advice: "Prenez rendez-vous avec un atelier.",
  notTold: "La voiture n’indique pas la date du prochain entretien.",
  battery: "Batterie 12 V",
  health: "État de santé",
  oil: "Huile moteur",
  coolant: "Liquide de refroidissement",
  level: "Niveau",
  temperature: "Température",
  notReported: "Cette voiture ne transmet pas cette valeur.",
} satisfies Texts<typeof en>;
