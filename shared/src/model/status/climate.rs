//! The air inside, which can be made ready before a drive, and outside.

use crate::model::group::{fit, group, last_reported, lists_fit};
use crate::model::measured::{AIR_CELSIUS, measured};
use crate::model::program::Program;
#[cfg(feature = "openapi")]
use crate::model::words;
use crate::value::Number;
use crate::wire;

group! {
    /// Heating or cooling before a drive.
    Preconditioning observed {
        /// How it stands.
        #[cfg_attr(feature = "openapi", schemars(with = "words::PreconditioningStatus"))]
        status: String;
        /// What started it.
        #[cfg_attr(feature = "openapi", schemars(with = "words::PreconditioningStartingCause"))]
        starting_cause: String;
        /// Why it failed.
        #[cfg_attr(feature = "openapi", schemars(with = "words::PreconditioningFailureCause"))]
        failure_cause: String;
        /// When it runs by itself. Places for more, which some cars list as off on no day, are left out.
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
    /// Of both generations what was reported last. Where they agree, or are of the same time, the
    /// older one's programs fill the newer one that has none.
    pub(super) fn from_wire(
        newer: Option<wire::status::Preconditioning>,
        older: Option<wire::status::Preconditioning>,
    ) -> Option<Self> {
        let (newer, older) = match (newer.and_then(Self::read), older.and_then(Self::read)) {
            (Some(newer), Some(older)) => (newer, older),
            (newer, older) => return newer.or(older),
        };
        let agree = fit(&newer.status, &older.status)
            && fit(&newer.starting_cause, &older.starting_cause)
            && fit(&newer.failure_cause, &older.failure_cause)
            && lists_fit(&newer.programs, &older.programs);
        let (mut it, other) = last_reported(newer, older, agree, |it| &mut it.observed_at);
        if it.programs.as_ref().is_none_or(Vec::is_empty) && it.observed_at == other.observed_at {
            it.programs = other.programs.or(it.programs);
        }
        Some(it)
    }

    fn read(sent: wire::status::Preconditioning) -> Option<Self> {
        let conditioning = sent.air_conditioning?;
        Self {
            status: conditioning.status,
            starting_cause: conditioning.starting_cause,
            failure_cause: conditioning.failure_cause,
            programs: conditioning.programs.map(|programs| {
                programs
                    .into_iter()
                    .filter_map(Program::from_wire)
                    .filter(|program| !program.is_unused())
                    .collect()
            }),
            observed_at: None,
        }
        .observed(conditioning.observed_at)
    }
}

impl Environment {
    pub(super) fn from_wire(environment: wire::status::Environment) -> Option<Self> {
        let air = environment.air.unwrap_or_default();
        let luminosity = environment.luminosity.unwrap_or_default();
        Self {
            air: Air {
                temperature_celsius: measured(air.temperature, AIR_CELSIUS),
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
