//! Energy and charging.

use super::declare::words;

words! {
    /// How charging stands.
    ChargingStatus { "Disconnected" "InProgress" "Failure" "Stopped" "Finished" }

    /// The power that charging is set to.
    ChargingPowerLevel { "Level1" "Level2" "Level3" "Level4" "Level5" }

    /// How fast a battery is charged.
    ChargingMode { "No" "Slow" "Quick" }

    /// How far a battery is charged.
    ChargingType { "Partial" "Full" }

    /// How it stands with ending charging at a time.
    ChargingStopStatus {
        "Deactivated" "Activated" "Successful" "StopChargeFailed" "ChargeEndTimeScheduleFailed"
    }

    /// A kind of energy.
    EnergyType { "Electric" "Fuel" }

    /// A kind of energy, more exactly.
    EnergySubType { "FossilEnergy" "ElectricEnergy" "Hydrogen" }
}
