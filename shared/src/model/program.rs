//! A weekly program, of charging or of the air conditioning.

use super::group::group;
#[cfg(feature = "openapi")]
use crate::model::words;
use crate::value::{Number, TimeOfDay};
use crate::wire;

group! {
    /// A weekly program.
    Program {
        /// When it starts, on the car's clock: `06:30`.
        start_time: TimeOfDay;
        /// When it ends. Charging only.
        end_time: TimeOfDay;
        /// On which days.
        #[cfg_attr(feature = "openapi", schemars(with = "Vec<words::Weekday>"))]
        days: Vec<String>;
        /// Whether it repeats. Preconditioning only; absent, it is `Daily`.
        #[cfg_attr(feature = "openapi", schemars(with = "words::Recurrence"))]
        recurrence: String;
        /// Whether it is in force.
        enabled: bool;
        /// Its place among the car's programs.
        slot: Number;
        /// Whether charging goes on past the end until the battery is full.
        charge_until_full: bool;
    }
}

impl Program {
    pub(super) fn from_wire(program: wire::Program) -> Option<Self> {
        let occurrence = program.occurrence.unwrap_or_default();
        Self {
            start_time: program.start,
            end_time: program.end,
            days: occurrence.days,
            recurrence: program.recurrence,
            enabled: program.enabled,
            slot: program.slot,
            charge_until_full: program.charge_until_full,
        }
        .known()
    }

    /// Whether it is a place for one that is not used. Some cars list these, too: off, and on no day.
    pub(super) fn is_unused(&self) -> bool {
        self.enabled == Some(false) && self.days.as_ref().is_none_or(Vec::is_empty)
    }
}
