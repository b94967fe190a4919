//! The air inside, which can be made ready before a drive, and outside.

use crate::model::group::group;
use crate::model::program::Program;
use crate::model::temperature::measured;
use crate::value::Number;
use crate::wire;

group! {
    /// Heating or cooling before a drive.
    Preconditioning observed {
        /// `Enabled`, `Disabled`, `Finished` or `Failure`; or a later state.
        status: String;
        /// `Immediate` or `Scheduled`.
        starting_cause: String;
        /// `Defect`, `DoorOpened`, `LowBattery`, `LowFuelLevel`, `TooManyUnusedProg`,
        /// `WindowsRoofOpened`, `HoodOpened`, `NotParked`, `OtherFailures`; or a later cause.
        failure_cause: String;
        /// When it runs by itself.
        programs: Vec<Program>;
    }
}

group! {
    /// Outside.
    Environment {
        /// Air.
        air: Air;
        /// Light.
        luminosity: Luminosity;
    }
}

group! {
    /// Air.
    Air observed {
        /// Its temperature.
        temperature_celsius: Number;
    }
}

group! {
    /// Light.
    Luminosity observed {
        /// Whether it is day.
        day: bool;
    }
}

impl Preconditioning {
    /// The newer generation's, or else the older one's.
    pub(super) fn from_wire(
        newer: Option<wire::status::Preconditioning>,
        older: Option<wire::status::Preconditioning>,
    ) -> Option<Self> {
        [newer, older].into_iter().flatten().find_map(|it| {
            let conditioning = it.air_conditioning?;
            Self {
                status: conditioning.status,
                starting_cause: conditioning.starting_cause,
                failure_cause: conditioning.failure_cause,
                programs: conditioning.programs.map(|programs| {
                    programs
                        .into_iter()
                        .filter_map(Program::from_wire)
                        .collect()
                }),
                observed_at: None,
            }
            .observed(conditioning.observed_at)
        })
    }
}

impl Environment {
    pub(super) fn from_wire(environment: wire::status::Environment) -> Option<Self> {
        let air = environment.air.unwrap_or_default();
        let luminosity = environment.luminosity.unwrap_or_default();
        Self {
            air: Air {
                temperature_celsius: measured(air.temperature),
                observed_at: None,
            }
            .observed(air.observed_at),
            luminosity: Luminosity {
                day: luminosity.day,
                observed_at: None,
            }
            .observed(luminosity.observed_at),
        }
        .known()
    }
}
