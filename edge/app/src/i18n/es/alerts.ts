// De qué avisa el coche: un título y qué hacer.

import type en from "../en/alerts";
import type { Texts } from "../texts";

const stop =
  "Deténgase en cuanto pueda en un lugar seguro, apague el motor y llame a la asistencia en carretera.";
const stopElectric =
  "Deténgase en cuanto pueda en un lugar seguro, apague el coche y llame a la asistencia en carretera.";
const gently = "Conduzca con cuidado y vaya sin demora a un taller.";
const soon = "Haga revisar pronto el coche en un taller.";
const unaided = "Conduzca sin contar con esta función y hágala revisar en un taller.";
const lamp = "Haga cambiar la bombilla o revisar la luz, si es posible antes de que anochezca.";
const indicator = "Es posible que los demás no vean que gira. Hágalo reparar cuanto antes.";
const brakeLamp = "Es posible que los demás no vean que frena. Hágala reparar cuanto antes.";
const pressure = "Compruebe el neumático en frío e ínflelo cuanto antes. Conduzca despacio.";
const puncture =
  "Deténgase en cuanto pueda en un lugar seguro y cambie la rueda o use el kit. No siga así.";
const sensor =
  "La presión de este neumático no se vigila. Compruébela a mano y haga revisar el sensor.";
const closeIt = "Deténgase en cuanto pueda en un lugar seguro para cerrar.";
const closeFirst = "Cierre antes de seguir.";
const noRestart =
  "Una vez apagado, el motor no volverá a arrancar. Llame a un taller o a la asistencia en carretera.";
const noRestartSoon = "Vaya enseguida a un taller: pronto el motor no volverá a arrancar.";
const preheating = "Hasta entonces, la calefacción y el clima antes de salir quedan apagados.";

export default {
  unknown: {
    text: "El coche muestra un aviso",
    advice: "Mire la pantalla del coche y siga sus indicaciones.",
  },
  AbsBrakingSystemFault: {
    text: "Fallo del ABS",
    advice:
      "Los frenos funcionan, pero las ruedas pueden bloquearse. Guarde distancia y vaya a un taller.",
  },
  ActiveSpoilerFault: {
    text: "Fallo del alerón",
    advice: `Conduzca a velocidad moderada. ${soon}`,
  },
  AdBlueFault: { text: "Fallo del sistema AdBlue", advice: soon },
  AdBlueFaultStartingImpossible: {
    text: "Fallo AdBlue: no volverá a arrancar",
    advice: noRestart,
  },
  AdBlueFaultStartingImpossibleSoon: {
    text: "Fallo AdBlue: pronto no volverá a arrancar",
    advice: noRestartSoon,
  },
  AddWasherFluid: {
    text: "Poco líquido lavaparabrisas",
    advice: "Rellene el líquido lavaparabrisas.",
  },
  AirbagOrSeatBeltPretensionerOrActiveHoodFailure: {
    text: "Fallo de airbag, cinturón o capó activo",
    advice: "Es posible que no protejan en un accidente. Vaya sin demora a un taller.",
  },
  AssistanceButtonFault: {
    text: "Fallo del botón SOS o asistencia",
    advice: "Es posible que el coche no pueda pedir ayuda. Lleve un teléfono y hágalo revisar.",
  },
  AutomaticBrakingDeactivated: { text: "Frenado automático desactivado", advice: unaided },
  AutomaticHeadlightAdjustmentFault: {
    text: "Fallo de la regulación de faros",
    advice: `Los faros pueden deslumbrar a otros. ${soon}`,
  },
  BatteryChargeOrElectricalCircuitSystemFailure: {
    text: "Avería de carga de 12 V o del circuito eléctrico",
    advice: stop,
  },
  BrakingSystemFailure: { text: "Avería de los frenos", advice: stop },
  ChargingFailure: {
    text: "Fallo de carga",
    advice: "Compruebe el cable y el punto de carga, o pruebe otro. Si continúa, vaya a un taller.",
  },
  CheckTheCenterBrakeLamp: { text: "Fallo de la tercera luz de freno", advice: brakeLamp },
  CollisionDetectionSystemFault: { text: "Fallo de detección de colisión", advice: unaided },
  CollisionMitigationSystemFault: { text: "Fallo del sistema anticolisión", advice: unaided },
  CoolantLevellow: {
    text: "Poco líquido refrigerante",
    advice:
      "Deténgase en un lugar seguro, deje enfriar el motor y rellene. Nunca abra el tapón en caliente.",
  },
  DrivingAssistanceSensorBlind: {
    text: "Sensor de ayuda a la conducción tapado",
    advice: "Limpie el parabrisas y los parachoques. Hasta entonces, no cuente con las ayudas.",
  },
  ElectricTractionSystemFailureLimitSpeed: {
    text: "Fallo de tracción eléctrica: vaya despacio",
    advice: gently,
  },
  ElectricTractionSystemFailureStopVehicle: {
    text: "Avería de tracción eléctrica: deténgase",
    advice: stopElectric,
  },
  ElectricTractionSystemFault: { text: "Fallo de tracción eléctrica", advice: gently },
  ElectronicImmobiliserFault: {
    text: "Fallo del inmovilizador",
    advice:
      "Es posible que el coche no arranque. Pruebe la otra llave y haga revisar el coche en un taller.",
  },
  EmissionSystemOrAdBlueQualityFailueStartingImpossible: {
    text: "Fallo de emisiones: no volverá a arrancar",
    advice: noRestart,
  },
  EmissionSystemOrAdBlueQualityFailueStartingImpossibleSoon: {
    text: "Fallo de emisiones: pronto no volverá a arrancar",
    advice: noRestartSoon,
  },
  EmissionSystemOrAdBlueQualityFailure: {
    text: "Fallo de emisiones o calidad del AdBlue",
    advice: soon,
  },
  EngineFailure: { text: "Avería del motor", advice: stop },
  EngineFault: { text: "Fallo del motor", advice: gently },
  EngineMisfiringFuel: { text: "Fallos de encendido del motor", advice: gently },
  EngineOilPressureFailure: { text: "Presión de aceite insuficiente", advice: stop },
  EngineTemperatureFailure: {
    text: "Motor demasiado caliente",
    advice:
      "Deténgase en cuanto pueda en un lugar seguro, apague el motor y déjelo enfriar. No abra ningún tapón.",
  },
  EspAsrSystemFault: {
    text: "Fallo de ESP/ASR",
    advice: "Conduzca con cuidado, sobre todo en mojado o con hielo, y vaya a un taller.",
  },
  FrontLeftFlashingIndicatorFault: {
    text: "Fallo del intermitente delantero izquierdo",
    advice: indicator,
  },
  FrontLeftFogLampsFault: { text: "Fallo del antiniebla delantero izquierdo", advice: lamp },
  FrontLeftParkingLampsFault: {
    text: "Fallo de la luz de posición delantera izquierda",
    advice: lamp,
  },
  FrontRightFlashingIndicatorFault: {
    text: "Fallo del intermitente delantero derecho",
    advice: indicator,
  },
  FrontRightFogLampsFault: { text: "Fallo del antiniebla delantero derecho", advice: lamp },
  FrontRightParkingLampsFault: {
    text: "Fallo de la luz de posición delantera derecha",
    advice: lamp,
  },
  FuelLevelLow: { text: "Poco combustible", advice: "Reposte pronto." },
  GearboxFault: { text: "Fallo de la caja de cambios", advice: gently },
  HeadlightsFault: {
    text: "Fallo de los faros",
    advice: "No conduzca de noche ni con mala visibilidad hasta que se reparen.",
  },
  InstalledSpareWheelFault: {
    text: "Rueda de repuesto montada",
    advice:
      "Respete la velocidad indicada en la rueda de repuesto y haga montar pronto la rueda normal.",
  },
  InterVehicleTimeMeasurementFault: {
    text: "Fallo de la medición de distancia",
    advice: unaided,
  },
  LaneChangeAssistanceFault: { text: "Fallo de la ayuda al cambio de carril", advice: unaided },
  LaneDepartureWarningSystemFault: {
    text: "Fallo del aviso de salida de carril",
    advice: unaided,
  },
  LeftBrakeLampFault: { text: "Fallo de la luz de freno izquierda", advice: brakeLamp },
  LeftFrontDoorOpen: { text: "Puerta delantera izquierda abierta", advice: closeIt },
  LeftFrontDoorOpenLowSpeed: { text: "Puerta delantera izquierda abierta", advice: closeFirst },
  LeftFrontTirePressurSensorFault: {
    text: "Fallo del sensor del neumático delantero izquierdo",
    advice: sensor,
  },
  LeftFrontTirePuncture: { text: "Pinchazo delantero izquierdo", advice: puncture },
  LeftFrontTireUnderInflated: {
    text: "Neumático delantero izquierdo con poca presión",
    advice: pressure,
  },
  LeftRearDoorOpen: { text: "Puerta trasera izquierda abierta", advice: closeIt },
  LeftRearDoorOpenLowSpeed: { text: "Puerta trasera izquierda abierta", advice: closeFirst },
  LeftRearTirePressurSensorFault: {
    text: "Fallo del sensor del neumático trasero izquierdo",
    advice: sensor,
  },
  LeftRearTirePuncture: { text: "Pinchazo trasero izquierdo", advice: puncture },
  LeftRearTireUnderInflated: {
    text: "Neumático trasero izquierdo con poca presión",
    advice: pressure,
  },
  LeftReverseLampFault: { text: "Fallo de la luz de marcha atrás izquierda", advice: lamp },
  OilLevelLow: {
    text: "Poco aceite de motor",
    advice: "Compruebe el nivel y rellene cuanto antes, sobre todo antes de un viaje largo.",
  },
  ParkAssistSystemFault: { text: "Fallo de la ayuda al aparcamiento", advice: unaided },
  ParkingBrakeOrHillStartSystemFailure: {
    text: "Fallo del freno de estacionamiento o ayuda en pendiente",
    advice:
      "Aparque en llano, en P o con una marcha puesta, y calce una rueda. Vaya enseguida a un taller.",
  },
  ParticleFilterAdditiveLevelTooLow: {
    text: "Poco aditivo del filtro de partículas",
    advice: soon,
  },
  ParticleFilterFull: {
    text: "Filtro de partículas lleno",
    advice: "Cuando el tráfico lo permita, circule a 60 km/h o más hasta que se apague el aviso.",
  },
  ParticleFilterRegenerating: {
    text: "Filtro de partículas limpiándose",
    advice: "Si es posible, siga conduciendo hasta que termine.",
  },
  PowerSteeringFailure: {
    text: "Avería de la dirección asistida",
    advice:
      "La dirección va dura. Reduzca la velocidad, deténgase en un lugar seguro y llame a la asistencia en carretera.",
  },
  PowerSteeringFault: {
    text: "Fallo de la dirección asistida",
    advice: "La dirección puede endurecerse. Conduzca despacio y vaya sin demora a un taller.",
  },
  PreheatingPreventilationDeactivatedBatteryLow: {
    text: "Calefacción o clima apagados: batería baja",
    advice: `Cargue el coche o circule con él. ${preheating}`,
  },
  PreheatingPreventilationDeactivatedClockUnset: {
    text: "Calefacción o clima apagados: hora sin ajustar",
    advice: `Ajuste la hora en el coche. ${preheating}`,
  },
  PreheatingPreventilationDeactivatedFuelLevelLow: {
    text: "Calefacción o clima apagados: poco combustible",
    advice: `Reposte. ${preheating}`,
  },
  RearLeftFlashingIndicatorFault: {
    text: "Fallo del intermitente trasero izquierdo",
    advice: indicator,
  },
  RearLeftFogLampsFault: { text: "Fallo del antiniebla trasero izquierdo", advice: lamp },
  RearLeftParkingLampsFault: {
    text: "Fallo de la luz de posición trasera izquierda",
    advice: lamp,
  },
  RearRightFlashingIndicatorFault: {
    text: "Fallo del intermitente trasero derecho",
    advice: indicator,
  },
  RearRightFogLampsFault: { text: "Fallo del antiniebla trasero derecho", advice: lamp },
  RearRightParkingLampsFault: {
    text: "Fallo de la luz de posición trasera derecha",
    advice: lamp,
  },
  RearWindowOpen: { text: "Luneta trasera abierta", advice: closeIt },
  RearWindowOpenLowSpeed: { text: "Luneta trasera abierta", advice: closeFirst },
  ReplaceBrakePads: {
    text: "Pastillas de freno gastadas",
    advice: "Haga cambiar las pastillas sin demora y conduzca con cuidado hasta entonces.",
  },
  ReplaceTheRemoteControlBattery: {
    text: "Pila de la llave gastada",
    advice: "Cambie la pila de la llave.",
  },
  RetractableRoofMechanismFault: {
    text: "Fallo del techo retráctil",
    advice: `No mueva el techo. ${soon}`,
  },
  RightBrakeLampFault: { text: "Fallo de la luz de freno derecha", advice: brakeLamp },
  RightFrontDoorOpen: { text: "Puerta delantera derecha abierta", advice: closeIt },
  RightFrontDoorOpenLowSpeed: { text: "Puerta delantera derecha abierta", advice: closeFirst },
  RightFrontTirePressurSensorFault: {
    text: "Fallo del sensor del neumático delantero derecho",
    advice: sensor,
  },
  RightFrontTirePuncture: { text: "Pinchazo delantero derecho", advice: puncture },
  RightFrontTireUnderInflated: {
    text: "Neumático delantero derecho con poca presión",
    advice: pressure,
  },
  RightRearDoorOpen: { text: "Puerta trasera derecha abierta", advice: closeIt },
  RightRearDoorOpenLowSpeed: { text: "Puerta trasera derecha abierta", advice: closeFirst },
  RightRearTirePressurSensorFault: {
    text: "Fallo del sensor del neumático trasero derecho",
    advice: sensor,
  },
  RightRearTirePuncture: { text: "Pinchazo trasero derecho", advice: puncture },
  RightRearTireUnderInflated: {
    text: "Neumático trasero derecho con poca presión",
    advice: pressure,
  },
  RightReverseLampFault: { text: "Fallo de la luz de marcha atrás derecha", advice: lamp },
  RiskOfIce: {
    text: "Riesgo de hielo",
    advice: "Reduzca la velocidad, guarde distancia y frene con suavidad.",
  },
  RoofOperationNotPossibleSpeedUnknown: {
    text: "Techo bloqueado: velocidad desconocida",
    advice: `No mueva el techo. ${soon}`,
  },
  RoofOperationNotPossibleTooHighTemp: {
    text: "Techo bloqueado: demasiado caliente",
    advice: "Deje enfriar el mecanismo del techo e inténtelo de nuevo.",
  },
  ShiftToPark: {
    text: "Ponga la posición P",
    advice: "Ponga la caja de cambios en P antes de bajar.",
  },
  SteeringLockFault: {
    text: "Fallo del bloqueo de la dirección",
    advice: "Conduzca solo si la dirección gira libremente. Llame a un taller.",
  },
  SuspensionFault: { text: "Fallo de la suspensión", advice: gently },
  SuspensionFaultLimitSpeed: {
    text: "Fallo de la suspensión: vaya despacio",
    advice: "No pase de 90 km/h y vaya sin demora a un taller.",
  },
  SuspensionFaultRepaireVehicle: {
    text: "Fallo de la suspensión: hay que repararla",
    advice: gently,
  },
  TireUnderInflationDetectionSystemFault: {
    text: "Fallo del control de neumáticos",
    advice: "Las presiones no se vigilan. Compruébelas a mano y haga revisar el sistema.",
  },
  TooManyRoofOperation: {
    text: "Techo movido demasiadas veces",
    advice: "Espere unos minutos antes de volver a mover el techo.",
  },
  TrailerConnectionFault: {
    text: "Fallo de conexión del remolque",
    advice:
      "Deténgase en un lugar seguro y compruebe el enchufe y las luces del remolque antes de seguir.",
  },
  TrunkOrHoodOpen: { text: "Maletero o capó abierto", advice: closeIt },
  TrunkOrHoodOpenLowSpeed: { text: "Maletero o capó abierto", advice: closeFirst },
  WaterInTheDieselFuelFilter: {
    text: "Agua en el filtro de gasóleo",
    advice: "Vaya sin demora a un taller: el agua puede dañar la inyección.",
  },
} satisfies Texts<typeof en>;
