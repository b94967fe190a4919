//! The last known state of a car.

mod battery;
mod body;
mod charging;
mod climate;
mod consumption;
mod drive;
mod energy;
mod engine;
mod odometer;
mod stolen;

use serde::Serialize;

use super::alarm::Alarm;
use super::from_wire::FromWire;
use super::position::Position;
use super::reading::Reading;
use crate::value::Timestamp;
use crate::wire;

pub use crate::wire::status::{
    Air, Battery12V, Belt, DriverAssistance, DrivingMode, Environment, Ignition, Kinetic, Lamp,
    Lighting, Luminosity, Powertrain, Privacy, Service,
};
pub use battery::Battery;
pub use body::{Doors, Opening, Safety};
pub use charging::Charging;
pub use climate::Preconditioning;
pub use consumption::Consumption;
pub use energy::Energy;
pub(super) use energy::{energies, kind_of};
pub use engine::Engine;
pub use odometer::Odometer;
pub use stolen::Stolen;

/// The last known state of a car.
///
/// A parked car sleeps, and its parts report by themselves: each has a time of its own, and some
/// may be weeks older than others.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Status {
    /// When any part of it was last reported. It is the manufacturer's `updatedAt` where that is sent,
    /// since its `createdAt` may be hours ahead of every part.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub observed_at: Option<Timestamp>,
    /// What the car has in tank and battery: each `type` at most once.
    pub energies: Vec<Energy>,
    /// How far the car has gone.
    pub odometer: Reading<Odometer>,
    /// Where the car was last seen.
    pub position: Reading<Position>,
    /// Ignition.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ignition: Option<Ignition>,
    /// Movement.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kinetic: Option<Kinetic>,
    /// All that drives the car, taken together.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub powertrain: Option<Powertrain>,
    /// Engines and motors.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub engines: Vec<Engine>,
    /// The driving mode.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub driving_mode: Option<DrivingMode>,
    /// Locks, doors and windows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub doors: Option<Doors>,
    /// Heating or cooling before a drive.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub preconditioning: Option<Preconditioning>,
    /// Outside.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub environment: Option<Environment>,
    /// The 12 V battery.
    #[serde(rename = "battery12V", skip_serializing_if = "Option::is_none")]
    pub battery_12v: Option<Battery12V>,
    /// Lamps.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lighting: Option<Lighting>,
    /// Belts and emergency call.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub safety: Option<Safety>,
    /// The burglar alarm.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alarm: Option<Alarm>,
    /// What helps the driver.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub driver_assistance: Option<DriverAssistance>,
    /// Whether the car is reported stolen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stolen: Option<Stolen>,
    /// What the driver allows the car to report.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub privacy: Option<Privacy>,
    /// The kind of connected service.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service: Option<Service>,
}

impl FromWire for Status {
    type Wire = wire::Status;

    fn from_wire(status: wire::Status) -> Option<Self> {
        let privacy = status.privacy;
        let hides_all = privacy.as_ref().is_some_and(Privacy::hides_all);
        let hides_position = privacy.as_ref().is_some_and(Privacy::hides_position);
        let is_ignition_off = status.ignition.as_ref().is_some_and(Ignition::is_off);
        let extension = status.embedded.and_then(|embedded| embedded.extension);
        let extension = extension.unwrap_or_default();
        let odometers = [status.odometer, status.timed_odometer, extension.odometer];
        let odometer = Odometer::from_wire(odometers.into_iter().flatten(), is_ignition_off);
        Some(Self {
            observed_at: status.observed_at,
            energies: energies(
                status.energies.unwrap_or_default(),
                status.older_energies.unwrap_or_default(),
            ),
            odometer: odometer.unless_hidden(hides_all),
            position: Position::reading(status.last_position).unless_hidden(hides_position),
            ignition: status.ignition,
            kinetic: Kinetic::of_both(status.kinetic, extension.kinetic),
            powertrain: status.powertrain,
            engines: status
                .engines
                .unwrap_or_default()
                .into_iter()
                .filter_map(Engine::from_wire)
                .collect(),
            driving_mode: status.driving_mode,
            doors: status.doors.and_then(Doors::from_wire),
            preconditioning: Preconditioning::from_wire(
                status.preconditioning,
                status.older_preconditioning,
            ),
            environment: status.environment,
            battery_12v: status.battery,
            lighting: status.lighting,
            safety: status.safety.and_then(Safety::from_wire),
            alarm: status.alarm.and_then(Alarm::from_wire),
            driver_assistance: status.driver_assistance,
            stolen: status.stolen.and_then(Stolen::from_wire),
            privacy,
            service: status.service,
        })
    }
}

#[cfg(test)]
mod tests;
