//! How the car stands and moves, and what may be reported of it.

use crate::value::Number;
use crate::wire::lenient::document;

document! {
    /// Ignition.
    Ignition observed {
        /// `Stop`, `StartUp` or `Start`; an older generation has `Free` too.
        kind: String = "type";
    }
}

document! {
    /// All that drives the car, taken together.
    Powertrain observed {
        /// `NotRunning`, `Starting`, `Running`, `Stopping` or `Stopped`.
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

document! {
    /// Movement.
    Kinetic observed {
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
    DrivingBehavior observed {
        /// `Normal`, `Sport`, `Eco`, `ZEV`, …
        mode: String = "mode";
    }
}

document! {
    /// What the driver allows to be reported.
    Privacy observed {
        /// `None`: all is reported. `Geolocation`: no position. `Full`: nothing.
        state: String = "state";
    }
}

document! {
    /// The kind of connected service.
    Service observed {
        /// `Electric`, `Hybrid` or `Unknown`. Its end is announced.
        kind: String = "type";
    }
}
