// Ce que la voiture signale : un titre, et ce qu’il faut faire.

import type en from "../en/alerts";
import type { Texts } from "../texts";

const stop =
  "Arrêtez-vous dès que possible en lieu sûr, coupez le moteur et appelez une dépanneuse.";
const stopElectric =
  "Arrêtez-vous dès que possible en lieu sûr, coupez le contact et appelez une dépanneuse.";
const gently = "Roulez doucement et rendez-vous sans tarder dans un atelier.";
const soon = "Faites contrôler la voiture prochainement par un atelier.";
const unaided = "Conduisez sans compter sur cette fonction et faites-la contrôler par un atelier.";
const lamp = "Faites remplacer l’ampoule ou contrôler le feu, si possible avant la nuit.";
const indicator =
  "Les autres risquent de ne pas vous voir tourner. Faites-le réparer au plus vite.";
const brakeLamp = "On risque de ne pas vous voir freiner. Faites-le réparer au plus vite.";
const pressure = "Contrôlez le pneu à froid et gonflez-le au plus vite. Roulez lentement.";
const puncture =
  "Arrêtez-vous dès que possible en lieu sûr, puis changez la roue ou utilisez le kit. Ne continuez pas ainsi.";
const sensor =
  "La pression de ce pneu n’est pas surveillée. Contrôlez-la vous-même et faites contrôler le capteur.";
const closeIt = "Arrêtez-vous dès que possible en lieu sûr, puis refermez.";
const closeFirst = "Refermez avant de repartir.";
const noRestart =
  "Une fois arrêté, le moteur ne redémarrera pas. Appelez un atelier ou une dépanneuse.";
const noRestartSoon =
  "Rendez-vous tout de suite dans un atelier : bientôt, le moteur ne redémarrera plus.";
const preheating = "D’ici là, chauffage et climatisation avant le départ sont coupés.";

export default {
  unknown: {
    text: "La voiture signale une alerte",
    advice: "Regardez l’écran de la voiture et suivez ses consignes.",
  },
  AbsBrakingSystemFault: {
    text: "Défaut ABS",
    advice:
      "Le freinage reste possible, mais les roues peuvent se bloquer. Gardez vos distances et allez dans un atelier.",
  },
  ActiveSpoilerFault: {
    text: "Défaut du becquet mobile",
    advice: `Roulez à vitesse modérée. ${soon}`,
  },
  AdBlueFault: { text: "Défaut du système AdBlue", advice: soon },
  AdBlueFaultStartingImpossible: {
    text: "Défaut AdBlue : redémarrage impossible",
    advice: noRestart,
  },
  AdBlueFaultStartingImpossibleSoon: {
    text: "Défaut AdBlue : redémarrage bientôt impossible",
    advice: noRestartSoon,
  },
  AddWasherFluid: {
    text: "Niveau de lave-glace bas",
    advice: "Faites l’appoint de liquide lave-glace.",
  },
  AirbagOrSeatBeltPretensionerOrActiveHoodFailure: {
    text: "Défaut airbag, ceinture ou capot actif",
    advice:
      "La protection peut manquer en cas d’accident. Rendez-vous sans tarder dans un atelier.",
  },
  AssistanceButtonFault: {
    text: "Défaut de la touche SOS ou assistance",
    advice:
      "La voiture risque de ne pas pouvoir appeler les secours. Gardez un téléphone sur vous et faites-la contrôler.",
  },
  AutomaticBrakingDeactivated: { text: "Freinage automatique désactivé", advice: unaided },
  AutomaticHeadlightAdjustmentFault: {
    text: "Défaut du réglage des phares",
    advice: `Vous risquez d’éblouir les autres. ${soon}`,
  },
  BatteryChargeOrElectricalCircuitSystemFailure: {
    text: "Panne de charge 12 V ou du circuit électrique",
    advice: stop,
  },
  BrakingSystemFailure: { text: "Panne des freins", advice: stop },
  ChargingFailure: {
    text: "Défaut de charge",
    advice:
      "Vérifiez le câble et la borne, ou essayez une autre borne. Si cela persiste, allez dans un atelier.",
  },
  CheckTheCenterBrakeLamp: { text: "Défaut du troisième feu stop", advice: brakeLamp },
  CollisionDetectionSystemFault: {
    text: "Défaut de la détection de collision",
    advice: unaided,
  },
  CollisionMitigationSystemFault: { text: "Défaut de l’anticollision", advice: unaided },
  CoolantLevellow: {
    text: "Niveau de liquide de refroidissement bas",
    advice:
      "Arrêtez-vous en lieu sûr, laissez refroidir le moteur, puis faites l’appoint. N’ouvrez jamais le bouchon à chaud.",
  },
  DrivingAssistanceSensorBlind: {
    text: "Capteur d’aide à la conduite masqué",
    advice: "Nettoyez le pare-brise et les pare-chocs. D’ici là, ne comptez pas sur les aides.",
  },
  ElectricTractionSystemFailureLimitSpeed: {
    text: "Défaut de traction électrique : limitez votre vitesse",
    advice: gently,
  },
  ElectricTractionSystemFailureStopVehicle: {
    text: "Panne de traction électrique : arrêtez-vous",
    advice: stopElectric,
  },
  ElectricTractionSystemFault: { text: "Défaut de traction électrique", advice: gently },
  ElectronicImmobiliserFault: {
    text: "Défaut de l’antidémarrage",
    advice:
      "La voiture risque de ne pas démarrer. Essayez l’autre clé et faites contrôler la voiture par un atelier.",
  },
  EmissionSystemOrAdBlueQualityFailueStartingImpossible: {
    text: "Défaut antipollution : redémarrage impossible",
    advice: noRestart,
  },
  EmissionSystemOrAdBlueQualityFailueStartingImpossibleSoon: {
    text: "Défaut antipollution : redémarrage bientôt impossible",
    advice: noRestartSoon,
  },
  EmissionSystemOrAdBlueQualityFailure: {
    text: "Défaut antipollution ou qualité d’AdBlue",
    advice: soon,
  },
  EngineFailure: { text: "Panne du moteur", advice: stop },
  EngineFault: { text: "Défaut du moteur", advice: gently },
  EngineMisfiringFuel: { text: "Ratés du moteur", advice: gently },
  EngineOilPressureFailure: { text: "Pression d’huile moteur insuffisante", advice: stop },
  EngineTemperatureFailure: {
    text: "Moteur trop chaud",
    advice:
      "Arrêtez-vous dès que possible en lieu sûr, coupez le moteur et laissez-le refroidir. N’ouvrez aucun bouchon.",
  },
  EspAsrSystemFault: {
    text: "Défaut ESP/ASR",
    advice: "Roulez prudemment, surtout sur route mouillée ou verglacée, et allez dans un atelier.",
  },
  FrontLeftFlashingIndicatorFault: {
    text: "Défaut du clignotant avant gauche",
    advice: indicator,
  },
  FrontLeftFogLampsFault: { text: "Défaut de l’antibrouillard avant gauche", advice: lamp },
  FrontLeftParkingLampsFault: {
    text: "Défaut du feu de position avant gauche",
    advice: lamp,
  },
  FrontRightFlashingIndicatorFault: {
    text: "Défaut du clignotant avant droit",
    advice: indicator,
  },
  FrontRightFogLampsFault: { text: "Défaut de l’antibrouillard avant droit", advice: lamp },
  FrontRightParkingLampsFault: {
    text: "Défaut du feu de position avant droit",
    advice: lamp,
  },
  FuelLevelLow: { text: "Niveau de carburant bas", advice: "Faites bientôt le plein." },
  GearboxFault: { text: "Défaut de la boîte de vitesses", advice: gently },
  HeadlightsFault: {
    text: "Défaut des phares",
    advice: "Ne roulez pas de nuit ni par mauvaise visibilité avant la réparation.",
  },
  InstalledSpareWheelFault: {
    text: "Roue de secours montée",
    advice:
      "Respectez la vitesse indiquée sur la roue de secours et faites remonter une roue normale.",
  },
  InterVehicleTimeMeasurementFault: {
    text: "Défaut de la mesure de distance",
    advice: unaided,
  },
  LaneChangeAssistanceFault: { text: "Défaut de l’aide au changement de voie", advice: unaided },
  LaneDepartureWarningSystemFault: {
    text: "Défaut de l’alerte de franchissement de ligne",
    advice: unaided,
  },
  LeftBrakeLampFault: { text: "Défaut du feu stop gauche", advice: brakeLamp },
  LeftFrontDoorOpen: { text: "Porte avant gauche ouverte", advice: closeIt },
  LeftFrontDoorOpenLowSpeed: { text: "Porte avant gauche ouverte", advice: closeFirst },
  LeftFrontTirePressurSensorFault: {
    text: "Défaut du capteur du pneu avant gauche",
    advice: sensor,
  },
  LeftFrontTirePuncture: { text: "Crevaison du pneu avant gauche", advice: puncture },
  LeftFrontTireUnderInflated: { text: "Pneu avant gauche sous-gonflé", advice: pressure },
  LeftRearDoorOpen: { text: "Porte arrière gauche ouverte", advice: closeIt },
  LeftRearDoorOpenLowSpeed: { text: "Porte arrière gauche ouverte", advice: closeFirst },
  LeftRearTirePressurSensorFault: {
    text: "Défaut du capteur du pneu arrière gauche",
    advice: sensor,
  },
  LeftRearTirePuncture: { text: "Crevaison du pneu arrière gauche", advice: puncture },
  LeftRearTireUnderInflated: { text: "Pneu arrière gauche sous-gonflé", advice: pressure },
  LeftReverseLampFault: { text: "Défaut du feu de recul gauche", advice: lamp },
  OilLevelLow: {
    text: "Niveau d’huile moteur bas",
    advice: "Contrôlez le niveau et faites l’appoint au plus vite, avant tout long trajet.",
  },
  ParkAssistSystemFault: { text: "Défaut de l’aide au stationnement", advice: unaided },
  ParkingBrakeOrHillStartSystemFailure: {
    text: "Défaut du frein de parking ou de l’aide en côte",
    advice:
      "Garez-vous à plat, sur P ou une vitesse engagée, et calez une roue. Allez tout de suite dans un atelier.",
  },
  ParticleFilterAdditiveLevelTooLow: {
    text: "Additif du filtre à particules bas",
    advice: soon,
  },
  ParticleFilterFull: {
    text: "Filtre à particules saturé",
    advice:
      "Dès que la circulation le permet, roulez à 60 km/h ou plus jusqu’à l’extinction de l’alerte.",
  },
  ParticleFilterRegenerating: {
    text: "Filtre à particules en cours de nettoyage",
    advice: "Si possible, continuez à rouler jusqu’à la fin.",
  },
  PowerSteeringFailure: {
    text: "Panne de direction assistée",
    advice:
      "La direction est dure. Ralentissez, arrêtez-vous en lieu sûr et appelez une dépanneuse.",
  },
  PowerSteeringFault: {
    text: "Défaut de direction assistée",
    advice:
      "La direction peut durcir. Roulez lentement et rendez-vous sans tarder dans un atelier.",
  },
  PreheatingPreventilationDeactivatedBatteryLow: {
    text: "Chauffage ou clim coupés : batterie faible",
    advice: `Chargez la voiture ou roulez. ${preheating}`,
  },
  PreheatingPreventilationDeactivatedClockUnset: {
    text: "Chauffage ou clim coupés : heure non réglée",
    advice: `Réglez l’heure dans la voiture. ${preheating}`,
  },
  PreheatingPreventilationDeactivatedFuelLevelLow: {
    text: "Chauffage ou clim coupés : carburant bas",
    advice: `Faites le plein. ${preheating}`,
  },
  RearLeftFlashingIndicatorFault: {
    text: "Défaut du clignotant arrière gauche",
    advice: indicator,
  },
  RearLeftFogLampsFault: { text: "Défaut de l’antibrouillard arrière gauche", advice: lamp },
  RearLeftParkingLampsFault: {
    text: "Défaut du feu de position arrière gauche",
    advice: lamp,
  },
  RearRightFlashingIndicatorFault: {
    text: "Défaut du clignotant arrière droit",
    advice: indicator,
  },
  RearRightFogLampsFault: { text: "Défaut de l’antibrouillard arrière droit", advice: lamp },
  RearRightParkingLampsFault: {
    text: "Défaut du feu de position arrière droit",
    advice: lamp,
  },
  RearWindowOpen: { text: "Lunette arrière ouverte", advice: closeIt },
  RearWindowOpenLowSpeed: { text: "Lunette arrière ouverte", advice: closeFirst },
  ReplaceBrakePads: {
    text: "Plaquettes de frein usées",
    advice: "Faites remplacer les plaquettes sans tarder et roulez prudemment d’ici là.",
  },
  ReplaceTheRemoteControlBattery: {
    text: "Pile de la clé faible",
    advice: "Remplacez la pile de la clé.",
  },
  RetractableRoofMechanismFault: {
    text: "Défaut du toit escamotable",
    advice: `Ne manœuvrez pas le toit. ${soon}`,
  },
  RightBrakeLampFault: { text: "Défaut du feu stop droit", advice: brakeLamp },
  RightFrontDoorOpen: { text: "Porte avant droite ouverte", advice: closeIt },
  RightFrontDoorOpenLowSpeed: { text: "Porte avant droite ouverte", advice: closeFirst },
  RightFrontTirePressurSensorFault: {
    text: "Défaut du capteur du pneu avant droit",
    advice: sensor,
  },
  RightFrontTirePuncture: { text: "Crevaison du pneu avant droit", advice: puncture },
  RightFrontTireUnderInflated: { text: "Pneu avant droit sous-gonflé", advice: pressure },
  RightRearDoorOpen: { text: "Porte arrière droite ouverte", advice: closeIt },
  RightRearDoorOpenLowSpeed: { text: "Porte arrière droite ouverte", advice: closeFirst },
  RightRearTirePressurSensorFault: {
    text: "Défaut du capteur du pneu arrière droit",
    advice: sensor,
  },
  RightRearTirePuncture: { text: "Crevaison du pneu arrière droit", advice: puncture },
  RightRearTireUnderInflated: { text: "Pneu arrière droit sous-gonflé", advice: pressure },
  RightReverseLampFault: { text: "Défaut du feu de recul droit", advice: lamp },
  RiskOfIce: {
    text: "Risque de verglas",
    advice: "Ralentissez, gardez vos distances et freinez en douceur.",
  },
  RoofOperationNotPossibleSpeedUnknown: {
    text: "Toit bloqué : vitesse inconnue",
    advice: `Ne manœuvrez pas le toit. ${soon}`,
  },
  RoofOperationNotPossibleTooHighTemp: {
    text: "Toit bloqué : trop chaud",
    advice: "Laissez refroidir le mécanisme du toit, puis réessayez.",
  },
  ShiftToPark: {
    text: "Passez sur P",
    advice: "Mettez la boîte de vitesses sur P avant de descendre.",
  },
  SteeringLockFault: {
    text: "Défaut de l’antivol de direction",
    advice: "Ne roulez que si la direction tourne librement. Appelez un atelier.",
  },
  SuspensionFault: { text: "Défaut de suspension", advice: gently },
  SuspensionFaultLimitSpeed: {
    text: "Défaut de suspension : limitez votre vitesse",
    advice: "Restez sous 90 km/h et rendez-vous sans tarder dans un atelier.",
  },
  SuspensionFaultRepaireVehicle: {
    text: "Défaut de suspension : réparation nécessaire",
    advice: gently,
  },
  TireUnderInflationDetectionSystemFault: {
    text: "Défaut de la surveillance des pneus",
    advice:
      "Les pressions ne sont pas surveillées. Contrôlez-les vous-même et faites contrôler le système.",
  },
  TooManyRoofOperation: {
    text: "Trop de manœuvres du toit",
    advice: "Attendez quelques minutes avant de manœuvrer de nouveau le toit.",
  },
  TrailerConnectionFault: {
    text: "Défaut de branchement de la remorque",
    advice:
      "Arrêtez-vous en lieu sûr, vérifiez la prise et les feux de la remorque avant de repartir.",
  },
  TrunkOrHoodOpen: { text: "Coffre ou capot ouvert", advice: closeIt },
  TrunkOrHoodOpenLowSpeed: { text: "Coffre ou capot ouvert", advice: closeFirst },
  WaterInTheDieselFuelFilter: {
    text: "Eau dans le filtre à gazole",
    advice: "Rendez-vous sans tarder dans un atelier : l’eau peut endommager l’injection.",
  },
} satisfies Texts<typeof en>;
