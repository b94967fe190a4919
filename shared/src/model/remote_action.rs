//! Something that a car was told to do.

use super::from_wire::FromWire;
use super::group::group;
use crate::wire;

group! {
    /// Something that a car was told to do.
    RemoteAction identified {
        /// `ThermalPreconditioning`, `ElectricBatteryChargingRequest`, `Horn`, `Doors`, `Lights`,
        /// `WakeUp` or `Navigation`; or a later kind.
        #[serde(rename = "type")]
        kind: String;
        /// How far it has come: `Accepted`, `WakingUpVehicle`, `CheckingVehicle`, `SentToVehicle`,
        /// `Success`, `AlreadyDone`, `Failed`, `VehicleBatteryChargeTooLow`,
        /// `TooManyWakeUpsOverMonth`; or a later state.
        status: String;
        /// Why it failed: `GeneralError`, `VehicleError`, `WrongCommand`,
        /// `VehicleConnectionTimeout`, `MissingRights`, `NotPossibleDueToVehicleBatteryLevel`,
        /// `NotPossibleDueToVehiclePrivacyLevel`, `TooManyWakeUpsOverMonth`,
        /// `TooManyRequestInShortTime`, `SameActionInProgress`,
        /// `NotPossibleDueToVehicleStolenState`, `VehicleInUse`, `TooManyRequestSent`, `DoorsOpen`,
        /// `VehicleErrorOrCidInside`, `CidInside`, `ExternalChargingSystemError`,
        /// `VehicleChargingSystemError`, `VehicleIsNotLocked`, `CanceledByDriver`; or a later cause.
        failure_cause: String;
        /// `NoCIDBlacklisted` or `CIDBlacklisted`; the manufacturer does not say what that means.
        feedback_detail: String;
    }
}

impl FromWire for RemoteAction {
    type Wire = wire::RemoteAction;

    fn from_wire(action: wire::RemoteAction) -> Option<Self> {
        Some(Self {
            id: action.id?,
            kind: action.kind,
            status: action.status,
            failure_cause: action.failure_cause,
            feedback_detail: action.feedback_detail,
        })
    }
}
