//! The burglar alarm.

use serde::Serialize;

use super::from_wire::FromWire;
use super::group::group;
use super::position::Position;
use crate::value::Timestamp;
use crate::wire;

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
    /// Whether it is armed.
    Activation observed {
        /// `Inactive` or `Active`.
        activation: String;
    }
}

group! {
    /// What set it off.
    Trigger observed {
        /// `NoBreakIn`, `FrontRightDoorBreakIn`, `FrontLeftDoorBreakIn`,
        /// `RearRightFrontDoorBreakIn`, `RearLeftFrontDoorBreakIn`, `HoodDoorBreakIn`,
        /// `TrunkDoorBreakIn`, `BackliteDoorBreakIn`, `RoofBreakIn`, `VolumetricBreakIn`,
        /// `VehicleLifting`, `ElectricalsystemBreakIn`, `KeyLearning`, `UnauthenticatedStartup`; or
        /// a later kind.
        #[serde(rename = "type")]
        kind: String;
        /// When it began.
        started_at: Timestamp;
        /// Where the car was.
        position: Position;
    }
}

/// One entry of the list of alarms: what an alarm reported at a time.
#[derive(Debug, Clone, PartialEq, Serialize)]
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
            status: alarm.status.and_then(|status| {
                Activation {
                    activation: status.activation,
                    observed_at: None,
                }
                .observed(status.observed_at)
            }),
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
