// The words of the API as a driver says them: a table for each list of words, by the list’s name.
// Tables named after a member that is yes or no have `true` and `false`. In `condition`, places that
// carry a unit ({km}, {celsius}, {kmPerHour}, {radiusKm}) are filled with the unit, in the driver’s
// own; {percent} with the number alone.
//
// Terms: car, boot, bonnet, tyre, level, range, charging, heating or cooling, privacy mode,
// connected services, service (workshop), this service (Kerbside) and its owner, the manufacturer,
// alert, command, rule.

export default {
  // What is known of a car, and why not
  unavailable: {
    privacy: "Hidden by the car’s privacy mode. Switch it off in the car to see it.",
    "never-reported": "The car has not reported this yet. It may come after a drive.",
    scope: "You have not agreed to share this. Log in again and agree to it.",
    "ignition-off": "The car reports this only while the ignition is on.",
    "not-sent": "The manufacturer did not send this and gave no reason.",
    "too-old": "The manufacturer cannot be asked, and what is known is too old to show.",
  },
  motorization: {
    Electric: "Electric",
    Hybrid: "Hybrid",
    Thermic: "Combustion engine",
    Hydrogen: "Hydrogen",
  },
  positionType: { Acquire: "Measured position", Estimated: "Estimated position" },

  // Energy and charging
  plugged: { true: "Plugged in", false: "Not plugged in" },
  chargingStatus: {
    Disconnected: "Not plugged in",
    InProgress: "Charging",
    Failure: "Charging failed",
    Stopped: "Charging stopped",
    Finished: "Charging finished",
  },
  chargingMode: { No: "Not charging", Slow: "Normal charging", Quick: "Fast charging" },
  chargingType: { Partial: "Partial charge", Full: "Full charge" },
  chargeLimit: { partial: "Partial charge", full: "Full charge" },
  chargingPowerLevel: {
    Level1: "Power level 1",
    Level2: "Power level 2",
    Level3: "Power level 3",
    Level4: "Power level 4",
    Level5: "Power level 5",
  },

  // Locks, doors, alarm
  openingIdentifier: {
    Driver: "Driver’s door",
    Passenger: "Passenger door",
    RearLeft: "Rear left door",
    RearRight: "Rear right door",
    Trunk: "Boot",
    RearWindow: "Rear window",
    RoofWindow: "Sunroof",
  },
  alarmActivation: { Active: "Alarm armed", Inactive: "Alarm not armed" },
  alarmTrigger: {
    NoBreakIn: "No break-in",
    FrontRightDoorBreakIn: "Front right door opened",
    FrontLeftDoorBreakIn: "Front left door opened",
    RearRightFrontDoorBreakIn: "Rear right door opened",
    RearLeftFrontDoorBreakIn: "Rear left door opened",
    HoodDoorBreakIn: "Bonnet opened",
    TrunkDoorBreakIn: "Boot opened",
    BackliteDoorBreakIn: "Rear window opened",
    RoofBreakIn: "Roof opened",
    VolumetricBreakIn: "Movement inside the car",
    VehicleLifting: "Car lifted or tilted",
    ElectricalsystemBreakIn: "Tampering with the electrics",
    KeyLearning: "A key was programmed",
    UnauthenticatedStartup: "Start without a valid key",
  },
  stolenState: { true: "Reported stolen", false: "Not reported stolen" },

  // Heating or cooling before a drive
  preconditioningStatus: {
    Enabled: "Heating or cooling on",
    Disabled: "Heating or cooling off",
    Finished: "Heating or cooling finished",
    Failure: "Heating or cooling failed",
  },
  preconditioningStartingCause: { Immediate: "Started by hand", Scheduled: "Started by a program" },
  preconditioningFailureCause: {
    Defect: "There is a fault. Have it checked by a workshop.",
    DoorOpened: "A door is open. Close it and try again.",
    LowBattery: "The battery is too low. Charge the car first.",
    LowFuelLevel: "There is too little fuel. Refuel first.",
    TooManyUnusedProg: "Too many programs ran without a drive. Drive the car first.",
    WindowsRoofOpened: "A window or the roof is open. Close it and try again.",
    HoodOpened: "The bonnet is open. Close it and try again.",
    NotParked: "The car is not parked. Try again once it is.",
    OtherFailures: "The car gave no reason. Try again.",
  },
  recurrence: { None: "Once", Daily: "Every week" },

  // Driving
  moving: { true: "Moving", false: "Standing still" },
  propulsion: { Thermal: "On fuel", Electric: "Electric", Hybrid: "Hybrid" },
  lampPosition: { Front: "Front", Rear: "Rear" },
  lampSide: { Left: "Left", Right: "Right" },

  // Trips, collisions, alerts
  tripFault: {
    Unstarted: "The beginning of the trip is missing",
    DataLacking: "A part of the trip is missing",
    Unfinished: "The end of the trip is missing",
  },
  tripFaultCause: {
    GeoPrivacy: "The position was hidden",
    FullPrivacy: "Privacy mode was on",
    Connection: "There was no connection",
  },
  impactSide: { Front: "Front", Rear: "Rear", Lateral: "Side" },
  impactSeverity: { Minimal: "Very light impact", Minor: "Light impact", Major: "Heavy impact" },
  alertSeverity: { Information: "Information", Warning: "Warning", Critical: "Urgent" },
  alertActive: { true: "Active", false: "Over" },

  // Commands
  commandType: {
    lock: "Lock the doors",
    unlock: "Unlock the doors",
    door: "Lock or unlock the doors",
    horn: "Sound the horn",
    lights: "Flash the lights",
    "wake-up": "Wake the car",
    climate: "Start heating or cooling",
    "climate-programs": "Set heating and cooling times",
    charging: "Start charging",
    "charging-schedule": "Set charging times",
    "charging-preferences": "Set charging power and limit",
    navigation: "Send a destination",
  },
  commandTypeOff: {
    horn: "Stop the horn",
    lights: "Turn the lights off",
    climate: "Stop heating or cooling",
    charging: "Stop charging",
  },
  commandState: {
    sending: "Sending",
    accepted: "Accepted by the manufacturer",
    waking: "Waking the car",
    checking: "Checking the car",
    sent: "Sent to the car",
    succeeded: "Done",
    "already-done": "Already done",
    failed: "Failed",
    unknown: "Outcome not known: look at the car",
  },
  why: {
    owner: "The owner of this service has not switched this on.",
    client: "This is not switched on for this app.",
    consent: "This service does not ask drivers for this permission.",
    vehicle: "This car cannot do this.",
  },

  // Rules
  condition: {
    "charge-below": "Charged below {percent}%",
    "charge-above": "Charged above {percent}%",
    "fuel-below": "Fuel below {percent}%",
    "range-below": "Range below {km}",
    "outside-below": "Colder outside than {celsius}",
    "outside-above": "Warmer outside than {celsius}",
    "speed-above": "Driven faster than {kmPerHour}",
    plugged: "Plugged in",
    unplugged: "Unplugged",
    moving: "Car moves",
    charging: "Charging state: {states}",
    "trip-started": "Trip started",
    "trip-ended": "Trip ended",
    "doors-changed": "Door, window or boot opened or closed",
    "locks-changed": "Locked or unlocked",
    alarm: "Burglar alarm gone off",
    "privacy-changed": "Privacy mode changed",
    alert: "Alert: {codes}",
    enters: "Arrives within {radiusKm} of a place",
    leaves: "Goes more than {radiusKm} from a place",
    during: "Driven {days} from {from} to {to}",
  },
  anyAlert: "any",
  ruleState: {
    active: "Active",
    paused: "Paused",
    failed: "The manufacturer no longer watches for this. Resume the rule.",
    ended: "The manufacturer no longer has this rule. Resume it.",
    unknown: "Being checked with the manufacturer",
  },
};
