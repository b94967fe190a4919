//! The body of the car, and its burglar alarm.

use super::declare::words;

words! {
    /// What is locked, and how.
    LockedState {
        "Unlocked" "Locked" "SuperLocked" "DriverDoorUnlocked" "CabinDoorsUnlocked"
        "CargoDoorsLocked" "CargoDoorsUnlocked" "RearDoorsUnlocked" "RearDoorsLocked"
        "TrunkLocked" "TrunkUnlocked"
    }

    /// A door or window.
    OpeningIdentifier {
        "Driver" "Passenger" "RearLeft" "RearRight" "Trunk" "RearWindow" "RoofWindow"
    }

    /// Whether a door or window is open.
    OpeningState { "Open" "Closed" }

    /// On which side a lamp is.
    LampSide { "Left" "Right" }

    /// At which end a lamp is.
    LampPosition { "Front" "Rear" }

    /// Whether a lamp is on.
    LampStatus { "Off" "On" }

    /// Whether the automatic emergency call was set off.
    EmergencyCall { "NotDetected" "Detected" "ShockDetectionUnabled" }

    /// A seat.
    Seat { "Driver" "Passenger" }

    /// Whether a belt is worn where it should be.
    BeltStatus { "Normal" "Omission" }

    /// Whether the burglar alarm is armed.
    AlarmActivation { "Inactive" "Active" }

    /// What set the burglar alarm off.
    AlarmTrigger {
        "NoBreakIn" "FrontRightDoorBreakIn" "FrontLeftDoorBreakIn" "RearRightFrontDoorBreakIn"
        "RearLeftFrontDoorBreakIn" "HoodDoorBreakIn" "TrunkDoorBreakIn" "BackliteDoorBreakIn"
        "RoofBreakIn" "VolumetricBreakIn" "VehicleLifting" "ElectricalsystemBreakIn" "KeyLearning"
        "UnauthenticatedStartup"
    }

    /// Whether a car is reported stolen. The manufacturer documents none of the words.
    StolenState { "true" "false" }
}
