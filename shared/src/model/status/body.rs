//! The body of the car: locks, doors and belts.

use crate::model::group::group;
use crate::wire::status::{self as wire, Belt};
#[cfg(feature = "openapi")]
use crate::words;

group! {
    /// Locks, doors and windows.
    Doors observed {
        /// What is locked. Several may hold.
        #[cfg_attr(feature = "openapi", schemars(with = "Vec<words::LockedState>"))]
        locked_states: Vec<String>;
        /// Each door and window.
        openings: Vec<Opening>;
    }
}

group! {
    /// One door or window.
    Opening {
        /// Which door or window.
        #[cfg_attr(feature = "openapi", schemars(with = "words::OpeningIdentifier"))]
        identifier: String;
        /// Whether it is open.
        #[cfg_attr(feature = "openapi", schemars(with = "words::OpeningState"))]
        state: String;
    }
}

group! {
    /// Belts and emergency call.
    Safety observed {
        /// Each watched belt.
        belts: Vec<Belt>;
        /// Whether the automatic emergency call was set off. Cars from before version 4.10 have
        /// words of their own, as `NoRequest`.
        #[cfg_attr(feature = "openapi", schemars(with = "words::EmergencyCall"))]
        emergency_call: String;
    }
}

impl Doors {
    pub(super) fn from_wire(doors: wire::Doors) -> Option<Self> {
        Self {
            locked_states: doors
                .locked_states
                .map(|states| states.into_iter().map(documented).collect()),
            openings: doors.openings.map(|openings| {
                openings
                    .0
                    .into_iter()
                    .filter_map(Opening::from_wire)
                    .collect()
            }),
            observed_at: None,
        }
        .observed(doors.observed_at)
    }
}

impl Opening {
    fn from_wire(opening: wire::Opening) -> Option<Self> {
        Self {
            identifier: opening.identifier,
            state: opening.state.map(|wire::Openness(state)| state),
        }
        .known()
    }
}

impl Safety {
    /// Before version 4.10 there was one belt, with no seat named.
    pub(super) fn from_wire(safety: wire::Safety) -> Option<Self> {
        let warned = safety.belt_warning.map(|status| {
            vec![Belt {
                seat: None,
                status: Some(status),
            }]
        });
        Self {
            belts: safety
                .belts
                .filter(|belts| !belts.is_empty() || warned.is_none())
                .or(warned),
            emergency_call: safety.emergency_call,
            observed_at: None,
        }
        .observed(safety.observed_at)
    }
}

/// The manufacturer's own list has a capital L in one of them.
fn documented(state: String) -> String {
    match state.as_str() {
        "TrunkUnLocked" => "TrunkUnlocked".to_owned(),
        _ => state,
    }
}
