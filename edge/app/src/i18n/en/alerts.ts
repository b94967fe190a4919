// What a car warns of: a headline, and what to do. The keys are the manufacturer’s, its spelling
// included. Advice that several alerts have in common stands once, above.

const stop =
  "Stop safely as soon as possible, switch off the engine and call breakdown assistance.";
const stopElectric =
  "Stop safely as soon as possible, switch the car off and call breakdown assistance.";
const gently = "Drive gently and go to a workshop without delay.";
const soon = "Have it checked by a workshop soon.";
const unaided = "Drive without relying on it, and have it checked by a workshop.";
const lamp = "Replace the bulb or have the lamp checked, before driving in the dark if possible.";
const indicator = "Other drivers may not see you turn. Have it repaired as soon as possible.";
const brakeLamp = "Drivers behind may not see you brake. Have it repaired as soon as possible.";
const pressure = "Check the tyre when it is cold and inflate it as soon as possible. Drive slowly.";
const puncture =
  "Stop as soon as it is safe, then change the wheel or use the repair kit. Do not drive on.";
const sensor =
  "This tyre’s pressure is not monitored. Check it by hand and have the sensor looked at.";
const closeIt = "Stop as soon as it is safe and close it.";
const closeFirst = "Close it before you drive on.";
const noRestart =
  "Once off, the engine will not start again. Call a workshop or breakdown assistance.";
const noRestartSoon = "Go to a workshop now: before long, the engine will not start again.";
const preheating = "Heating and cooling before a drive is off until then.";

export default {
  unknown: {
    text: "The car reports a warning",
    advice: "Look at the car’s display and follow what it says.",
  },
  AbsBrakingSystemFault: {
    text: "ABS fault",
    advice: "Normal braking works, but wheels may lock. Keep your distance and go to a workshop.",
  },
  ActiveSpoilerFault: { text: "Rear spoiler fault", advice: `Drive at moderate speed. ${soon}` },
  AdBlueFault: { text: "AdBlue system fault", advice: soon },
  AdBlueFaultStartingImpossible: { text: "AdBlue fault: no restart", advice: noRestart },
  AdBlueFaultStartingImpossibleSoon: {
    text: "AdBlue fault: soon no restart",
    advice: noRestartSoon,
  },
  AddWasherFluid: { text: "Washer fluid low", advice: "Top up the washer fluid." },
  AirbagOrSeatBeltPretensionerOrActiveHoodFailure: {
    text: "Airbag, seat belt or active bonnet fault",
    advice: "They may not protect you in an accident. Go to a workshop without delay.",
  },
  AssistanceButtonFault: {
    text: "SOS or assistance button fault",
    advice: "The car may not be able to call for help. Carry a phone and have it checked.",
  },
  AutomaticBrakingDeactivated: { text: "Automatic braking is off", advice: unaided },
  AutomaticHeadlightAdjustmentFault: {
    text: "Headlight levelling fault",
    advice: `You may dazzle others. ${soon}`,
  },
  BatteryChargeOrElectricalCircuitSystemFailure: {
    text: "12 V charging or electrical fault",
    advice: stop,
  },
  BrakingSystemFailure: { text: "Brake failure", advice: stop },
  ChargingFailure: {
    text: "Charging fault",
    advice: "Check cable and charging point, or try another. If it stays, go to a workshop.",
  },
  CheckTheCenterBrakeLamp: { text: "Centre brake lamp fault", advice: brakeLamp },
  CollisionDetectionSystemFault: { text: "Collision detection fault", advice: unaided },
  CollisionMitigationSystemFault: { text: "Collision protection fault", advice: unaided },
  CoolantLevellow: {
    text: "Coolant level low",
    advice: "Stop safely and let the engine cool, then top up. Never open the cap while it is hot.",
  },
  DrivingAssistanceSensorBlind: {
    text: "Driving assistance sensor blocked",
    advice: "Clean the windscreen and the bumpers. Until then, do not rely on the assistance.",
  },
  ElectricTractionSystemFailureLimitSpeed: {
    text: "Electric drive fault: limit your speed",
    advice: gently,
  },
  ElectricTractionSystemFailureStopVehicle: {
    text: "Electric drive failure: stop the car",
    advice: stopElectric,
  },
  ElectricTractionSystemFault: { text: "Electric drive fault", advice: gently },
  ElectronicImmobiliserFault: {
    text: "Immobiliser fault",
    advice: "The car may not start. Try the other key, and have it checked by a workshop.",
  },
  EmissionSystemOrAdBlueQualityFailueStartingImpossible: {
    text: "Emissions fault: no restart",
    advice: noRestart,
  },
  EmissionSystemOrAdBlueQualityFailueStartingImpossibleSoon: {
    text: "Emissions fault: soon no restart",
    advice: noRestartSoon,
  },
  EmissionSystemOrAdBlueQualityFailure: {
    text: "Emissions or AdBlue quality fault",
    advice: soon,
  },
  EngineFailure: { text: "Engine failure", advice: stop },
  EngineFault: { text: "Engine fault", advice: gently },
  EngineMisfiringFuel: { text: "Engine misfiring", advice: gently },
  EngineOilPressureFailure: { text: "Engine oil pressure failure", advice: stop },
  EngineTemperatureFailure: {
    text: "Engine too hot",
    advice:
      "Stop safely as soon as possible, switch off the engine, let it cool. Do not open the coolant cap.",
  },
  EspAsrSystemFault: {
    text: "Stability control (ESP/ASR) fault",
    advice: "Drive carefully, above all on wet or icy roads, and go to a workshop.",
  },
  FrontLeftFlashingIndicatorFault: { text: "Front left indicator fault", advice: indicator },
  FrontLeftFogLampsFault: { text: "Front left fog lamp fault", advice: lamp },
  FrontLeftParkingLampsFault: { text: "Front left sidelight fault", advice: lamp },
  FrontRightFlashingIndicatorFault: { text: "Front right indicator fault", advice: indicator },
  FrontRightFogLampsFault: { text: "Front right fog lamp fault", advice: lamp },
  FrontRightParkingLampsFault: { text: "Front right sidelight fault", advice: lamp },
  FuelLevelLow: { text: "Fuel level low", advice: "Refuel soon." },
  GearboxFault: { text: "Gearbox fault", advice: gently },
  HeadlightsFault: {
    text: "Headlight fault",
    advice: "Do not drive in the dark or in poor visibility until it is repaired.",
  },
  InstalledSpareWheelFault: {
    text: "Spare wheel fitted",
    advice: "Keep to the speed on the spare wheel, and have the proper wheel fitted soon.",
  },
  InterVehicleTimeMeasurementFault: { text: "Distance measurement fault", advice: unaided },
  LaneChangeAssistanceFault: { text: "Lane change assistance fault", advice: unaided },
  LaneDepartureWarningSystemFault: { text: "Lane departure warning fault", advice: unaided },
  LeftBrakeLampFault: { text: "Left brake lamp fault", advice: brakeLamp },
  LeftFrontDoorOpen: { text: "Front left door open", advice: closeIt },
  LeftFrontDoorOpenLowSpeed: { text: "Front left door open", advice: closeFirst },
  LeftFrontTirePressurSensorFault: { text: "Front left tyre sensor fault", advice: sensor },
  LeftFrontTirePuncture: { text: "Front left tyre puncture", advice: puncture },
  LeftFrontTireUnderInflated: { text: "Front left tyre pressure low", advice: pressure },
  LeftRearDoorOpen: { text: "Rear left door open", advice: closeIt },
  LeftRearDoorOpenLowSpeed: { text: "Rear left door open", advice: closeFirst },
  LeftRearTirePressurSensorFault: { text: "Rear left tyre sensor fault", advice: sensor },
  LeftRearTirePuncture: { text: "Rear left tyre puncture", advice: puncture },
  LeftRearTireUnderInflated: { text: "Rear left tyre pressure low", advice: pressure },
  LeftReverseLampFault: { text: "Left reversing lamp fault", advice: lamp },
  OilLevelLow: {
    text: "Engine oil level low",
    advice: "Check the level and top up as soon as possible, before a longer drive.",
  },
  ParkAssistSystemFault: { text: "Parking assistance fault", advice: unaided },
  ParkingBrakeOrHillStartSystemFailure: {
    text: "Parking brake or hill start fault",
    advice:
      "Park on level ground, in gear or in P, and chock a wheel. Go to a workshop right away.",
  },
  ParticleFilterAdditiveLevelTooLow: { text: "Particle filter additive low", advice: soon },
  ParticleFilterFull: {
    text: "Particle filter full",
    advice: "When traffic allows, drive at 60 km/h (40 mph) or more until the warning goes out.",
  },
  ParticleFilterRegenerating: {
    text: "Particle filter cleaning itself",
    advice: "If possible, keep driving until it is done.",
  },
  PowerSteeringFailure: {
    text: "Power steering failure",
    advice: "Steering is heavy. Slow down, stop safely and call breakdown assistance.",
  },
  PowerSteeringFault: {
    text: "Power steering fault",
    advice: "Steering may become heavy. Drive slowly and go to a workshop without delay.",
  },
  PreheatingPreventilationDeactivatedBatteryLow: {
    text: "Heating or cooling off: battery low",
    advice: `Charge or drive the car. ${preheating}`,
  },
  PreheatingPreventilationDeactivatedClockUnset: {
    text: "Heating or cooling off: clock not set",
    advice: `Set the clock in the car. ${preheating}`,
  },
  PreheatingPreventilationDeactivatedFuelLevelLow: {
    text: "Heating or cooling off: fuel low",
    advice: `Refuel. ${preheating}`,
  },
  RearLeftFlashingIndicatorFault: { text: "Rear left indicator fault", advice: indicator },
  RearLeftFogLampsFault: { text: "Rear left fog lamp fault", advice: lamp },
  RearLeftParkingLampsFault: { text: "Rear left tail lamp fault", advice: lamp },
  RearRightFlashingIndicatorFault: { text: "Rear right indicator fault", advice: indicator },
  RearRightFogLampsFault: { text: "Rear right fog lamp fault", advice: lamp },
  RearRightParkingLampsFault: { text: "Rear right tail lamp fault", advice: lamp },
  RearWindowOpen: { text: "Rear window open", advice: closeIt },
  RearWindowOpenLowSpeed: { text: "Rear window open", advice: closeFirst },
  ReplaceBrakePads: {
    text: "Brake pads worn",
    advice: "Have the brake pads replaced without delay, and drive carefully until then.",
  },
  ReplaceTheRemoteControlBattery: {
    text: "Key battery low",
    advice: "Replace the battery of the key.",
  },
  RetractableRoofMechanismFault: {
    text: "Folding roof fault",
    advice: `Do not move the roof. ${soon}`,
  },
  RightBrakeLampFault: { text: "Right brake lamp fault", advice: brakeLamp },
  RightFrontDoorOpen: { text: "Front right door open", advice: closeIt },
  RightFrontDoorOpenLowSpeed: { text: "Front right door open", advice: closeFirst },
  RightFrontTirePressurSensorFault: { text: "Front right tyre sensor fault", advice: sensor },
  RightFrontTirePuncture: { text: "Front right tyre puncture", advice: puncture },
  RightFrontTireUnderInflated: { text: "Front right tyre pressure low", advice: pressure },
  RightRearDoorOpen: { text: "Rear right door open", advice: closeIt },
  RightRearDoorOpenLowSpeed: { text: "Rear right door open", advice: closeFirst },
  RightRearTirePressurSensorFault: { text: "Rear right tyre sensor fault", advice: sensor },
  RightRearTirePuncture: { text: "Rear right tyre puncture", advice: puncture },
  RightRearTireUnderInflated: { text: "Rear right tyre pressure low", advice: pressure },
  RightReverseLampFault: { text: "Right reversing lamp fault", advice: lamp },
  RiskOfIce: { text: "Risk of ice", advice: "Slow down, keep your distance and brake gently." },
  RoofOperationNotPossibleSpeedUnknown: {
    text: "Roof cannot move: speed not known",
    advice: `Do not move the roof. ${soon}`,
  },
  RoofOperationNotPossibleTooHighTemp: {
    text: "Roof cannot move: too hot",
    advice: "Let the roof’s drive cool down, then try again.",
  },
  ShiftToPark: { text: "Shift to P", advice: "Put the gearbox in P before you get out." },
  SteeringLockFault: {
    text: "Steering lock fault",
    advice: "Do not drive unless the steering turns freely. Call a workshop.",
  },
  SuspensionFault: { text: "Suspension fault", advice: gently },
  SuspensionFaultLimitSpeed: {
    text: "Suspension fault: limit your speed",
    advice: "Stay below 90 km/h (55 mph) and go to a workshop without delay.",
  },
  SuspensionFaultRepaireVehicle: { text: "Suspension fault: repair needed", advice: gently },
  TireUnderInflationDetectionSystemFault: {
    text: "Tyre pressure monitoring fault",
    advice: "Pressures are not monitored. Check them by hand and have the system looked at.",
  },
  TooManyRoofOperation: {
    text: "Roof moved too often",
    advice: "Wait some minutes before you move the roof again.",
  },
  TrailerConnectionFault: {
    text: "Trailer connection fault",
    advice: "Stop safely, check the plug and the trailer’s lamps before you drive on.",
  },
  TrunkOrHoodOpen: { text: "Boot or bonnet open", advice: closeIt },
  TrunkOrHoodOpenLowSpeed: { text: "Boot or bonnet open", advice: closeFirst },
  WaterInTheDieselFuelFilter: {
    text: "Water in the diesel filter",
    advice: "Go to a workshop without delay: water can damage the injection.",
  },
};
