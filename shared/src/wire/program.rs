//! A weekly program, of charging or of the air conditioning.

use super::part::part;
use crate::value::{Number, TimeOfDay};
#[cfg(feature = "openapi")]
use crate::words;

part! {
    /// A weekly program.
    Program {
        /// When it starts, on the car's clock: `06:30`.
        start_time: TimeOfDay = "start";
        /// When it ends. Charging only.
        end_time: TimeOfDay = "end";
        /// On which days.
        // The manufacturer spells an occurrence with one r.
        #[cfg_attr(feature = "openapi", schemars(with = "Vec<words::Weekday>"))]
        days: Vec<String> = "occurence/day" | "occurrence/day";
        /// Whether it repeats. Preconditioning only; absent, it is `Daily`.
        #[cfg_attr(feature = "openapi", schemars(with = "words::Recurrence"))]
        recurrence: String = "recurrence";
        /// Whether it is in force.
        enabled: bool = "enabled";
        /// Its place among the car's programs.
        slot: Number = "slot";
        /// Whether charging goes on past the end until the battery is full.
        charge_until_full: bool = "chargeUntilFull";
    }
}

impl Program {
    /// Whether it is a place for one that is not used. Some cars list these, too: off, and on no day.
    pub(crate) fn is_unused(&self) -> bool {
        self.enabled == Some(false) && self.days.as_ref().is_none_or(Vec::is_empty)
    }
}
