//! How the car stands and moves, and what may be reported of it.

use crate::model::group::{fit, group, later};
use crate::model::measured::{ACCELERATION, SPEED_KMH, measured};
#[cfg(feature = "openapi")]
use crate::model::words;
use crate::value::Number;
use crate::wire::status as wire;

group! {
    /// Ignition.
    Ignition observed {
        /// Whether the ignition is on. `Free`: of older cars.
        #[cfg_attr(feature = "openapi", schemars(with = "words::IgnitionState"))]
        state: String;
    }
}

group! {
    /// All that drives the car, taken together.
    Powertrain observed {
        /// Whether it runs.
        #[cfg_attr(feature = "openapi", schemars(with = "words::PowertrainStatus"))]
        status: String;
    }
}

group! {
    /// Movement.
    Kinetic observed {
        /// Speed.
        speed_kmh: Number;
        /// Acceleration, m/s².
        acceleration_metres_per_second_squared: Number;
        /// Whether the car moves.
        moving: bool;
    }
}

group! {
    /// The driving mode.
    DrivingMode observed {
        /// The mode.
        #[cfg_attr(feature = "openapi", schemars(with = "words::DrivingModeName"))]
        mode: String;
    }
}

group! {
    /// What the driver allows the car to report.
    Privacy observed {
        /// `None`: all is reported. `Geolocation`: all but the position. `Full`: nothing.
        #[cfg_attr(feature = "openapi", schemars(with = "words::PrivacyState"))]
        state: String;
    }
}

group! {
    /// The kind of connected service. The manufacturer has announced its end.
    Service observed {
        /// The kind.
        #[serde(rename = "type")]
        #[cfg_attr(feature = "openapi", schemars(with = "words::ServiceType"))]
        kind: String;
    }
}

impl Ignition {
    pub(super) fn from_wire(ignition: wire::Ignition) -> Option<Self> {
        Self {
            state: ignition.kind,
            observed_at: None,
        }
        .observed(ignition.observed_at)
    }

    pub(super) fn is_off(&self) -> bool {
        self.state.as_deref() == Some("Stop")
    }
}

impl Powertrain {
    pub(super) fn from_wire(powertrain: wire::Powertrain) -> Option<Self> {
        Self {
            status: powertrain.status,
            observed_at: None,
        }
        .observed(powertrain.observed_at)
    }
}

impl Kinetic {
    /// Movement, by the newer place of it in the document and the older one.
    pub(super) fn of_both(
        newer: Option<wire::Kinetic>,
        older: Option<wire::Kinetic>,
    ) -> Option<Self> {
        let newer = newer.and_then(Self::from_wire);
        let older = older.and_then(Self::from_wire);
        later(newer, older, Self::fits, |it| &mut it.observed_at)
    }

    /// Whether two accounts of it may both be true.
    fn fits(&self, other: &Self) -> bool {
        fit(&self.moving, &other.moving)
            && fit(&self.speed_kmh, &other.speed_kmh)
            && fit(
                &self.acceleration_metres_per_second_squared,
                &other.acceleration_metres_per_second_squared,
            )
    }

    fn from_wire(kinetic: wire::Kinetic) -> Option<Self> {
        Self {
            speed_kmh: measured(kinetic.speed, SPEED_KMH),
            acceleration_metres_per_second_squared: measured(kinetic.acceleration, ACCELERATION),
            moving: kinetic.moving,
            observed_at: None,
        }
        .observed(kinetic.observed_at)
    }
}

impl DrivingMode {
    pub(super) fn from_wire(behavior: wire::DrivingBehavior) -> Option<Self> {
        Self {
            mode: behavior.mode,
            observed_at: None,
        }
        .observed(behavior.observed_at)
    }
}

impl Privacy {
    pub(super) fn from_wire(privacy: wire::Privacy) -> Option<Self> {
        Self {
            state: privacy.state,
            observed_at: None,
        }
        .observed(privacy.observed_at)
    }

    /// Whether the position is kept back.
    pub(super) fn hides_position(&self) -> bool {
        self.state.as_deref().is_some_and(|state| state != "None")
    }

    /// Whether everything is.
    pub(super) fn hides_all(&self) -> bool {
        self.state.as_deref() == Some("Full")
    }
}

impl Service {
    pub(super) fn from_wire(service: wire::Service) -> Option<Self> {
        Self {
            kind: service.kind,
            observed_at: None,
        }
        .observed(service.observed_at)
    }
}
