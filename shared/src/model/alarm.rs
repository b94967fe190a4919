//! The burglar alarm.

use super::group::group;
use super::position::Position;
use super::reading::Reading;
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
                    position: match Position::from_wire(trigger.position) {
                        Reading::Known(position) => Some(position),
                        Reading::Unavailable { .. } => None,
                    },
                    observed_at: None,
                }
                .observed(trigger.observed_at)
            }),
        }
        .known()
    }
}
