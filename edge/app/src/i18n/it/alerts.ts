// Ciò che l’auto segnala: un titolo e che cosa fare.

import type en from "../en/alerts";
import type { Texts } from "../texts";

const stop =
  "Si fermi appena possibile in un luogo sicuro, spenga il motore e chiami il soccorso stradale.";
const stopElectric =
  "Si fermi appena possibile in un luogo sicuro, spenga l’auto e chiami il soccorso stradale.";
const gently = "Guidi con prudenza e vada subito in officina.";
const soon = "Faccia controllare presto l’auto in officina.";
const unaided = "Guidi senza farvi affidamento e faccia controllare la funzione in officina.";
const lamp = "Faccia sostituire la lampadina o controllare la luce, se possibile prima del buio.";
const indicator =
  "Gli altri potrebbero non accorgersi della svolta. Faccia riparare al più presto.";
const brakeLamp =
  "Gli altri potrebbero non accorgersi della frenata. Faccia riparare al più presto.";
const pressure = "Controlli lo pneumatico a freddo e lo gonfi appena possibile. Guidi piano.";
const puncture =
  "Si fermi appena possibile in un luogo sicuro e cambi la ruota o usi il kit. Non prosegua così.";
const sensor =
  "La pressione di questo pneumatico non è sorvegliata. La controlli a mano e faccia controllare il sensore.";
const closeIt = "Si fermi appena possibile in un luogo sicuro e chiuda.";
const closeFirst = "Chiuda prima di ripartire.";
const noRestart =
  "Una volta spento, il motore non ripartirà. Chiami un’officina o il soccorso stradale.";
const noRestartSoon = "Vada subito in officina: presto il motore non ripartirà più.";
const preheating =
  "Fino ad allora il riscaldamento e il clima prima della partenza restano spenti.";

export default {
  unknown: {
    text: "L’auto segnala un avviso",
    advice: "Guardi il display dell’auto e ne segua le indicazioni.",
  },
  AbsBrakingSystemFault: {
    text: "Anomalia ABS",
    advice:
      "I freni funzionano, ma le ruote possono bloccarsi. Tenga le distanze e vada in officina.",
  },
  ActiveSpoilerFault: {
    text: "Anomalia dello spoiler",
    advice: `Guidi a velocità moderata. ${soon}`,
  },
  AdBlueFault: { text: "Anomalia del sistema AdBlue", advice: soon },
  AdBlueFaultStartingImpossible: {
    text: "Anomalia AdBlue: riavvio impossibile",
    advice: noRestart,
  },
  AdBlueFaultStartingImpossibleSoon: {
    text: "Anomalia AdBlue: presto riavvio impossibile",
    advice: noRestartSoon,
  },
  AddWasherFluid: {
    text: "Liquido lavavetri scarso",
    advice: "Rabbocchi il liquido lavavetri.",
  },
  AirbagOrSeatBeltPretensionerOrActiveHoodFailure: {
    text: "Anomalia airbag, cinture o cofano attivo",
    advice: "In caso di incidente potrebbero non proteggere. Vada subito in officina.",
  },
  AssistanceButtonFault: {
    text: "Anomalia del tasto SOS o assistenza",
    advice:
      "L’auto potrebbe non riuscire a chiamare aiuto. Tenga con sé un telefono e la faccia controllare.",
  },
  AutomaticBrakingDeactivated: { text: "Frenata automatica disattivata", advice: unaided },
  AutomaticHeadlightAdjustmentFault: {
    text: "Anomalia regolazione fari",
    advice: `I fari potrebbero abbagliare. ${soon}`,
  },
  BatteryChargeOrElectricalCircuitSystemFailure: {
    text: "Guasto ricarica 12 V o impianto elettrico",
    advice: stop,
  },
  BrakingSystemFailure: { text: "Guasto dei freni", advice: stop },
  ChargingFailure: {
    text: "Anomalia di ricarica",
    advice: "Controlli il cavo e la colonnina, o ne provi un’altra. Se continua, vada in officina.",
  },
  CheckTheCenterBrakeLamp: { text: "Anomalia terza luce di stop", advice: brakeLamp },
  CollisionDetectionSystemFault: { text: "Anomalia rilevamento collisioni", advice: unaided },
  CollisionMitigationSystemFault: { text: "Anomalia anticollisione", advice: unaided },
  CoolantLevellow: {
    text: "Liquido di raffreddamento scarso",
    advice:
      "Si fermi in un luogo sicuro, lasci raffreddare il motore, poi rabbocchi. Non apra mai il tappo a caldo.",
  },
  DrivingAssistanceSensorBlind: {
    text: "Sensore di assistenza coperto",
    advice: "Pulisca parabrezza e paraurti. Fino ad allora non faccia affidamento sugli aiuti.",
  },
  ElectricTractionSystemFailureLimitSpeed: {
    text: "Anomalia trazione elettrica: andare piano",
    advice: gently,
  },
  ElectricTractionSystemFailureStopVehicle: {
    text: "Guasto trazione elettrica: fermarsi",
    advice: stopElectric,
  },
  ElectricTractionSystemFault: { text: "Anomalia trazione elettrica", advice: gently },
  ElectronicImmobiliserFault: {
    text: "Anomalia immobilizzatore",
    advice:
      "L’auto potrebbe non partire. Provi l’altra chiave e faccia controllare l’auto in officina.",
  },
  EmissionSystemOrAdBlueQualityFailueStartingImpossible: {
    text: "Anomalia emissioni: riavvio impossibile",
    advice: noRestart,
  },
  EmissionSystemOrAdBlueQualityFailueStartingImpossibleSoon: {
    text: "Anomalia emissioni: presto riavvio impossibile",
    advice: noRestartSoon,
  },
  EmissionSystemOrAdBlueQualityFailure: {
    text: "Anomalia emissioni o qualità AdBlue",
    advice: soon,
  },
  EngineFailure: { text: "Guasto del motore", advice: stop },
  EngineFault: { text: "Anomalia del motore", advice: gently },
  EngineMisfiringFuel: { text: "Il motore perde colpi", advice: gently },
  EngineOilPressureFailure: { text: "Pressione olio motore insufficiente", advice: stop },
  EngineTemperatureFailure: {
    text: "Motore troppo caldo",
    advice:
      "Si fermi appena possibile in un luogo sicuro, spenga il motore e lo lasci raffreddare. Non apra tappi.",
  },
  EspAsrSystemFault: {
    text: "Anomalia ESP/ASR",
    advice: "Guidi con prudenza, soprattutto su bagnato o ghiaccio, e vada in officina.",
  },
  FrontLeftFlashingIndicatorFault: {
    text: "Anomalia freccia anteriore sinistra",
    advice: indicator,
  },
  FrontLeftFogLampsFault: { text: "Anomalia fendinebbia anteriore sinistro", advice: lamp },
  FrontLeftParkingLampsFault: {
    text: "Anomalia luce di posizione anteriore sinistra",
    advice: lamp,
  },
  FrontRightFlashingIndicatorFault: {
    text: "Anomalia freccia anteriore destra",
    advice: indicator,
  },
  FrontRightFogLampsFault: { text: "Anomalia fendinebbia anteriore destro", advice: lamp },
  FrontRightParkingLampsFault: {
    text: "Anomalia luce di posizione anteriore destra",
    advice: lamp,
  },
  FuelLevelLow: { text: "Carburante scarso", advice: "Faccia presto rifornimento." },
  GearboxFault: { text: "Anomalia del cambio", advice: gently },
  HeadlightsFault: {
    text: "Anomalia dei fari",
    advice: "Non guidi al buio o con scarsa visibilità finché non sono riparati.",
  },
  InstalledSpareWheelFault: {
    text: "Ruota di scorta montata",
    advice:
      "Rispetti la velocità indicata sulla ruota di scorta e faccia rimontare presto quella normale.",
  },
  InterVehicleTimeMeasurementFault: { text: "Anomalia misura della distanza", advice: unaided },
  LaneChangeAssistanceFault: { text: "Anomalia aiuto al cambio corsia", advice: unaided },
  LaneDepartureWarningSystemFault: { text: "Anomalia avviso uscita corsia", advice: unaided },
  LeftBrakeLampFault: { text: "Anomalia luce di stop sinistra", advice: brakeLamp },
  LeftFrontDoorOpen: { text: "Porta anteriore sinistra aperta", advice: closeIt },
  LeftFrontDoorOpenLowSpeed: { text: "Porta anteriore sinistra aperta", advice: closeFirst },
  LeftFrontTirePressurSensorFault: {
    text: "Anomalia sensore pneumatico anteriore sinistro",
    advice: sensor,
  },
  LeftFrontTirePuncture: { text: "Foratura anteriore sinistra", advice: puncture },
  LeftFrontTireUnderInflated: {
    text: "Pneumatico anteriore sinistro poco gonfio",
    advice: pressure,
  },
  LeftRearDoorOpen: { text: "Porta posteriore sinistra aperta", advice: closeIt },
  LeftRearDoorOpenLowSpeed: { text: "Porta posteriore sinistra aperta", advice: closeFirst },
  LeftRearTirePressurSensorFault: {
    text: "Anomalia sensore pneumatico posteriore sinistro",
    advice: sensor,
  },
  LeftRearTirePuncture: { text: "Foratura posteriore sinistra", advice: puncture },
  LeftRearTireUnderInflated: {
    text: "Pneumatico posteriore sinistro poco gonfio",
    advice: pressure,
  },
  LeftReverseLampFault: { text: "Anomalia luce di retromarcia sinistra", advice: lamp },
  OilLevelLow: {
    text: "Olio motore scarso",
    advice: "Controlli il livello e rabbocchi appena possibile, prima di un lungo viaggio.",
  },
  ParkAssistSystemFault: { text: "Anomalia aiuto al parcheggio", advice: unaided },
  ParkingBrakeOrHillStartSystemFailure: {
    text: "Anomalia freno di stazionamento o aiuto in salita",
    advice:
      "Parcheggi in piano, in P o con la marcia inserita, e blocchi una ruota. Vada subito in officina.",
  },
  ParticleFilterAdditiveLevelTooLow: {
    text: "Additivo del filtro antiparticolato scarso",
    advice: soon,
  },
  ParticleFilterFull: {
    text: "Filtro antiparticolato pieno",
    advice: "Appena il traffico lo permette, guidi a 60 km/h o più finché l’avviso non si spegne.",
  },
  ParticleFilterRegenerating: {
    text: "Filtro antiparticolato in pulizia",
    advice: "Se possibile, continui a guidare fino alla fine.",
  },
  PowerSteeringFailure: {
    text: "Guasto del servosterzo",
    advice:
      "Lo sterzo è duro. Rallenti, si fermi in un luogo sicuro e chiami il soccorso stradale.",
  },
  PowerSteeringFault: {
    text: "Anomalia del servosterzo",
    advice: "Lo sterzo può diventare duro. Guidi piano e vada subito in officina.",
  },
  PreheatingPreventilationDeactivatedBatteryLow: {
    text: "Riscaldamento o clima spenti: batteria scarica",
    advice: `Ricarichi o guidi l’auto. ${preheating}`,
  },
  PreheatingPreventilationDeactivatedClockUnset: {
    text: "Riscaldamento o clima spenti: ora non impostata",
    advice: `Imposti l’ora nell’auto. ${preheating}`,
  },
  PreheatingPreventilationDeactivatedFuelLevelLow: {
    text: "Riscaldamento o clima spenti: carburante scarso",
    advice: `Faccia rifornimento. ${preheating}`,
  },
  RearLeftFlashingIndicatorFault: {
    text: "Anomalia freccia posteriore sinistra",
    advice: indicator,
  },
  RearLeftFogLampsFault: { text: "Anomalia retronebbia sinistro", advice: lamp },
  RearLeftParkingLampsFault: {
    text: "Anomalia luce di posizione posteriore sinistra",
    advice: lamp,
  },
  RearRightFlashingIndicatorFault: {
    text: "Anomalia freccia posteriore destra",
    advice: indicator,
  },
  RearRightFogLampsFault: { text: "Anomalia retronebbia destro", advice: lamp },
  RearRightParkingLampsFault: {
    text: "Anomalia luce di posizione posteriore destra",
    advice: lamp,
  },
  RearWindowOpen: { text: "Lunotto aperto", advice: closeIt },
  RearWindowOpenLowSpeed: { text: "Lunotto aperto", advice: closeFirst },
  ReplaceBrakePads: {
    text: "Pastiglie dei freni usurate",
    advice: "Faccia sostituire subito le pastiglie e fino ad allora guidi con prudenza.",
  },
  ReplaceTheRemoteControlBattery: {
    text: "Batteria della chiave scarica",
    advice: "Sostituisca la batteria della chiave.",
  },
  RetractableRoofMechanismFault: {
    text: "Anomalia del tetto ripiegabile",
    advice: `Non muova il tetto. ${soon}`,
  },
  RightBrakeLampFault: { text: "Anomalia luce di stop destra", advice: brakeLamp },
  RightFrontDoorOpen: { text: "Porta anteriore destra aperta", advice: closeIt },
  RightFrontDoorOpenLowSpeed: { text: "Porta anteriore destra aperta", advice: closeFirst },
  RightFrontTirePressurSensorFault: {
    text: "Anomalia sensore pneumatico anteriore destro",
    advice: sensor,
  },
  RightFrontTirePuncture: { text: "Foratura anteriore destra", advice: puncture },
  RightFrontTireUnderInflated: {
    text: "Pneumatico anteriore destro poco gonfio",
    advice: pressure,
  },
  RightRearDoorOpen: { text: "Porta posteriore destra aperta", advice: closeIt },
  RightRearDoorOpenLowSpeed: { text: "Porta posteriore destra aperta", advice: closeFirst },
  RightRearTirePressurSensorFault: {
    text: "Anomalia sensore pneumatico posteriore destro",
    advice: sensor,
  },
  RightRearTirePuncture: { text: "Foratura posteriore destra", advice: puncture },
  RightRearTireUnderInflated: {
    text: "Pneumatico posteriore destro poco gonfio",
    advice: pressure,
  },
  RightReverseLampFault: { text: "Anomalia luce di retromarcia destra", advice: lamp },
  RiskOfIce: {
    text: "Rischio di ghiaccio",
    advice: "Rallenti, tenga le distanze e freni dolcemente.",
  },
  RoofOperationNotPossibleSpeedUnknown: {
    text: "Tetto bloccato: velocità ignota",
    advice: `Non muova il tetto. ${soon}`,
  },
  RoofOperationNotPossibleTooHighTemp: {
    text: "Tetto bloccato: troppo caldo",
    advice: "Lasci raffreddare il meccanismo del tetto, poi riprovi.",
  },
  ShiftToPark: { text: "Passi in P", advice: "Metta il cambio in P prima di scendere." },
  SteeringLockFault: {
    text: "Anomalia bloccasterzo",
    advice: "Guidi solo se lo sterzo gira liberamente. Chiami un’officina.",
  },
  SuspensionFault: { text: "Anomalia delle sospensioni", advice: gently },
  SuspensionFaultLimitSpeed: {
    text: "Anomalia delle sospensioni: andare piano",
    advice: "Resti sotto i 90 km/h e vada subito in officina.",
  },
  SuspensionFaultRepaireVehicle: {
    text: "Anomalia delle sospensioni: da riparare",
    advice: gently,
  },
  TireUnderInflationDetectionSystemFault: {
    text: "Anomalia controllo pneumatici",
    advice:
      "Le pressioni non sono sorvegliate. Le controlli a mano e faccia controllare il sistema.",
  },
  TooManyRoofOperation: {
    text: "Tetto mosso troppe volte",
    advice: "Attenda alcuni minuti prima di muovere di nuovo il tetto.",
  },
  TrailerConnectionFault: {
    text: "Anomalia collegamento rimorchio",
    advice:
      "Si fermi in un luogo sicuro e controlli la presa e le luci del rimorchio prima di ripartire.",
  },
  TrunkOrHoodOpen: { text: "Bagagliaio o cofano aperto", advice: closeIt },
  TrunkOrHoodOpenLowSpeed: { text: "Bagagliaio o cofano aperto", advice: closeFirst },
  WaterInTheDieselFuelFilter: {
    text: "Acqua nel filtro del gasolio",
    advice: "Vada subito in officina: l’acqua può danneggiare l’iniezione.",
  },
} satisfies Texts<typeof en>;
