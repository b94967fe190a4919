//! The body of the car: locks, doors, lamps, belts and the 12 V battery.

use crate::model::group::group;
use crate::model::measured::{HEALTH, measured};
#[cfg(feature = "openapi")]
use crate::model::words;
use crate::value::Number;
use crate::wire::status as wire;

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
    /// Lamps.
    Lighting observed {
        /// Turn signals.
        turn_signals: Vec<Lamp>;
        /// Fog lamps.
        fog_lamps: Vec<Lamp>;
    }
}

group! {
    /// One lamp.
    Lamp {
        /// On which side.
        #[cfg_attr(feature = "openapi", schemars(with = "words::LampSide"))]
        side: String;
        /// In front or behind.
        #[cfg_attr(feature = "openapi", schemars(with = "words::LampPosition"))]
        position: String;
        /// Whether it is on.
        #[cfg_attr(feature = "openapi", schemars(with = "words::LampStatus"))]
        status: String;
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

group! {
    /// One belt.
    Belt {
        /// Whose seat. Absent on cars from before version 4.10, which report one belt.
        #[cfg_attr(feature = "openapi", schemars(with = "words::Seat"))]
        seat: String;
        /// `Omission`: it should be worn and is not.
        #[cfg_attr(feature = "openapi", schemars(with = "words::BeltStatus"))]
        status: String;
    }
}

group! {
    /// The 12 V battery.
    Battery12V observed {
        /// Its state of health. The manufacturer calls it a voltage, which it is not.
        health_percent: Number;
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

impl Lighting {
    pub(super) fn from_wire(lighting: wire::Lighting) -> Option<Self> {
        let lamps = |lamps: Vec<_>| {
            lamps
                .into_iter()
                .filter_map(Lamp::from_wire)
                .collect::<Vec<_>>()
        };
        Self {
            turn_signals: lighting.turn.map(lamps),
            fog_lamps: lighting.fog.map(lamps),
            observed_at: None,
        }
        .observed(lighting.observed_at)
    }
}

impl Lamp {
    fn from_wire(lamp: wire::Lamp) -> Option<Self> {
        Self {
            side: lamp.direction,
            position: lamp.position,
            status: lamp.status,
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
                .map(|belts| belts.into_iter().filter_map(Belt::from_wire).collect())
                .filter(|belts: &Vec<_>| !belts.is_empty() || warned.is_none())
                .or(warned),
            emergency_call: safety.emergency_call,
            observed_at: None,
        }
        .observed(safety.observed_at)
    }
}

impl Belt {
    fn from_wire(belt: wire::Belt) -> Option<Self> {
        Self {
            seat: belt.id,
            status: belt.belt,
        }
        .known()
    }
}

impl Battery12V {
    pub(super) fn from_wire(battery: wire::Battery12V) -> Option<Self> {
        Self {
            health_percent: measured(battery.health, HEALTH),
            observed_at: None,
        }
        .observed(battery.observed_at)
    }
}

/// The manufacturer's own list has a capital L in one of them.
fn documented(state: String) -> String {
    match state.as_str() {
        "TrunkUnLocked" => "TrunkUnlocked".to_owned(),
        _ => state,
    }
}
