//! How the car stands and moves, and what may be reported of it.

use crate::value::Number;
use crate::value::measured::{ACCELERATION, SPEED_KMH};
use crate::wire::lenient::document;
use crate::wire::part::part;
#[cfg(feature = "openapi")]
use crate::words;

part! {
    /// Ignition.
    Ignition observed {
        /// Whether the ignition is on. `Free`: of older cars.
        #[cfg_attr(feature = "openapi", schemars(with = "words::IgnitionState"))]
        state: String = "type";
    }
}

part! {
    /// All that drives the car, taken together.
    Powertrain observed {
        /// Whether it runs.
        #[cfg_attr(feature = "openapi", schemars(with = "words::PowertrainStatus"))]
        status: String = "status";
    }
}

document! {
    /// Odometer.
    Odometer observed {
        /// Kilometres. Some cars send 0 while the ignition is off.
        mileage: Number = "mileage";
    }
}

part! {
    /// Movement.
    Kinetic observed {
        /// Speed.
        speed_kmh: Number = "speed" in SPEED_KMH;
        /// Acceleration, m/s².
        acceleration_metres_per_second_squared: Number = "acceleration" in ACCELERATION;
        /// Whether the car moves.
        moving: bool = "moving";
    }
}

part! {
    /// The driving mode.
    DrivingMode observed {
        /// The mode.
        #[cfg_attr(feature = "openapi", schemars(with = "words::DrivingModeName"))]
        mode: String = "mode";
    }
}

part! {
    /// What the driver allows the car to report.
    Privacy observed {
        /// `None`: all is reported. `Geolocation`: all but the position. `Full`: nothing.
        #[cfg_attr(feature = "openapi", schemars(with = "words::PrivacyState"))]
        state: String = "state";
    }
}

part! {
    /// The kind of connected service. The manufacturer has announced its end.
    Service observed {
        /// The kind.
        #[serde(rename = "type")]
        #[cfg_attr(feature = "openapi", schemars(with = "words::ServiceType"))]
        kind: String = "type";
    }
}
