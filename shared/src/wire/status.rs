//! The last known state of a car, as `…/status` sends it.
//!
//! Two generations of the document come at once: `energies` and `preconditioning` beside the
//! older `energy` and `preconditionning`. Cars that report rarely may have the older one only.
//! Each part has a time of its own, `createdAt`, or `updatedAt` in the older generation.

mod assistance;
mod body;
mod charging;
mod climate;
mod drive;
mod energy;
mod engine;
mod stolen;

use super::alarm::Alarm;
use super::lenient::document;
use super::position::Position;
use crate::value::Timestamp;

pub use assistance::DriverAssistance;
pub use body::{Battery12V, Belt, Doors, Lamp, Lighting, Opening, Openings, Openness, Safety};
pub use charging::{Charging, NextDelayedTime, Schedule};
pub use climate::{Air, AirConditioning, Environment, Luminosity, Preconditioning};
pub use drive::{DrivingMode, Ignition, Kinetic, Odometer, Powertrain, Privacy, Service};
pub use energy::{
    Amount, Battery, BatteryHealth, BatteryLoad, Consumptions, Electric, Energy, EnergyExtension,
    Fuel,
};
pub use engine::{Engine, EngineExtension, Fluid, Thermic};
pub use stolen::{State, Stolen, StolenReport};

document! {
    /// The last known state of a car.
    Status {
        /// When any part of it was reported. `createdAt` may be hours ahead of that.
        observed_at: Timestamp = "updatedAt" | "createdAt";
        /// What the car has in tank and battery.
        energies: Vec<Energy> = "energies";
        /// The older generation of it. A list, though the manufacturer's document has one object.
        older_energies: Vec<Energy> = "energy";
        /// Heating or cooling before a drive.
        preconditioning: Preconditioning = "preconditioning";
        /// The older generation of it, with another n.
        older_preconditioning: Preconditioning = "preconditionning";
        /// Ignition.
        ignition: Ignition = "ignition";
        /// Where the car was last seen.
        last_position: Position = "lastPosition";
        /// Engines and motors.
        engines: Vec<Engine> = "engines";
        /// All that drives the car, taken together.
        powertrain: Powertrain = "powertrain";
        /// Locks, doors and windows.
        doors: Doors = "doorsState";
        /// What the driver allows to be reported.
        privacy: Privacy = "privacy";
        /// The 12 V battery.
        battery: Battery12V = "battery";
        /// The kind of connected service.
        service: Service = "service";
        /// Belts and emergency call.
        safety: Safety = "safety";
        /// Odometer.
        odometer: Odometer = "odometer";
        /// The odometer of the older generation: a key with a dot in it.
        timed_odometer: Odometer = "timed.odometer";
        /// What the oldest generation sent apart.
        embedded: StatusEmbedded = "_embedded";
        /// Movement.
        kinetic: Kinetic = "kinetic";
        /// Outside.
        environment: Environment = "environment";
        /// The driving mode.
        driving_mode: DrivingMode = "drivingBehavior";
        /// Lamps.
        lighting: Lighting = "lightingSystem";
        /// The burglar alarm.
        alarm: Alarm = "alarm";
        /// What helps the driver.
        driver_assistance: DriverAssistance = "adas";
        /// Whether the car is reported stolen.
        stolen: StolenReport = "stolen";
    }
}

document! {
    /// What the oldest generation sent apart.
    StatusEmbedded {
        /// The parts that had to be asked for.
        extension: StatusExtension = "extension";
    }
}

document! {
    /// The parts that had to be asked for.
    StatusExtension {
        /// Odometer, under its old misspelt name too.
        odometer: Odometer = "odemeter" | "odometer";
        /// Movement.
        kinetic: Kinetic = "kinetic";
    }
}
