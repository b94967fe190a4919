//! The burglar alarm.

use super::lenient::document;
use super::position::Position;
use crate::value::Timestamp;

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
    Trigger {
        /// When it was reported.
        observed_at: Timestamp = "createdAt" | "updatedAt";
        /// `NoBreakIn`, `FrontLeftDoorBreakIn`, …
        kind: String = "type";
        /// Where the car was.
        position: Position = "position";
        /// When it began.
        started_at: Timestamp = "startAt";
    }
}

document! {
    /// Whether it is armed.
    Activation {
        /// When it was reported.
        observed_at: Timestamp = "createdAt" | "updatedAt";
        /// `Inactive` or `Active`.
        activation: String = "activation";
    }
}
