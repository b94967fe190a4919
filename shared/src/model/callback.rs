//! Where notifications are sent to.

use super::from_wire::FromWire;
use super::group::group;
use crate::wire;

group! {
    /// Where notifications are sent to.
    Callback identified {
        /// What whoever made it called it.
        label: String;
        /// `Running`, `Paused` or `Failed`; or a later state.
        status: String;
    }
}

impl FromWire for Callback {
    type Wire = wire::Callback;

    fn from_wire(callback: wire::Callback) -> Option<Self> {
        Some(Self {
            id: callback.id?,
            label: callback.label,
            status: callback.status,
        })
    }
}
