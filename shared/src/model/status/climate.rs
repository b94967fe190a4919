//! The air inside, which can be made ready before a drive.

use crate::model::group::{fit, group, last_reported, lists_fit};
use crate::wire::Program;
use crate::wire::status as wire;
#[cfg(feature = "openapi")]
use crate::words;

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

impl Preconditioning {
    /// Of both generations what was reported last. Where they agree, or are of the same time, the
    /// older one's programs fill the newer one that has none.
    pub(super) fn from_wire(
        newer: Option<wire::Preconditioning>,
        older: Option<wire::Preconditioning>,
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

    fn read(sent: wire::Preconditioning) -> Option<Self> {
        let conditioning = sent.air_conditioning?;
        Self {
            status: conditioning.status,
            starting_cause: conditioning.starting_cause,
            failure_cause: conditioning.failure_cause,
            programs: conditioning.programs.map(|mut programs| {
                programs.retain(|program| !program.is_unused());
                programs
            }),
            observed_at: None,
        }
        .observed(conditioning.observed_at)
    }
}
