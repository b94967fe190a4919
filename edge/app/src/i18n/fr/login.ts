import type en from "../en/login";
import type { Texts } from "../texts";

export default {
  title: "Votre voiture en un coup d’œil",
  lead: "Carburant, charge, autonomie, trajets et alertes, directement du constructeur.",
  points: {
    level: "Son niveau, son autonomie et la fin de la charge",
    place: "Où elle se trouve, et chacun de ses trajets",
    alerts: "Ses alertes en clair, avec ce qu’il faut faire",
  },
  another: "Ajouter un compte",
  choose: "Choisissez votre marque",
  hint: "Vous vous connectez chez le constructeur. Votre mot de passe y reste.",
  reasons: {
    denied: "La connexion a été annulée.",
    expired: "Cette connexion a pris trop de temps ou a déjà servi. Veuillez vous reconnecter.",
    unavailable:
      "Le service de connexion du constructeur est injoignable pour le moment. Veuillez réessayer plus tard.",
    misconfigured:
      "Le constructeur n’accepte pas ce service. Son exploitant doit vérifier les réglages.",
    "id-token-refused":
      "Le constructeur n’a pas prouvé qui s’est connecté. Si cela se reproduit, prévenez l’exploitant de ce service.",
    "too-many-accounts": "Le nombre maximal de comptes est connecté. Déconnectez-en un d’abord.",
    failed: "Le constructeur ne vous a pas connecté. Veuillez réessayer.",
  },
} satisfies Texts<typeof en>;
