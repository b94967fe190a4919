//! What becomes of an action, and why it fails, in the API's words.

use serde::{Deserialize, Serialize};

use crate::words::words;

words! {
    /// How far an action is.
    #[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
    pub(crate) enum Status {
        /// The back end took it.
        Accepted,
        /// The car slept.
        WakingUpVehicle,
        /// The car is awake and is looked at.
        CheckingVehicle,
        /// The car has it.
        SentToVehicle,
        /// The traction battery is too low; it fails next.
        VehicleBatteryChargeTooLow,
        /// The car was woken too often this month; it fails next.
        TooManyWakeUpsOverMonth,
        /// Done.
        Success,
        /// The car was as wanted.
        AlreadyDone,
        /// Not done.
        Failed,
    }
}

words! {
    /// Why an action fails. The reference has no more than these words.
    #[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
    pub(crate) enum Cause {
        GeneralError,
        VehicleError,
        WrongCommand,
        VehicleConnectionTimeout,
        MissingRights,
        NotPossibleDueToVehicleBatteryLevel,
        NotPossibleDueToVehiclePrivacyLevel,
        TooManyWakeUpsOverMonth,
        TooManyRequestInShortTime,
        SameActionInProgress,
        NotPossibleDueToVehicleStolenState,
        VehicleInUse,
        TooManyRequestSent,
        DoorsOpen,
        VehicleErrorOrCidInside,
        CidInside,
        ExternalChargingSystemError,
        VehicleChargingSystemError,
        VehicleIsNotLocked,
        CanceledByDriver,
    }
}

/// Where on its way an action fails.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Check {
    /// Before the car is looked for.
    Request,
    /// When it has to be woken.
    WakeUp,
    /// When it is awake.
    Vehicle,
    /// When it has the order.
    Order,
    /// When it can't be reached, awake or not.
    Connection,
}

impl Status {
    /// Whether nothing comes after it.
    pub(crate) const fn is_end(self) -> bool {
        matches!(self, Self::Success | Self::AlreadyDone | Self::Failed)
    }
}

impl Cause {
    /// Where on its way an action fails for it.
    pub(crate) const fn check(self) -> Check {
        match self {
            Self::GeneralError
            | Self::WrongCommand
            | Self::MissingRights
            | Self::NotPossibleDueToVehiclePrivacyLevel
            | Self::TooManyRequestInShortTime
            | Self::SameActionInProgress
            | Self::NotPossibleDueToVehicleStolenState
            | Self::TooManyRequestSent => Check::Request,
            Self::TooManyWakeUpsOverMonth => Check::WakeUp,
            Self::NotPossibleDueToVehicleBatteryLevel
            | Self::VehicleInUse
            | Self::VehicleIsNotLocked => Check::Vehicle,
            Self::VehicleError
            | Self::DoorsOpen
            | Self::VehicleErrorOrCidInside
            | Self::CidInside
            | Self::ExternalChargingSystemError
            | Self::VehicleChargingSystemError
            | Self::CanceledByDriver => Check::Order,
            Self::VehicleConnectionTimeout => Check::Connection,
        }
    }

    /// What is said before an action fails for it.
    pub(crate) const fn announced(self) -> Option<Status> {
        match self {
            Self::TooManyWakeUpsOverMonth => Some(Status::TooManyWakeUpsOverMonth),
            Self::NotPossibleDueToVehicleBatteryLevel => Some(Status::VehicleBatteryChargeTooLow),
            _ => None,
        }
    }
}
