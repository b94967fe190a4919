//! The body of the car: locks, doors, lamps, belts and the 12 V battery.

use crate::model::group::group;
use crate::model::measured::{HEALTH, measured};
use crate::value::Number;
use crate::wire::status as wire;

group! {
    /// Locks, doors and windows.
    Doors observed {
        /// What is locked: `Locked`, `Unlocked`, `SuperLocked`, `DriverDoorUnlocked`,
        /// `CabinDoorsUnlocked`, `CargoDoorsLocked`, `CargoDoorsUnlocked`, `RearDoorsLocked`,
        /// `RearDoorsUnlocked`, `TrunkLocked`, `TrunkUnlocked`; or a later state. Several may hold.
        locked_states: Vec<String>;
        /// Each door and window.
        openings: Vec<Opening>;
    }
}

group! {
    /// One door or window.
    Opening {
        /// `Driver`, `Passenger`, `RearLeft`, `RearRight`, `Trunk`, `RearWindow`, `RoofWindow`; or
        /// a later one.
        identifier: String;
        /// `Open` or `Closed`.
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
        /// `Left` or `Right`.
        side: String;
        /// `Front` or `Rear`.
        position: String;
        /// `Off` or `On`.
        status: String;
    }
}

group! {
    /// Belts and emergency call.
    Safety observed {
        /// Each watched belt.
        belts: Vec<Belt>;
        /// Whether the automatic emergency call was set off: `NotDetected`, `Detected` or
        /// `ShockDetectionUnabled`; of cars from before version 4.10 their own words, as
        /// `NoRequest`.
        emergency_call: String;
    }
}

group! {
    /// One belt.
    Belt {
        /// `Driver` or `Passenger`. Absent on cars from before version 4.10, which report one belt.
        seat: String;
        /// `Normal`, or `Omission` where it should be worn and is not.
        status: String;
    }
}

group! {
    /// The 12 V battery.
    Battery12V observed {
        /// Its state of health. Upstream calls it a voltage, which it is not.
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
