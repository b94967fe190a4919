//! How the car stands and moves, and what may be told of it.

use crate::value::{Number, Timestamp};
use crate::wire::lenient::document;

document! {
    /// Ignition.
    Ignition {
        /// When it was reported.
        observed_at: Timestamp = "createdAt" | "updatedAt";
        /// `Stop`, `StartUp` or `Start`; an older generation has `Free` too.
        kind: String = "type";
    }
}

document! {
    /// All that drives the car, taken together.
    Powertrain {
        /// When it was reported.
        observed_at: Timestamp = "createdAt" | "updatedAt";
        /// `NotRunning`, `Starting`, `Running`, `Stopping` or `Stopped`.
        status: String = "status";
    }
}

document! {
    /// Odometer.
    Odometer {
        /// When it was reported.
        observed_at: Timestamp = "createdAt" | "updatedAt";
        /// Kilometres. Some cars send 0 while the ignition is off.
        mileage: Number = "mileage";
    }
}

document! {
    /// Movement.
    Kinetic {
        /// When it was reported.
        observed_at: Timestamp = "createdAt" | "updatedAt";
        /// Metres per second squared.
        acceleration: Number = "acceleration";
        /// Kilometres per hour.
        speed: Number = "speed";
        /// Whether the car moves.
        moving: bool = "moving";
    }
}

document! {
    /// The driving mode.
    DrivingBehavior {
        /// When it was reported.
        observed_at: Timestamp = "createdAt" | "updatedAt";
        /// `Normal`, `Sport`, `Eco`, `ZEV`, …
        mode: String = "mode";
    }
}

document! {
    /// What the driver allows to be reported.
    Privacy {
        /// When it was set.
        observed_at: Timestamp = "createdAt" | "updatedAt";
        /// `None`: all is reported. `Geolocation`: no position. `Full`: nothing.
        state: String = "state";
    }
}

document! {
    /// The kind of connected service.
    Service {
        /// When it was reported.
        observed_at: Timestamp = "createdAt" | "updatedAt";
        /// `Electric`, `Hybrid` or `Unknown`. Its end is announced.
        kind: String = "type";
    }
}
