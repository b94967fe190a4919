//! What helps the driver.

use super::declare::words;

words! {
    /// The state of a parking sensor. `TrailerInhibition`: behind only.
    ParkAssistState {
        "Active" "Wait" "DriverInhibition" "TrailerInhibition" "OutOfService" "Fault"
    }

    /// The state of the adaptive cruise control.
    AdaptiveCruiseControlState {
        "Off" "StandBy" "Activated" "Hold" "HoldWithOverSpeeding" "OverSpeedingByPedalPress"
        "Fault"
    }

    /// The state of the cruise control.
    CruiseControlState {
        "Off" "NoBestFit" "BestFitInProgress" "BestFitMax" "BestFitMin" "BestFitDeactivated"
        "AutoDeactivated" "OverflowSpeedConsign" "LackOfVisibilityRadar" "LearningRadar"
        "Deactivated" "LimitSetting"
    }

    /// The state of the advanced emergency braking.
    EmergencyBrakingState { "off" "Fixed" "OnFlashing" }

    /// The state of the lane departure warning.
    LaneDepartureWarningState { "Off" "OnFixed" "FlashingWarning" "FlashingFault" }

    /// The state of the following time assistance.
    FollowingTimeState { "NotSelected" "Selected" "Unavailable" }

    /// The state of the blind spot monitoring.
    BlindSpotMonitoringState { "Active" "Inactive" "Disabled" "Fault" }

    /// The state of lane keeping on one side.
    LaneKeepingState { "NotSelected" "NotAuthorized" "Authorized" "CorrectionInProgress" }

    /// How a car recommends to shift.
    GearRecommendation { "None" "Up" "Down" "UpDown" }
}
