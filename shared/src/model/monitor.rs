//! What is watched for on a car.

use super::from_wire::FromWire;
use super::group::group;
use crate::value::Timestamp;
use crate::wire;

group! {
    /// What is watched for on a car.
    Monitor identified {
        /// `Running`, `Paused` or `Failed`; or a later state.
        status: String;
        /// When it was made.
        created_at: Timestamp;
        /// When it was last changed.
        updated_at: Timestamp;
    }
}

impl FromWire for Monitor {
    type Wire = wire::Monitor;

    fn from_wire(monitor: wire::Monitor) -> Option<Self> {
        Some(Self {
            id: monitor.id?,
            status: monitor.status,
            created_at: monitor.created_at,
            updated_at: monitor.updated_at,
        })
    }
}
