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

/// What may be the end of a command beside success.
#[cfg(feature = "openapi")]
pub(super) fn codes() -> impl Iterator<Item = Code> {
    let causes = TABLE.iter().map(|(_, code)| *code);
    causes.chain([Code::NotReceived])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_one_meaning_and_a_later_word_is_an_error_of_the_cars() {
        for (nth, (word, code)) in TABLE.iter().enumerate() {
            assert_eq!(failure_code(word), *code);
            assert!(
                !TABLE[..nth].iter().any(|(before, _)| before == word),
                "{word}"
            );
        }
        for word in ["", "Later", "cidInside"] {
            assert_eq!(failure_code(word), Code::VehicleError, "{word}");
        }
    }

    #[test]
    fn what_must_not_be_tried_again_at_once_is_told_from_what_may() {
        for (word, code) in [
            ("VehicleConnectionTimeout", Code::VehicleUnreachable),
            ("TooManyWakeUpsOverMonth", Code::WakeUpsUsedUp),
            ("TooManyRequestSent", Code::TooManyCommands),
            ("MissingRights", Code::ConsentMissing),
            ("VehicleErrorOrCidInside", Code::KeyInside),
            ("CanceledByDriver", Code::CancelledByDriver),
        ] {
            assert_eq!(failure_code(word), code);
        }
    }
}
