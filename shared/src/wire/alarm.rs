//! The burglar alarm.

use super::collection::Embed;
use super::lenient::{FromJson, document, field};
use super::part::part;
use super::position::Position;
use super::unread::Unread;
use crate::value::Timestamp;
#[cfg(feature = "openapi")]
use crate::words;

document! {
    /// What the burglar alarm last reported.
    Alarm {
        /// What set it off.
        trigger: Trigger = "trigger";
        /// Whether it is armed.
        status: Activation = "status";
    }
}

document! {
    /// What set it off.
    Trigger observed {
        /// `NoBreakIn`, `FrontLeftDoorBreakIn`, …
        kind: String = "type";
        /// Where the car was.
        position: Position = "position";
        /// When it began.
        started_at: Timestamp = "startAt";
    }
}

part! {
    /// Whether it is armed.
    Activation observed {
        /// Whether it is armed.
        #[cfg_attr(feature = "openapi", schemars(with = "words::AlarmActivation"))]
        activation: String = "activation";
    }
}

/// One entry of the list of alarms: what an alarm reported at a time, under an identifier.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AlarmReport {
    /// Opaque identifier.
    pub id: Option<String>,
    /// What it reported. In a document its fields stand beside the identifier.
    pub alarm: Alarm,
}

impl FromJson for AlarmReport {
    fn from_json(json: &serde_json::Value, unread: &mut Unread) -> Option<Self> {
        Some(Self {
            id: field(json.as_object()?, &["id"], unread),
            alarm: Alarm::from_json(json, unread)?,
        })
    }

    #[cfg(test)]
    fn shape(shape: &mut super::shape::Shape) {
        Alarm::shape(shape);
    }
}

impl Embed for AlarmReport {
    const NAMES: &'static [&'static str] = &["alarms", "Alarms"];
}
