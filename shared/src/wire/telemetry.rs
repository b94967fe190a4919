//! What a car measured at one moment.
//!
//! Its groups are those of a status. They have no times of their own: the moment has one.

mod transmission;

use super::collection::Embed;
use super::lenient::{FromJson, document, field};
use super::link::TripId;
use super::maintenance::Maintenance;
use super::part::part;
use super::position::Position;
use super::status::{Environment, Privacy, Status};
use super::unread::Unread;
#[cfg(feature = "openapi")]
use crate::words;

pub use transmission::Transmission;

document! {
    /// What a car measured at one moment.
    Telemetry observed {
        /// What the driver allowed to be reported.
        privacy: Privacy = "privacy";
        /// What the car measured of itself.
        vehicle: Measurements = "vehicle";
        /// Outside.
        environment: Environment = "environment";
        /// What was asked for with `extension`.
        embedded: TelemetryEmbedded = "_embedded";
        /// The trip that it is of.
        trip: TripId = "_links";
    }
}

/// What a car measured of itself.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Measurements {
    /// All that a status has too, under the same names.
    pub status: Status,
    /// The gearbox.
    pub transmission: Option<Transmission>,
    /// The wipers.
    pub wipers: Option<Wipers>,
}

impl FromJson for Measurements {
    fn from_json(json: &serde_json::Value, unread: &mut Unread) -> Option<Self> {
        let object = json.as_object()?;
        Some(Self {
            status: Status::from_json(json, unread)?,
            transmission: field(object, &["transmission"], unread),
            wipers: field(object, &["wipingBlades"], unread),
        })
    }

    #[cfg(test)]
    fn shape(shape: &mut super::shape::Shape) {
        Status::shape(shape);
        shape.field::<Transmission>(&["transmission"]);
        shape.field::<Wipers>(&["wipingBlades"]);
    }
}

part! {
    /// The wipers.
    Wipers {
        /// Whether they move.
        active: bool = "active";
        /// How fast, while they move.
        #[cfg_attr(feature = "openapi", schemars(with = "words::WiperSpeed"))]
        speed: String = "speed";
    }
}

document! {
    /// What comes along with a moment.
    TelemetryEmbedded {
        /// What was asked for with `extension`.
        extension: TelemetryExtension = "extension";
    }
}

document! {
    /// The parts of a moment that are sent only when they are asked for.
    TelemetryExtension {
        /// Where the car was.
        location: Position = "location";
        /// What was left until the next service.
        maintenance: Maintenance = "maintenance";
    }
}

impl Embed for Telemetry {
    const NAMES: &'static [&'static str] = &["telemetries", "Telemetries"];
}
