//! Callbacks, monitors and remote actions.

use super::declare::words;

words! {
    /// Whether notifications are sent.
    CallbackStatus { "Running" "Paused" "Failed" }

    /// A kind of notification.
    CallbackType { "Monitor" "Remote" }

    /// A way that notifications are sent.
    CallbackTargetType { "webhook" "websocket" "pushnotif" }

    /// Where an attribute of a notification goes.
    AttributePlace { "Header" "Body" "Query" }

    /// A kind of condition.
    TriggerType { "zone" "time" "data" }

    /// How a car crosses the border of a zone.
    ZoneTransition { "In" "Out" }

    /// How what a car reports is compared.
    TriggerOperator { "equalsTo" "greaterThan" "lowerThan" "includedIn" "onChange" }

    /// What of the car is sent along with a notification. A part of the telemetry may be named,
    /// as in `vehicle.telemetry.vehicle.energies`.
    MonitorSend {
        "vehicle.doorsState" "vehicle.status" "vehicle.maintenance" "vehicle.position"
        "vehicle.telemetry" "vehicle.alerts" "vehicle.alarm" "vehicle.trip"
    }

    /// What of a car can be compared; the unit stands in the name.
    Comparand {
        "chargePercent" "fuelPercent" "rangeKm" "electricRangeKm" "fuelRangeKm" "plugged"
        "chargingStatus" "chargingType" "odometerKm" "speedKmh" "moving" "drivingMode"
        "powertrain" "tripStart" "tripStop" "tripState" "tripDistanceKm" "tripDurationSeconds"
        "locks" "openings" "beltWarning" "emergencyCall" "alert" "alarmTrigger" "alarmActivation"
        "outsideTemperatureCelsius" "oilTemperatureCelsius" "preconditioning" "privacy"
    }

    /// A kind of remote action, by the manufacturer's name.
    RemoteActionType {
        "ThermalPreconditioning" "ElectricBatteryChargingRequest" "Horn" "Doors" "Lights" "WakeUp"
        "Navigation"
    }

    /// How far a remote action has come.
    RemoteActionStatus {
        "Accepted" "WakingUpVehicle" "CheckingVehicle" "SentToVehicle" "Success" "AlreadyDone"
        "Failed" "VehicleBatteryChargeTooLow" "TooManyWakeUpsOverMonth"
    }

    /// Why a remote action failed.
    RemoteActionFailureCause {
        "GeneralError" "VehicleError" "WrongCommand" "VehicleConnectionTimeout" "MissingRights"
        "NotPossibleDueToVehicleBatteryLevel" "NotPossibleDueToVehiclePrivacyLevel"
        "TooManyWakeUpsOverMonth" "TooManyRequestInShortTime" "SameActionInProgress"
        "NotPossibleDueToVehicleStolenState" "VehicleInUse" "TooManyRequestSent" "DoorsOpen"
        "VehicleErrorOrCidInside" "CidInside" "ExternalChargingSystemError"
        "VehicleChargingSystemError" "VehicleIsNotLocked" "CanceledByDriver"
    }

    /// More of how a remote action ended: whether a key that was inside is taken from then on.
    RemoteActionFeedback { "NoCIDBlacklisted" "CIDBlacklisted" }

    /// What a car was told.
    CommandType {
        "lock" "unlock" "door" "horn" "lights" "wake-up" "climate" "climate-programs" "charging"
        "charging-schedule" "charging-preferences" "navigation"
    }

    /// How far a battery is to be charged.
    ChargeLimit { "partial" "full" }
}
