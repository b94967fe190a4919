//! A weekly program, of charging or of the air conditioning.

use super::lenient::document;
use crate::value::{Number, TimeOfDay};

document! {
    /// A program.
    Program {
        /// When it starts.
        start: TimeOfDay = "start";
        /// When it ends. Charging only.
        end: TimeOfDay = "end";
        /// On which days. The manufacturer spells it with one r.
        occurrence: Occurrence = "occurence" | "occurrence";
        /// `None` or `Daily`.
        recurrence: String = "recurrence";
        /// Whether it is in force.
        enabled: bool = "enabled";
        /// Its place among the car's programs.
        slot: Number = "slot";
        /// Whether charging goes on past the end until the battery is full.
        charge_until_full: bool = "chargeUntilFull";
    }
}

document! {
    /// On which days.
    Occurrence {
        /// `Mon` to `Sun`.
        days: Vec<String> = "day";
    }
}
