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
  auto: "Automatique",
  light: "Claire",
  dark: "Sombre",
  privacy: "Sur cet appareil",
  keep: "Conserver les dernières réponses sur cet appareil",
  keepHint: "L’application les montre alors sans réseau. Elles sont effacées à la déconnexion.",
} satisfies Texts<typeof en>;
