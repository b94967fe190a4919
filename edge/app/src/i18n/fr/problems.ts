// Ce qui n’a pas marché, et ce que le conducteur peut faire.

import type en from "../en/problems";
import type { Texts } from "../texts";

const owner = "Vous n’y êtes pour rien. Prévenez l’exploitant de ce service.";
const app = "Vous n’y êtes pour rien. Prévenez l’auteur de cette application ou page.";
const page = "Rechargez la page. Si cela se reproduit, prévenez l’exploitant de ce service.";
const passing = "Cela passe en général en quelques minutes.";

export default {
  codes: {
    "not-logged-in": "Aucun compte n’est connecté. Connectez-vous.",
    "login-lost":
      "Le constructeur a mis fin à votre connexion. Reconnectez-vous ; rien d’autre n’est perdu.",
    "choose-account": `Plusieurs comptes sont connectés et aucun n’a été choisi. ${page}`,
    "csrf-header-missing": `Le service a refusé la demande par sécurité. ${page}`,
    "origin-not-allowed": `Cette page n’a pas le droit d’utiliser ce service. ${owner}`,
    "cookie-and-bearer": `La demande portait deux identités à la fois. ${app}`,
    "eligibility-off": "L’exploitant de ce service n’a pas activé cette vérification pour vous.",
    "too-many-accounts": "Impossible de connecter un compte de plus. Déconnectez-en d’abord un.",
    "unknown-client": `Cette application n’est pas enregistrée ici. ${app}`,
    "code-refused": "La connexion n’a pas pu aboutir. Connectez-vous de nouveau.",
    "not-found": "Ceci n’existe plus. Les trajets et les alertes sont gardés environ deux mois.",
    "method-not-allowed": `Le service ne connaît pas cette demande. ${page}`,
    "unknown-brand": "Ce service ne propose pas cette marque. Choisissez-en une autre.",
    "body-too-slow": "Votre connexion Internet était trop lente. Veuillez réessayer.",
    "body-too-large": "C’est plus que ce que le service accepte. Veuillez raccourcir.",
    "invalid-parameter": "L’une des saisies n’est pas utilisable. Vérifiez-les.",
    "invalid-body": "L’une des saisies n’est pas utilisable. Vérifiez-les.",
    "unsupported-media-type": `Le service ne connaît pas cette demande. ${page}`,
    "address-too-long": "C’est plus que ce que le service accepte. Choisissez-en moins.",
    "headers-too-large":
      "Supprimez les cookies de ce site dans votre navigateur, puis reconnectez-vous.",
    "too-many-requests": "Trop de demandes en peu de temps.",
    "limiter-unavailable":
      "Le service ne peut pas vérifier cela pour l’instant. Rien n’a été fait.",
    "vehicle-not-found": "Cette voiture n’est plus connue. Choisissez-la de nouveau dans la liste.",
    "not-this-drivers-vehicle":
      "Ce compte n’a pas accès à la voiture. Connectez-vous avec le compte où elle est enregistrée et acceptez de partager ses données.",
    "consent-missing":
      "Votre accord manque pour cela. Reconnectez-vous, donnez-le et autorisez les partenaires dans l’appli du constructeur.",
    "privacy-on":
      "Le mode privé de la voiture est actif. Désactivez-le dans la voiture, puis réessayez.",
    "service-not-subscribed":
      "Aucun service connecté n’est actif pour cette voiture. Activez-le ou renouvelez-le dans l’appli du constructeur ; les données viennent après quelques trajets.",
    "telematics-box-replaced":
      "Le boîtier de connexion de la voiture a été remplacé. Faites-le enregistrer par un atelier ou le service client, puis reconnectez-vous ici.",
    "no-data-yet":
      "La voiture n’a pas encore transmis ceci. Roulez un quart d’heure, services connectés actifs et mode privé désactivé.",
    "rate-limited": "Le constructeur n’accepte plus de demandes pour l’instant.",
    "upstream-unavailable": `Le service du constructeur a des difficultés. ${passing}`,
    "upstream-rejected":
      "Le service du constructeur a refusé cette demande. Si cela se reproduit, prévenez l’exploitant de ce service.",
    "partner-access": `Le constructeur refuse l’accès à ce service. ${owner}`,
    "token-refused":
      "Le constructeur n’accepte pas encore votre connexion. Si cela dure, reconnectez-vous.",
    "upstream-unreachable": `Le service du constructeur est injoignable. ${passing}`,
    "upstream-timeout": `Le service du constructeur n’a pas répondu à temps. ${passing}`,
    "upstream-broken": `La réponse du constructeur s’est interrompue. ${passing}`,
    "upstream-unreadable": "La réponse du constructeur est inutilisable.",
    "upstream-too-large": "La réponse du constructeur est trop volumineuse. Choisissez-en moins.",
    "certificate-refused": `Le constructeur refuse l’accès à ce service. ${owner}`,
    "upstream-not-trusted": `Le service du constructeur n’a pas pu être reconnu. ${owner}`,
    "upstream-certificate-expired":
      "Le certificat du constructeur n’est plus valable. Vous n’y êtes pour rien. Réessayez plus tard.",
    "relay-unreachable": `Une partie de ce service est injoignable. ${passing}`,
    "relay-busy": "Ce service est très sollicité.",
    "relay-refuses-edge": `Ce service est mal configuré. ${owner}`,
    "action-not-allowed": "L’exploitant de ce service n’a pas activé cette commande.",
    "fresh-login-required":
      "Pour votre sécurité, connectez-vous de nouveau, puis réessayez. Votre session reste ouverte.",
    "idempotency-key-missing": `La commande n’a pas été envoyée. ${page}`,
    "idempotency-key-reused": `La commande n’a pas été envoyée. ${page}`,
    "not-supported-by-vehicle": "D’après le constructeur, cette voiture ne sait pas faire cela.",
    "command-in-progress":
      "La voiture exécute déjà une telle commande. Attendez qu’elle ait terminé.",
    "too-many-commands": "Trop de commandes en peu de temps. Celle-ci n’a pas été exécutée.",
    "ticket-invalid":
      "La connexion en direct n’a pas pu s’ouvrir. La page s’actualise de temps en temps.",
    "too-many-connections":
      "Trop de fenêtres sont ouvertes. Celle-ci s’actualise de temps en temps ; fermez-en d’autres.",
    "wake-ups-used-up":
      "La voiture ne peut plus être réveillée pour l’instant, pour ménager sa batterie. Démarrez-la : elle transmettra d’elle-même.",
    "no-writer": "Le service ne peut pas envoyer de commandes pour l’instant. Rien n’a été envoyé.",
    "command-not-found": "Cette commande n’est plus conservée. Consultez l’état de la voiture.",
    "too-many-rules": "La voiture a atteint le nombre maximal de règles. Supprimez-en d’abord une.",
    "rule-refused":
      "Le constructeur refuse cette règle. Essayez d’autres conditions ; si aucune ne convient, d’autres applications occupent peut-être déjà toutes les règles permises.",
    "rule-not-found": "Cette règle n’existe plus. Elle a peut-être été supprimée.",
    "vehicle-unreachable":
      "La voiture est injoignable. Elle n’a peut-être pas de réseau, ou sa batterie est faible. Réessayez plus tard, ou démarrez-la.",
    "vehicle-battery-low":
      "La batterie de la voiture est trop faible. Roulez ou rechargez la voiture, puis réessayez.",
    "vehicle-in-use": "La voiture est utilisée. Coupez le contact et descendez, puis réessayez.",
    "vehicle-not-closed":
      "La voiture n’est pas fermée. Fermez portes, coffre et capot, puis réessayez. Si cela échoue encore, verrouillez-la avec sa clé.",
    "key-inside":
      "Une clé est peut-être dans la voiture. Prenez-la, fermez les portes et réessayez.",
    "vehicle-stolen":
      "La voiture est déclarée volée. Seul le service client du constructeur peut y mettre fin.",
    "charging-fault":
      "La voiture ne peut pas charger. Vérifiez le câble et la borne, et regardez l’écran de la voiture.",
    "cancelled-by-driver":
      "Quelqu’un dans la voiture a annulé. Renvoyez la commande si nécessaire.",
    "vehicle-error":
      "La voiture n’a pas exécuté la commande. Réessayez, ou essayez dans l’appli du constructeur.",
    "not-received":
      "La commande n’est pas arrivée à la voiture. Vous pouvez la renvoyer sans risque.",
    "wrong-credentials":
      "Identifiant et mot de passe ne correspondent pas. Saisissez-les comme dans l’appli du constructeur.",
    "login-unproven": "Le constructeur n’a pas prouvé qui s’est connecté. Veuillez réessayer.",
    "login-unavailable":
      "La connexion du constructeur est injoignable. Votre session reste ouverte.",
    misconfigured: `Ce service n’est pas entièrement configuré. ${owner}`,
    internal:
      "Un problème est survenu dans ce service. Donnez le numéro de la demande à son exploitant.",
  },
} satisfies Texts<typeof en>;
