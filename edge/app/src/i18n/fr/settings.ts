import type en from "../en/settings";
import type { Texts } from "../texts";

export default {
  title: "Réglages",
  accounts: "Comptes",
  since: "Connecté depuis le {date}",
  forwarding: "{to} peut recevoir ce qui arrive à mes voitures, jusqu’à ma déconnexion",
  display: "Affichage",
  language: "Langue",
  units: "Distances",
  metric: "Kilomètres",
  imperial: "Miles",
  temperature: "Température",
  celsius: "°C",
  fahrenheit: "°F",
  scheme: "Apparence",
  auto: "Auto",
  light: "Claire",
  dark: "Sombre",
  privacy: "Sur cet appareil",
  keep: "Conserver sur cet appareil ce que j’ai vu en dernier",
  keepHint: "L’application le montre alors sans réseau. Tout est effacé à la déconnexion.",
  map: "Carte",
  mapOn: "Afficher la carte de {host}",
  mapHint:
    "Pour la dessiner, {host} reçoit votre adresse internet et les environs de votre voiture à chaque consultation. Sinon, la position est montrée sur une simple grille et aucun autre serveur n’est contacté.",
  mapNone:
    "L’exploitant de ce service n’a prévu aucune carte. Les positions sont montrées sur une simple grille et aucun autre serveur n’apprend où est votre voiture.",
  mapUnknown: "La carte disponible n’a pas encore pu être demandée.",
  kept: {
    one: "{n} élément est conservé, {size}.",
    other: "{n} éléments sont conservés, {size}.",
  },
  keptNone: "Rien n’est conservé sur cet appareil.",
  keptWhat:
    "Tant que l’option est active, sont conservés qui est connecté, vos voitures et ce que vous en avez vu en dernier : états, positions, alertes et trajets. Tout reste dans ce navigateur.",
  wipe: "Effacer maintenant",
  wiped: "Ce qui était conservé sur cet appareil est effacé.",
  about: "À propos",
  version: "Version {version}",
  docs: "Pour les développeurs",
  points: {
    first: "Ce service vous transmet les données de votre voiture venues du constructeur.",
    second:
      "Il garde votre connexion scellée, avec le dernier état connu de vos voitures, jusqu’à votre déconnexion.",
    third: "Personne d’autre ne reçoit les données de votre voiture sans votre accord donné ici.",
    fourth:
      "Ce que l’application conserve sur votre appareil, vous le choisissez ; la déconnexion l’efface.",
  },
} satisfies Texts<typeof en>;
