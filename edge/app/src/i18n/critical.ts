// The warnings that come first where the API gives no severity: those with which it may be
// dangerous to drive on. The manufacturer's severity, where there is one, counts more.

const CRITICAL: ReadonlySet<string> = new Set([
  "BatteryChargeOrElectricalCircuitSystemFailure",
  "BrakingSystemFailure",
  "ElectricTractionSystemFailureStopVehicle",
  "EngineFailure",
  "EngineOilPressureFailure",
  "EngineTemperatureFailure",
  "LeftFrontDoorOpen",
  "LeftFrontTirePuncture",
  "LeftRearDoorOpen",
  "LeftRearTirePuncture",
  "ParkingBrakeOrHillStartSystemFailure",
  "PowerSteeringFailure",
  "RightFrontDoorOpen",
  "RightFrontTirePuncture",
  "RightRearDoorOpen",
  "RightRearTirePuncture",
  "TrunkOrHoodOpen",
]);

export default CRITICAL;

/** Whether a warning is critical: by its severity, and by its type where it has none. */
export function isCritical(alert: {
  readonly type?: string | undefined;
  readonly severity?: string | undefined;
}): boolean {
  if (alert.severity !== undefined) return alert.severity === "Critical";
  return alert.type !== undefined && CRITICAL.has(alert.type);
}
