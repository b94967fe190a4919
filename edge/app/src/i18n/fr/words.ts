// Les mots de l’API, comme le dit un conducteur. Voir en/words.ts pour les emplacements.
//
// Termes : voiture, coffre, capot, pneu, niveau, autonomie, charge, chauffage ou climatisation
// (« clim » dans les titres), mode privé, services connectés, entretien (atelier), ce service
// (Kerbside) et son exploitant, constructeur, alerte, commande, règle.

import type en from "../en/words";
import type { Texts } from "../texts";

export default {
  unavailable: {
    privacy: "Masqué par le mode privé de la voiture. Désactivez-le dans la voiture pour le voir.",
    "never-reported":
      "La voiture n’a pas encore transmis cette valeur. Elle viendra peut-être après un trajet.",
    scope: "Vous n’avez pas accepté ce partage. Reconnectez-vous et acceptez-le.",
    "ignition-off": "La voiture ne transmet cette valeur que contact mis.",
    "not-sent": "Le constructeur n’a pas envoyé cette valeur et n’a pas dit pourquoi.",
    "too-old":
      "Le constructeur est injoignable et la dernière valeur est trop ancienne pour être affichée.",
  },
  motorization: {
    Electric: "Électrique",
    Hybrid: "Hybride",
    Thermic: "Thermique",
    Hydrogen: "Hydrogène",
  },
  positionType: { Acquire: "Position mesurée", Estimated: "Position estimée" },

  plugged: { true: "Branchée", false: "Non branchée" },
  chargingStatus: {
    Disconnected: "Non branchée",
    InProgress: "En charge",
    Failure: "Échec de la charge",
    Stopped: "Charge arrêtée",
    Finished: "Charge terminée",
  },
  chargingMode: { No: "Pas en charge", Slow: "Charge normale", Quick: "Charge rapide" },
  chargingType: { Partial: "Charge partielle", Full: "Charge complète" },
  chargeLimit: { partial: "Charge partielle", full: "Charge complète" },
  chargingPowerLevel: {
    Level1: "Puissance 1",
    Level2: "Puissance 2",
    Level3: "Puissance 3",
    Level4: "Puissance 4",
    Level5: "Puissance 5",
  },

  openingIdentifier: {
    Driver: "Porte conducteur",
    Passenger: "Porte passager",
    RearLeft: "Porte arrière gauche",
    RearRight: "Porte arrière droite",
    Trunk: "Coffre",
    RearWindow: "Lunette arrière",
    RoofWindow: "Toit ouvrant",
  },
  alarmActivation: { Active: "Alarme activée", Inactive: "Alarme désactivée" },
  alarmTrigger: {
    NoBreakIn: "Pas d’effraction",
    FrontRightDoorBreakIn: "Porte avant droite ouverte",
    FrontLeftDoorBreakIn: "Porte avant gauche ouverte",
    RearRightFrontDoorBreakIn: "Porte arrière droite ouverte",
    RearLeftFrontDoorBreakIn: "Porte arrière gauche ouverte",
    HoodDoorBreakIn: "Capot ouvert",
    TrunkDoorBreakIn: "Coffre ouvert",
    BackliteDoorBreakIn: "Lunette arrière ouverte",
    RoofBreakIn: "Toit ouvert",
    VolumetricBreakIn: "Mouvement dans l’habitacle",
    VehicleLifting: "Voiture soulevée ou inclinée",
    ElectricalsystemBreakIn: "Manipulation du circuit électrique",
    KeyLearning: "Une clé a été programmée",
    UnauthenticatedStartup: "Démarrage sans clé valable",
  },
  stolenState: { true: "Déclarée volée", false: "Non déclarée volée" },

  preconditioningStatus: {
    Enabled: "Chauffage ou clim en marche",
    Disabled: "Chauffage ou clim à l’arrêt",
    Finished: "Chauffage ou clim terminé",
    Failure: "Échec du chauffage ou de la clim",
  },
  preconditioningStartingCause: {
    Immediate: "Démarrage manuel",
    Scheduled: "Démarrage programmé",
  },
  preconditioningFailureCause: {
    Defect: "Il y a un défaut. Faites contrôler la voiture par un atelier.",
    DoorOpened: "Une porte est ouverte. Fermez-la et réessayez.",
    LowBattery: "La batterie est trop faible. Chargez d’abord la voiture.",
    LowFuelLevel: "Il y a trop peu de carburant. Faites d’abord le plein.",
    TooManyUnusedProg: "Trop de programmes sans trajet. Roulez d’abord.",
    WindowsRoofOpened: "Une vitre ou le toit est ouvert. Fermez et réessayez.",
    HoodOpened: "Le capot est ouvert. Fermez-le et réessayez.",
    NotParked: "La voiture n’est pas garée. Réessayez après l’avoir garée.",
    OtherFailures: "La voiture n’a pas dit pourquoi. Réessayez.",
  },
  recurrence: { None: "Une fois", Daily: "Chaque semaine" },

  moving: { true: "En mouvement", false: "À l’arrêt" },
  propulsion: { Thermal: "Au carburant", Electric: "En électrique", Hybrid: "En hybride" },
  lampPosition: { Front: "Avant", Rear: "Arrière" },
  lampSide: { Left: "Gauche", Right: "Droite" },

  tripFault: {
    Unstarted: "Le début du trajet manque",
    DataLacking: "Une partie du trajet manque",
    Unfinished: "La fin du trajet manque",
  },
  tripFaultCause: {
    GeoPrivacy: "La position était masquée",
    FullPrivacy: "Le mode privé était actif",
    Connection: "Il n’y avait pas de réseau",
  },
  impactSide: { Front: "Avant", Rear: "Arrière", Lateral: "Latéral" },
  impactSeverity: { Minimal: "Choc très léger", Minor: "Choc léger", Major: "Choc violent" },
  alertSeverity: { Information: "Information", Warning: "Avertissement", Critical: "Urgent" },
  alertActive: { true: "En cours", false: "Terminée" },

  commandType: {
    lock: "Verrouiller les portes",
    unlock: "Déverrouiller les portes",
    door: "Verrouiller ou déverrouiller les portes",
    horn: "Klaxonner",
    lights: "Allumer les feux",
    "wake-up": "Réveiller la voiture",
    climate: "Lancer le chauffage ou la clim",
    "climate-programs": "Programmer chauffage et clim",
    charging: "Lancer la charge",
    "charging-schedule": "Programmer la charge",
    "charging-preferences": "Régler puissance et limite de charge",
    navigation: "Envoyer une destination",
  },
  commandTypeOff: {
    horn: "Arrêter le klaxon",
    lights: "Éteindre les feux",
    climate: "Arrêter le chauffage ou la clim",
    charging: "Arrêter la charge",
  },
  commandState: {
    sending: "Envoi en cours",
    accepted: "Acceptée par le constructeur",
    waking: "Réveil de la voiture",
    checking: "Vérification de la voiture",
    sent: "Envoyée à la voiture",
    succeeded: "Terminé",
    "already-done": "Déjà fait",
    failed: "Échec",
    unknown: "Résultat inconnu : regardez la voiture",
  },
  why: {
    owner: "L’exploitant de ce service ne l’a pas activé.",
    client: "Ce n’est pas activé pour cette application.",
    consent: "Ce service ne demande pas cette autorisation aux conducteurs.",
    vehicle: "Cette voiture ne sait pas le faire.",
  },

  condition: {
    "charge-below": "Charge sous {percent} %",
    "charge-above": "Charge au-dessus de {percent} %",
    "fuel-below": "Carburant sous {percent} %",
    "range-below": "Autonomie sous {km}",
    "outside-below": "Moins de {celsius} dehors",
    "outside-above": "Plus de {celsius} dehors",
    "speed-above": "Vitesse au-dessus de {kmPerHour}",
    plugged: "Branchée",
    unplugged: "Débranchée",
    moving: "La voiture roule",
    charging: "État de la charge : {states}",
    "trip-started": "Trajet commencé",
    "trip-ended": "Trajet terminé",
    "doors-changed": "Porte, vitre ou coffre ouvert ou fermé",
    "locks-changed": "Verrouillée ou déverrouillée",
    alarm: "Alarme antivol déclenchée",
    "privacy-changed": "Mode privé modifié",
    alert: "Alerte : {codes}",
    enters: "Arrive à moins de {radiusKm} d’un lieu",
    leaves: "Quitte un rayon de {radiusKm} autour d’un lieu",
    during: "Roule {days} de {from} à {to}",
  },
  anyAlert: "toutes",
  ruleState: {
    active: "Active",
    paused: "En pause",
    failed: "Le constructeur ne suit plus cette règle. Reprenez-la.",
    ended: "Le constructeur n’a plus cette règle. Reprenez-la.",
    unknown: "En cours de vérification chez le constructeur",
  },
} satisfies Texts<typeof en>;
