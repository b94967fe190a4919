import type en from "../en/commands";
import type { Texts } from "../texts";

export default {
  off: "L’exploitant de ce service n’a activé aucune commande.",
  offline: "Il n’y avait pas de réseau. Rien n’a été envoyé.",
  quick: "Commandes rapides",
  access: "Portes",
  find: "Retrouver la voiture",
  climate: "Chauffage et climatisation",
  wake: "Données récentes",
  wakeHint:
    "Une fois réveillée, la voiture transmet de nouveau ses données. Cela use un peu la batterie : ce n’est possible que quelques fois par jour.",
  navigation: "Destination",
  ask: {
    unlock: {
      title: "Déverrouiller les portes ?",
      text: "N’importe qui pourra alors ouvrir la voiture. Assurez-vous d’être à proximité.",
    },
    horn: { title: "Klaxonner ?", text: "On l’entend loin autour de la voiture." },
  },
  doubt: {
    title: "On ne sait pas encore si la commande est partie",
    text: "Aucune réponse n’est revenue. Si la commande n’est pas arrivée, demander à nouveau l’envoie maintenant. Rien n’est envoyé deux fois.",
    again: "Demander à nouveau",
  },
  denied: "Impossible",
  noReason: "Aucune raison n’a été donnée.",
  history: "Commandes envoyées",
  none: "Aucune commande n’a encore été envoyée à cette voiture.",
  send: "Envoyer à la voiture",
  carClock: "Ces heures sont celles de l’horloge de la voiture.",
  time: "Horaire {n}",
  startTime: "Début",
  endTime: "Fin",
  endHint: "Sans heure de fin, la charge va jusqu’au bout.",
  days: "Jours",
  everyDay: "tous les jours",
  enabled: "Activé",
  remove: "Supprimer",
  addTime: "Ajouter un horaire",
  timesUnknown:
    "La voiture ne dit pas quels horaires elle a. Ce que vous envoyez peut les remplacer.",
  otherTimes: {
    title: "La voiture a maintenant d’autres horaires",
    all: "Ce que vous envoyez les remplace tous.",
    some: "Seul ce que vous avez modifié est envoyé. Les autres restent.",
    take: "Prendre ceux de la voiture",
    keep: "Garder les miens",
  },
  later: "Charger plus tard, une fois",
  laterAt: "Commencer la charge à",
  laterHint: "Soit {time}.",
  limit: "Limite de charge",
  power: "Puissance de charge",
  keep: "Laisser tel quel",
  place: {
    label: "Lieu",
    hint: "Latitude et longitude, ou un lien d’une application de cartes.",
    wrong: "Aucun lieu n’y est reconnu.",
  },
} satisfies Texts<typeof en>;
