import type en from "../en/common";
import type { Texts } from "../texts";

export default {
  appName: "Kerbside",
  loading: "Chargement …",
  retry: "Réessayer",
  close: "Fermer",
  cancel: "Annuler",
  discard: "Abandonner",
  discardTitle: "Abandonner les modifications ?",
  keepEditing: "Continuer",
  more: "Afficher plus",
  save: "Enregistrer",
  unknown: "Inconnu",
  pair: "{name} : {value}",
  copied: "Copié.",
  car: "Voiture",
  skipToContent: "Aller au contenu",
  age: {
    reported: "Transmis {age}",
    underAMinute: "il y a moins d’une minute",
    never: "Date de ce relevé inconnue",
  },
  old: {
    resting:
      "Sans nouvelles depuis {duration}. Roulez 15 minutes, contact mis : la voiture transmettra à nouveau ses données.",
    charging:
      "La voiture n’a rien transmis depuis {duration} ; la charge a pu avancer entre-temps.",
    moving: "La voiture n’a rien transmis depuis {duration}, alors qu’elle roulait.",
  },
  stale: {
    title: "Dernier état connu",
    text: "Relevé : {age}.",
  },
  problem: {
    unreachable: "Le service est injoignable. Vérifiez votre connexion et réessayez.",
    offline: "Vous êtes hors ligne. Connectez-vous à Internet et réessayez.",
    unreadable: "Le service a donné une réponse illisible. Veuillez réessayer plus tard.",
    notNow: "Indisponible pour le moment.",
    other: "Le service a répondu : {title}.",
    retryAfter: "Veuillez réessayer dans {duration}.",
    requestId: "Numéro de la demande :",
    copyRequestId: "Copier le numéro de la demande",
  },
  unavailable: {
    other: "Cette valeur n’est pas disponible ({reason}).",
  },
  live: {
    live: "En direct",
    connecting: "Connexion …",
    polling: "Vérification régulière",
  },
  offline: {
    line: "Vous êtes hors ligne. Vous voyez le dernier état connu.",
    nothing: "Vous êtes hors ligne et rien n’est conservé sur cet appareil.",
    hint: "Dans les réglages, vous pouvez choisir de conserver sur cet appareil ce que vous avez vu en dernier.",
  },
  notices: {
    loggedOut: "Vous êtes déconnecté de {brand}.",
    loginLost: "{brand} a mis fin à votre connexion.",
    loginEnded: "Vous n’êtes plus connecté à {brand}.",
    logInAgain: "Se reconnecter",
  },
  moved: {
    text: "Ce service se trouve désormais à l’adresse {host}.",
    go: "Y aller",
  },
  menu: {
    account: "Compte et réglages",
    settings: "Réglages",
    logOutOf: "Se déconnecter de {brand}",
    logOutOfAll: "Tout déconnecter",
    addAccount: "Ajouter un compte",
    home: "Toutes les voitures",
  },
  energy: {
    electric: "Batterie",
    fuel: "Carburant",
    range: "Autonomie",
    rangeOf: "{range} d’autonomie",
  },
  charging: {
    until: "En charge, fin prévue : {time}",
    rate: "Gagne {rate} d’autonomie par heure",
    delayed: "Branchée, début de charge : {time}",
  },
  notFound: {
    title: "Il n’y a rien ici",
    text: "Cette adresse ne mène nulle part.",
    car: "Cette voiture n’est dans aucun de vos comptes.",
    home: "Voir toutes les voitures",
  },
} satisfies Texts<typeof en>;
