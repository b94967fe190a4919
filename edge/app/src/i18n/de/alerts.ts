// Wovor das Auto warnt: eine Überschrift, und was zu tun ist.

import type en from "../en/alerts";
import type { Texts } from "../texts";

const stop =
  "Halten Sie so bald wie möglich sicher an, stellen Sie den Motor ab und rufen Sie den Pannendienst.";
const stopElectric =
  "Halten Sie so bald wie möglich sicher an, schalten Sie das Auto aus und rufen Sie den Pannendienst.";
const gently = "Fahren Sie behutsam und umgehend in eine Werkstatt.";
const soon = "Lassen Sie das bald in einer Werkstatt prüfen.";
const unaided =
  "Verlassen Sie sich beim Fahren nicht darauf und lassen Sie es in einer Werkstatt prüfen.";
const lamp = "Lassen Sie die Lampe ersetzen oder prüfen, möglichst bevor Sie im Dunkeln fahren.";
const indicator =
  "Andere sehen vielleicht nicht, dass Sie abbiegen. Lassen Sie ihn umgehend reparieren.";
const brakeLamp =
  "Andere sehen vielleicht nicht, dass Sie bremsen. Lassen Sie es umgehend reparieren.";
const pressure =
  "Prüfen Sie den kalten Reifen und pumpen Sie ihn so bald wie möglich auf. Fahren Sie langsam.";
const puncture =
  "Halten Sie so bald wie möglich sicher an, wechseln Sie das Rad oder nutzen Sie das Pannenset. Fahren Sie so nicht weiter.";
const sensor =
  "Der Druck dieses Reifens wird nicht überwacht. Prüfen Sie ihn selbst und lassen Sie den Sensor prüfen.";
const closeIt = "Halten Sie an, sobald es sicher ist, und schließen Sie sie.";
const closeFirst = "Schließen Sie sie, bevor Sie weiterfahren.";
const noRestart =
  "Einmal abgestellt, startet der Motor nicht wieder. Rufen Sie eine Werkstatt oder den Pannendienst.";
const noRestartSoon = "Fahren Sie jetzt in eine Werkstatt: Der Motor startet bald nicht mehr.";
const preheating = "Bis dahin bleibt das Heizen und Kühlen vor der Fahrt aus.";

export default {
  unknown: {
    text: "Das Auto meldet eine Warnung",
    advice: "Sehen Sie auf die Anzeige im Auto und folgen Sie ihr.",
  },
  AbsBrakingSystemFault: {
    text: "ABS gestört",
    advice:
      "Bremsen geht, aber Räder können blockieren. Halten Sie Abstand und fahren Sie in eine Werkstatt.",
  },
  ActiveSpoilerFault: {
    text: "Heckspoiler gestört",
    advice: `Fahren Sie mit mäßigem Tempo. ${soon}`,
  },
  AdBlueFault: { text: "AdBlue-System gestört", advice: soon },
  AdBlueFaultStartingImpossible: {
    text: "AdBlue gestört: kein Motorstart möglich",
    advice: noRestart,
  },
  AdBlueFaultStartingImpossibleSoon: {
    text: "AdBlue gestört: bald kein Motorstart",
    advice: noRestartSoon,
  },
  AddWasherFluid: { text: "Wenig Wischwasser", advice: "Füllen Sie Wischwasser nach." },
  AirbagOrSeatBeltPretensionerOrActiveHoodFailure: {
    text: "Airbag, Gurtstraffer oder aktive Haube gestört",
    advice: "Der Schutz bei einem Unfall kann fehlen. Fahren Sie umgehend in eine Werkstatt.",
  },
  AssistanceButtonFault: {
    text: "SOS- oder Pannentaste gestört",
    advice:
      "Das Auto kann vielleicht keine Hilfe rufen. Halten Sie ein Telefon bereit und lassen Sie die Taste prüfen.",
  },
  AutomaticBrakingDeactivated: { text: "Notbremsassistent ist aus", advice: unaided },
  AutomaticHeadlightAdjustmentFault: {
    text: "Leuchtweitenregelung gestört",
    advice: `Sie blenden vielleicht andere. ${soon}`,
  },
  BatteryChargeOrElectricalCircuitSystemFailure: {
    text: "12-V-Ladung oder Bordnetz ausgefallen",
    advice: stop,
  },
  BrakingSystemFailure: { text: "Bremsen ausgefallen", advice: stop },
  ChargingFailure: {
    text: "Laden gestört",
    advice:
      "Prüfen Sie Kabel und Ladepunkt oder nehmen Sie einen anderen. Bleibt es so, fahren Sie in eine Werkstatt.",
  },
  CheckTheCenterBrakeLamp: { text: "Mittleres Bremslicht gestört", advice: brakeLamp },
  CollisionDetectionSystemFault: { text: "Kollisionserkennung gestört", advice: unaided },
  CollisionMitigationSystemFault: { text: "Kollisionsschutz gestört", advice: unaided },
  CoolantLevellow: {
    text: "Wenig Kühlmittel",
    advice:
      "Halten Sie sicher an, lassen Sie den Motor abkühlen, füllen Sie dann nach. Öffnen Sie nie den heißen Deckel.",
  },
  DrivingAssistanceSensorBlind: {
    text: "Sensor der Fahrassistenz verdeckt",
    advice:
      "Reinigen Sie Scheibe und Stoßfänger. Verlassen Sie sich bis dahin nicht auf die Assistenten.",
  },
  ElectricTractionSystemFailureLimitSpeed: {
    text: "Elektroantrieb gestört: langsam fahren",
    advice: gently,
  },
  ElectricTractionSystemFailureStopVehicle: {
    text: "Elektroantrieb ausgefallen: anhalten",
    advice: stopElectric,
  },
  ElectricTractionSystemFault: { text: "Elektroantrieb gestört", advice: gently },
  ElectronicImmobiliserFault: {
    text: "Wegfahrsperre gestört",
    advice:
      "Das Auto startet vielleicht nicht. Nehmen Sie den anderen Schlüssel und lassen Sie das Auto in einer Werkstatt prüfen.",
  },
  EmissionSystemOrAdBlueQualityFailueStartingImpossible: {
    text: "Abgassystem gestört: kein Motorstart möglich",
    advice: noRestart,
  },
  EmissionSystemOrAdBlueQualityFailueStartingImpossibleSoon: {
    text: "Abgassystem gestört: bald kein Motorstart",
    advice: noRestartSoon,
  },
  EmissionSystemOrAdBlueQualityFailure: {
    text: "Abgassystem oder AdBlue-Qualität gestört",
    advice: soon,
  },
  EngineFailure: { text: "Motor ausgefallen", advice: stop },
  EngineFault: { text: "Motor gestört", advice: gently },
  EngineMisfiringFuel: { text: "Zündaussetzer im Motor", advice: gently },
  EngineOilPressureFailure: { text: "Motoröldruck zu niedrig", advice: stop },
  EngineTemperatureFailure: {
    text: "Motor zu heiß",
    advice:
      "Halten Sie so bald wie möglich sicher an, stellen Sie den Motor ab, lassen Sie ihn abkühlen. Öffnen Sie keinen Deckel.",
  },
  EspAsrSystemFault: {
    text: "ESP/ASR gestört",
    advice:
      "Fahren Sie vorsichtig, vor allem bei Nässe und Glätte, und lassen Sie es in einer Werkstatt prüfen.",
  },
  FrontLeftFlashingIndicatorFault: { text: "Blinker vorne links gestört", advice: indicator },
  FrontLeftFogLampsFault: { text: "Nebelscheinwerfer vorne links gestört", advice: lamp },
  FrontLeftParkingLampsFault: { text: "Standlicht vorne links gestört", advice: lamp },
  FrontRightFlashingIndicatorFault: { text: "Blinker vorne rechts gestört", advice: indicator },
  FrontRightFogLampsFault: { text: "Nebelscheinwerfer vorne rechts gestört", advice: lamp },
  FrontRightParkingLampsFault: { text: "Standlicht vorne rechts gestört", advice: lamp },
  FuelLevelLow: { text: "Wenig Kraftstoff", advice: "Tanken Sie bald." },
  GearboxFault: { text: "Getriebe gestört", advice: gently },
  HeadlightsFault: {
    text: "Scheinwerfer gestört",
    advice: "Fahren Sie nicht im Dunkeln oder bei schlechter Sicht, bis das repariert ist.",
  },
  InstalledSpareWheelFault: {
    text: "Reserverad montiert",
    advice:
      "Fahren Sie nicht schneller, als auf dem Reserverad steht, und lassen Sie bald das richtige Rad montieren.",
  },
  InterVehicleTimeMeasurementFault: { text: "Abstandsmessung gestört", advice: unaided },
  LaneChangeAssistanceFault: { text: "Spurwechselhilfe gestört", advice: unaided },
  LaneDepartureWarningSystemFault: { text: "Spurwarnung gestört", advice: unaided },
  LeftBrakeLampFault: { text: "Bremslicht links gestört", advice: brakeLamp },
  LeftFrontDoorOpen: { text: "Tür vorne links offen", advice: closeIt },
  LeftFrontDoorOpenLowSpeed: { text: "Tür vorne links offen", advice: closeFirst },
  LeftFrontTirePressurSensorFault: { text: "Reifensensor vorne links gestört", advice: sensor },
  LeftFrontTirePuncture: { text: "Reifenpanne vorne links", advice: puncture },
  LeftFrontTireUnderInflated: { text: "Reifendruck vorne links niedrig", advice: pressure },
  LeftRearDoorOpen: { text: "Tür hinten links offen", advice: closeIt },
  LeftRearDoorOpenLowSpeed: { text: "Tür hinten links offen", advice: closeFirst },
  LeftRearTirePressurSensorFault: { text: "Reifensensor hinten links gestört", advice: sensor },
  LeftRearTirePuncture: { text: "Reifenpanne hinten links", advice: puncture },
  LeftRearTireUnderInflated: { text: "Reifendruck hinten links niedrig", advice: pressure },
  LeftReverseLampFault: { text: "Rückfahrlicht links gestört", advice: lamp },
  OilLevelLow: {
    text: "Wenig Motoröl",
    advice:
      "Prüfen Sie den Ölstand und füllen Sie so bald wie möglich nach, vor jeder längeren Fahrt.",
  },
  ParkAssistSystemFault: { text: "Einparkhilfe gestört", advice: unaided },
  ParkingBrakeOrHillStartSystemFailure: {
    text: "Parkbremse oder Anfahrhilfe gestört",
    advice:
      "Parken Sie auf ebenem Boden, auf P oder mit Gang, und sichern Sie ein Rad. Fahren Sie gleich in eine Werkstatt.",
  },
  ParticleFilterAdditiveLevelTooLow: { text: "Wenig Zusatz für den Partikelfilter", advice: soon },
  ParticleFilterFull: {
    text: "Partikelfilter voll",
    advice:
      "Fahren Sie, sobald der Verkehr es zulässt, 60 km/h oder mehr, bis die Warnung erlischt.",
  },
  ParticleFilterRegenerating: {
    text: "Partikelfilter reinigt sich",
    advice: "Fahren Sie möglichst weiter, bis er fertig ist.",
  },
  PowerSteeringFailure: {
    text: "Servolenkung ausgefallen",
    advice:
      "Die Lenkung geht schwer. Bremsen Sie ab, halten Sie sicher an und rufen Sie den Pannendienst.",
  },
  PowerSteeringFault: {
    text: "Servolenkung gestört",
    advice: "Die Lenkung kann schwer gehen. Fahren Sie langsam und umgehend in eine Werkstatt.",
  },
  PreheatingPreventilationDeactivatedBatteryLow: {
    text: "Heizen und Kühlen aus: Batterie schwach",
    advice: `Laden oder fahren Sie das Auto. ${preheating}`,
  },
  PreheatingPreventilationDeactivatedClockUnset: {
    text: "Heizen und Kühlen aus: Uhr nicht gestellt",
    advice: `Stellen Sie die Uhr im Auto. ${preheating}`,
  },
  PreheatingPreventilationDeactivatedFuelLevelLow: {
    text: "Heizen und Kühlen aus: wenig Kraftstoff",
    advice: `Tanken Sie. ${preheating}`,
  },
  RearLeftFlashingIndicatorFault: { text: "Blinker hinten links gestört", advice: indicator },
  RearLeftFogLampsFault: { text: "Nebelschlusslicht links gestört", advice: lamp },
  RearLeftParkingLampsFault: { text: "Rücklicht hinten links gestört", advice: lamp },
  RearRightFlashingIndicatorFault: { text: "Blinker hinten rechts gestört", advice: indicator },
  RearRightFogLampsFault: { text: "Nebelschlusslicht rechts gestört", advice: lamp },
  RearRightParkingLampsFault: { text: "Rücklicht hinten rechts gestört", advice: lamp },
  RearWindowOpen: { text: "Heckscheibe offen", advice: closeIt },
  RearWindowOpenLowSpeed: { text: "Heckscheibe offen", advice: closeFirst },
  ReplaceBrakePads: {
    text: "Bremsbeläge abgenutzt",
    advice: "Lassen Sie die Beläge umgehend ersetzen und fahren Sie bis dahin vorsichtig.",
  },
  ReplaceTheRemoteControlBattery: {
    text: "Schlüsselbatterie schwach",
    advice: "Wechseln Sie die Batterie des Schlüssels.",
  },
  RetractableRoofMechanismFault: {
    text: "Klappdach gestört",
    advice: `Bewegen Sie das Dach nicht. ${soon}`,
  },
  RightBrakeLampFault: { text: "Bremslicht rechts gestört", advice: brakeLamp },
  RightFrontDoorOpen: { text: "Tür vorne rechts offen", advice: closeIt },
  RightFrontDoorOpenLowSpeed: { text: "Tür vorne rechts offen", advice: closeFirst },
  RightFrontTirePressurSensorFault: { text: "Reifensensor vorne rechts gestört", advice: sensor },
  RightFrontTirePuncture: { text: "Reifenpanne vorne rechts", advice: puncture },
  RightFrontTireUnderInflated: { text: "Reifendruck vorne rechts niedrig", advice: pressure },
  RightRearDoorOpen: { text: "Tür hinten rechts offen", advice: closeIt },
  RightRearDoorOpenLowSpeed: { text: "Tür hinten rechts offen", advice: closeFirst },
  RightRearTirePressurSensorFault: { text: "Reifensensor hinten rechts gestört", advice: sensor },
  RightRearTirePuncture: { text: "Reifenpanne hinten rechts", advice: puncture },
  RightRearTireUnderInflated: { text: "Reifendruck hinten rechts niedrig", advice: pressure },
  RightReverseLampFault: { text: "Rückfahrlicht rechts gestört", advice: lamp },
  RiskOfIce: {
    text: "Glättegefahr",
    advice: "Fahren Sie langsamer, halten Sie Abstand und bremsen Sie sanft.",
  },
  RoofOperationNotPossibleSpeedUnknown: {
    text: "Dach gesperrt: Tempo unbekannt",
    advice: `Bewegen Sie das Dach nicht. ${soon}`,
  },
  RoofOperationNotPossibleTooHighTemp: {
    text: "Dach gesperrt: zu heiß",
    advice: "Lassen Sie den Antrieb des Dachs abkühlen und versuchen Sie es dann noch einmal.",
  },
  ShiftToPark: {
    text: "Stellen Sie auf P",
    advice: "Stellen Sie das Getriebe auf P, bevor Sie aussteigen.",
  },
  SteeringLockFault: {
    text: "Lenkschloss gestört",
    advice: "Fahren Sie nur, wenn sich die Lenkung frei dreht. Rufen Sie eine Werkstatt.",
  },
  SuspensionFault: { text: "Federung gestört", advice: gently },
  SuspensionFaultLimitSpeed: {
    text: "Federung gestört: langsam fahren",
    advice: "Bleiben Sie unter 90 km/h und fahren Sie umgehend in eine Werkstatt.",
  },
  SuspensionFaultRepaireVehicle: { text: "Federung gestört: Reparatur nötig", advice: gently },
  TireUnderInflationDetectionSystemFault: {
    text: "Reifendruckkontrolle gestört",
    advice:
      "Der Druck wird nicht überwacht. Prüfen Sie ihn selbst und lassen Sie das System prüfen.",
  },
  TooManyRoofOperation: {
    text: "Dach zu oft bewegt",
    advice: "Warten Sie einige Minuten, bevor Sie das Dach wieder bewegen.",
  },
  TrailerConnectionFault: {
    text: "Anhängeranschluss gestört",
    advice:
      "Halten Sie sicher an und prüfen Sie Stecker und Lichter des Anhängers, bevor Sie weiterfahren.",
  },
  TrunkOrHoodOpen: { text: "Kofferraum oder Motorhaube offen", advice: closeIt },
  TrunkOrHoodOpenLowSpeed: { text: "Kofferraum oder Motorhaube offen", advice: closeFirst },
  WaterInTheDieselFuelFilter: {
    text: "Wasser im Dieselfilter",
    advice: "Fahren Sie umgehend in eine Werkstatt: Wasser kann die Einspritzung beschädigen.",
  },
} satisfies Texts<typeof en>;
