//! What the manufacturer's words for the failure of a command mean, in one table.

use super::code::Code;

/// The manufacturer's words: `failureCause` of a remote action, and of its states the two that say
/// why nothing more comes.
#[rustfmt::skip]
static TABLE: [(&str, Code); 21] = [
    ("GeneralError",                        Code::VehicleError),
    ("VehicleError",                        Code::VehicleError),
    ("WrongCommand",                        Code::VehicleError),
    ("VehicleConnectionTimeout",            Code::VehicleUnreachable),
    ("MissingRights",                       Code::ConsentMissing),
    ("NotPossibleDueToVehicleBatteryLevel", Code::VehicleBatteryLow),
    ("VehicleBatteryChargeTooLow",          Code::VehicleBatteryLow),
    ("NotPossibleDueToVehiclePrivacyLevel", Code::PrivacyOn),
    ("TooManyWakeUpsOverMonth",             Code::WakeUpsUsedUp),
    ("TooManyRequestInShortTime",           Code::TooManyCommands),
    ("TooManyRequestSent",                  Code::TooManyCommands),
    ("SameActionInProgress",                Code::CommandInProgress),
    ("NotPossibleDueToVehicleStolenState",  Code::VehicleStolen),
    ("VehicleInUse",                        Code::VehicleInUse),
    ("DoorsOpen",                           Code::VehicleNotClosed),
    ("VehicleIsNotLocked",                  Code::VehicleNotClosed),
    // A guess for the first: the car did not say which of the two it was.
    ("VehicleErrorOrCidInside",             Code::KeyInside),
    ("CidInside",                           Code::KeyInside),
    ("ExternalChargingSystemError",         Code::ChargingFault),
    ("VehicleChargingSystemError",          Code::ChargingFault),
    ("CanceledByDriver",                    Code::CancelledByDriver),
];

/// The problem that a word of the manufacturer's for a failure is; a later word is an error of the
/// car's.
pub fn failure_code(cause: &str) -> Code {
    let row = TABLE.iter().find(|(word, _)| *word == cause);
    row.map_or(Code::VehicleError, |(_, code)| *code)
}
