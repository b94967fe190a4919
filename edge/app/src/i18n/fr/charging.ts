import type en from "../en/charging";
import type { Texts } from "../texts";

export default {
  thermal: "Cette voiture ne roule qu’au carburant : il n’y a rien à charger.",
  state: "En ce moment",
  plan: "Quand elle charge",
  battery: "Ce que contient la batterie",
  timeLeft: "Temps restant",
  overdue: "Devait être terminée vers {time}. La voiture n’a rien transmis depuis.",
  finishUnknown: "La voiture ne dit pas quand la charge sera terminée.",
  plug: "Prise",
  mode: "Vitesse",
  power: "Puissance",
  type: "Charger",
  notify: "Créer une notification",
  silent: "La voiture ne dit pas où en est la charge.",
  delayed: "Début programmé à {time}",
  delayedHint: "L’heure réglée pour la charge différée, à l’horloge de la voiture.",
  notDelayed: "Non différée : la voiture charge dès qu’elle est branchée.",
  planUnknown: "La voiture ne dit pas quand elle charge.",
  programs: "Programmes",
  holds: "{residual} sur {capacity}",
  residual: "Contenu actuel",
  capacity: "Capacité",
  resistance: "Santé (résistance interne)",
  mismatch:
    "Cela ne correspond pas à un niveau de {level}. Certaines voitures transmettent une valeur trop faible.",
  batteryUnknown: "La voiture ne dit pas ce que contient sa batterie.",
  healthUnknown: "La voiture n’a pas transmis la santé de sa batterie.",
} satisfies Texts<typeof en>;
