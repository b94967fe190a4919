// Words of the manufacturer's that say the same as words of the API, by which they are shown: a
// remote action is a command, and its failure a problem.

type Same = Readonly<Record<string, string>>;

/** `failureCause` of a remote action: the code of the problem. */
export const FAILURE_CODES: Same = {
  GeneralError: "vehicle-error",
  VehicleError: "vehicle-error",
  WrongCommand: "vehicle-error",
  VehicleConnectionTimeout: "vehicle-unreachable",
  MissingRights: "consent-missing",
  NotPossibleDueToVehicleBatteryLevel: "vehicle-battery-low",
  NotPossibleDueToVehiclePrivacyLevel: "privacy-on",
  TooManyWakeUpsOverMonth: "wake-ups-used-up",
  TooManyRequestInShortTime: "too-many-commands",
  TooManyRequestSent: "too-many-commands",
  SameActionInProgress: "command-in-progress",
  NotPossibleDueToVehicleStolenState: "vehicle-stolen",
  VehicleInUse: "vehicle-in-use",
  DoorsOpen: "vehicle-not-closed",
  VehicleIsNotLocked: "vehicle-not-closed",
  VehicleErrorOrCidInside: "key-inside",
  CidInside: "key-inside",
  ExternalChargingSystemError: "charging-fault",
  VehicleChargingSystemError: "charging-fault",
  CanceledByDriver: "cancelled-by-driver",
};

/** `status` of a remote action: the state of a command. */
export const COMMAND_STATES: Same = {
  Accepted: "accepted",
  WakingUpVehicle: "waking",
  CheckingVehicle: "checking",
  SentToVehicle: "sent",
  Success: "succeeded",
  AlreadyDone: "already-done",
  Failed: "failed",
  VehicleBatteryChargeTooLow: "failed",
  TooManyWakeUpsOverMonth: "failed",
};

/** `type` of a remote action, and `remotes` of a car's capabilities: the type of a command. */
export const COMMAND_TYPES: Same = {
  ThermalPreconditioning: "climate",
  ElectricBatteryChargingRequest: "charging",
  Horn: "horn",
  Doors: "door",
  Lights: "lights",
  WakeUp: "wake-up",
  Navigation: "navigation",
  preconditioning: "climate",
  charging: "charging",
  door: "door",
  horn: "horn",
  lights: "lights",
  wakeup: "wake-up",
  navigation: "navigation",
};
