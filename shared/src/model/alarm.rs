//! The burglar alarm.

#[cfg(feature = "openapi")]
use crate::words;
use serde::Serialize;

use super::from_wire::FromWire;
use super::group::group;
use super::position::Position;
use crate::value::Timestamp;
use crate::wire;

pub use crate::wire::Activation;

group! {
    /// What the burglar alarm last reported.
    Alarm {
        /// Whether it is armed.
        status: Activation;
        /// What set it off.
        trigger: Trigger;
    }
}

group! {
    /// What set it off.
    Trigger observed {
        /// What set it off.
        #[serde(rename = "type")]
        #[cfg_attr(feature = "openapi", schemars(with = "words::AlarmTrigger"))]
        kind: String;
        /// When it began.
        started_at: Timestamp;
        /// Where the car was.
        position: Position;
    }
}

/// One entry of the list of alarms: what an alarm reported at a time.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct AlarmReport {
    /// Names it in paths. Opaque.
    pub id: String,
    /// What it reported.
    #[serde(flatten)]
    pub alarm: Alarm,
}

impl Alarm {
    pub(super) fn from_wire(alarm: wire::Alarm) -> Option<Self> {
        Self {
            status: alarm.status,
            trigger: alarm.trigger.and_then(|trigger| {
                Trigger {
                    kind: trigger.kind,
                    started_at: trigger.started_at,
                    position: trigger.position.and_then(Position::from_wire),
                    observed_at: None,
                }
                .observed(trigger.observed_at)
            }),
        }
        .known()
    }
}

impl FromWire for AlarmReport {
    type Wire = wire::AlarmReport;

    fn from_wire(report: wire::AlarmReport) -> Option<Self> {
        Some(Self {
            id: report.id?,
            alarm: Alarm::from_wire(report.alarm).unwrap_or_default(),
        })
    }
}
