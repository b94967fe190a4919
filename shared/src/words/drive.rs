//! Driving, trips and places.

use super::declare::words;

words! {
    /// How the ignition stands.
    IgnitionState { "Stop" "StartUp" "Start" "Free" }

    /// Whether something that drives the car runs.
    PowertrainStatus { "NotRunning" "Starting" "Running" "Stopping" "Stopped" }

    /// A kind of engine or motor.
    EngineType { "Thermic" "Electric" }

    /// A driving mode.
    DrivingModeName {
        "Normal" "Sport" "Comfort" "Eco" "Sand" "Mud" "Snow" "ZEV" "Hybrid" "ZEVEco" "HybridEco"
        "EcoPlus" "eAWD" "4AWD" "ReinforcedLoad"
    }

    /// A gear.
    Gear {
        "Ratio1" "Ratio2" "Ratio3" "Ratio4" "Ratio5" "Ratio6" "Ratio7" "Ratio8" "Neutral"
        "Reverse"
    }

    /// How fast the wipers move.
    WiperSpeed { "High" "Low" }

    /// What the driver allows the car to report.
    PrivacyState { "None" "Geolocation" "Full" }

    /// A kind of connected service.
    ServiceType { "Electric" "Hybrid" "Unknown" }

    /// What drove a car.
    Propulsion { "Thermal" "Electric" "Hybrid" }

    /// What is missing of a trip.
    TripFault { "Unstarted" "DataLacking" "Unfinished" }

    /// Why something of a trip is missing.
    TripFaultCause { "GeoPrivacy" "FullPrivacy" "Connection" }

    /// How a position was found.
    PositionType { "Acquire" "Estimated" }

    /// Whether a fix has a height.
    FixStatus { "2D" "3D" }

    /// A side of a car.
    ImpactSide { "Front" "Rear" "Lateral" }

    /// How hard a car was hit.
    ImpactSeverity { "Minimal" "Minor" "Major" }
}
