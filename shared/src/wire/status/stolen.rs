//! Whether a car is reported stolen. Cars send it, no document of the manufacturer's has it.

use serde_json::Value;

use crate::value::Timestamp;
use crate::wire::lenient::{FromJson, document};
use crate::wire::unread::Unread;

document! {
    /// Whether the car is reported stolen.
    Stolen observed {
        /// Whether it is.
        state: State = "state";
        /// Since when.
        started_at: Timestamp = "startedAt" | "startAt";
        /// Until when.
        ended_at: Timestamp = "endAt" | "endedAt";
    }
}

/// A report, or its state alone.
#[derive(Debug, Clone, PartialEq)]
pub struct StolenReport(pub Stolen);

impl FromJson for StolenReport {
    fn from_json(json: &Value, unread: &mut Unread) -> Option<Self> {
        let report = Stolen::from_json(json, unread).or_else(|| {
            Some(Stolen {
                state: Some(State::from_json(json, unread)?),
                ..Stolen::default()
            })
        });
        report.map(Self)
    }

    #[cfg(test)]
    fn shape(shape: &mut crate::wire::shape::Shape) {
        Stolen::shape(shape);
    }
}

/// A state that is sent as a flag, and by its name elsewhere in the same document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State(pub String);

impl FromJson for State {
    fn from_json(json: &Value, unread: &mut Unread) -> Option<Self> {
        match json {
            Value::Bool(is_so) => Some(Self(is_so.to_string())),
            _ => String::from_json(json, unread).map(Self),
        }
    }
}
