//! The air inside, which can be made ready before a drive, and outside.

use crate::value::Number;
use crate::value::measured::AIR_CELSIUS;
use crate::wire::lenient::document;
use crate::wire::part::part;
use crate::wire::program::Program;

document! {
    /// Heating or cooling before a drive.
    Preconditioning {
        /// The only kind there is.
        air_conditioning: AirConditioning = "airConditioning";
    }
}

document! {
    /// The air conditioning, running ahead of a drive.
    AirConditioning observed {
        /// `Enabled`, `Disabled`, `Finished` or `Failure`.
        status: String = "status";
        /// `Immediate` or `Scheduled`.
        starting_cause: String = "startingCause";
        /// `DoorOpened`, `LowBattery`, …
        failure_cause: String = "failureCause";
        /// When it runs by itself.
        programs: Vec<Program> = "programs";
    }
}

part! {
    /// Outside.
    Environment {
        /// Air.
        air: Air = "air";
        /// Light.
        luminosity: Luminosity = "luminosity";
    }
}

part! {
    /// Air.
    Air observed {
        /// Its temperature.
        temperature_celsius: Number = "temp" in AIR_CELSIUS;
    }
}

part! {
    /// Light.
    Luminosity observed {
        /// Whether it is day.
        day: bool = "day";
    }
}
