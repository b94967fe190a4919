//! The car itself.

use super::declare::words;

words! {
    /// A brand, by its short name.
    VehicleBrand { "peugeot" "citroen" "ds" "opel" "vauxhall" }

    /// What drives a car.
    Motorization { "Electric" "Hybrid" "Thermic" "Hydrogen" }

    /// Something that can be asked of a car.
    VehicleResource {
        "status" "position" "telemetry" "maintenance" "alerts" "alarms" "collisions" "trips"
        "callbacks" "monitors" "remotes"
    }

    /// Something that a car can be told to do.
    RemoteName { "preconditioning" "charging" "door" "horn" "lights" "wakeup" "navigation" }
}
