//! The body of the car: locks, doors, lamps, belts and the 12 V battery.

use serde_json::Value;

use crate::value::Number;
use crate::value::measured::HEALTH;
use crate::wire::lenient::{FromJson, document, inside};
use crate::wire::part::part;
use crate::wire::unread::Unread;
#[cfg(feature = "openapi")]
use crate::words;

document! {
    /// Locks, doors and windows.
    Doors observed {
        /// `Locked`, `Unlocked`, `TrunkLocked`, … A list, sometimes its only element.
        locked_states: Vec<String> = "lockedStates" | "lockedState";
        /// Each door and window.
        openings: Openings = "opening";
    }
}

document! {
    /// One door or window.
    Opening {
        /// `Driver`, `Passenger`, `RearLeft`, …
        identifier: String = "identifier";
        /// `Open` or `Closed`.
        state: Openness = "state" | "open";
    }
}

/// `Open` or `Closed`, or whether it is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Openness(pub String);

impl FromJson for Openness {
    fn from_json(json: &Value, unread: &mut Unread) -> Option<Self> {
        let word = match bool::from_json(json, unread) {
            Some(true) => "Open".to_owned(),
            Some(false) => "Closed".to_owned(),
            None => String::from_json(json, unread)?,
        };
        Some(Self(word))
    }
}

/// Doors and windows: a list, or a map of states by identifier.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Openings(pub Vec<Opening>);

impl FromJson for Openings {
    fn from_json(json: &Value, unread: &mut Unread) -> Option<Self> {
        let map = json
            .as_object()
            .filter(|it| !it.contains_key("identifier") && !it.contains_key("state"));
        let Some(map) = map else {
            return Vec::from_json(json, unread).map(Self);
        };
        let mut openings = Vec::new();
        for (name, json) in map {
            let opening = inside("*", unread, |unread| match json {
                Value::Object(_) => Opening::from_json(json, unread),
                _ => Some(Opening {
                    state: Some(Openness::from_json(json, unread)?),
                    ..Opening::default()
                }),
            });
            openings.extend(opening.map(|opening| Opening {
                identifier: Some(name.clone()),
                ..opening
            }));
        }
        Some(Self(openings))
    }

    #[cfg(test)]
    fn shape(shape: &mut crate::wire::shape::Shape) {
        Vec::<Opening>::shape(shape);
    }
}

part! {
    /// Lamps.
    Lighting observed {
        /// Turn signals.
        turn_signals: Vec<Lamp> = "turn";
        /// Fog lamps.
        fog_lamps: Vec<Lamp> = "fog";
    }
}

part! {
    /// One lamp.
    Lamp {
        /// On which side.
        #[cfg_attr(feature = "openapi", schemars(with = "words::LampSide"))]
        side: String = "direction";
        /// In front or behind.
        #[cfg_attr(feature = "openapi", schemars(with = "words::LampPosition"))]
        position: String = "position";
        /// Whether it is on.
        #[cfg_attr(feature = "openapi", schemars(with = "words::LampStatus"))]
        status: String = "status";
    }
}

document! {
    /// Belts and emergency call.
    Safety observed {
        /// Each watched belt.
        belts: Vec<Belt> = "beltStatus";
        /// The driver's belt, before version 4.10: `Normal` or `Omission`.
        belt_warning: String = "beltWarning";
        /// `NotDetected`, `Detected` or `ShockDetectionUnabled`; before version 4.10 under the
        /// other name, with other words.
        emergency_call: String = "autoECallTriggering" | "eCallTriggeringRequest";
    }
}

part! {
    /// One belt.
    Belt {
        /// Whose seat. Absent on cars from before version 4.10, which report one belt.
        #[cfg_attr(feature = "openapi", schemars(with = "words::Seat"))]
        seat: String = "id";
        /// `Omission`: it should be worn and is not.
        #[cfg_attr(feature = "openapi", schemars(with = "words::BeltStatus"))]
        status: String = "belt";
    }
}

part! {
    /// The 12 V battery.
    Battery12V observed {
        /// Its state of health. The manufacturer calls it a voltage, which it is not.
        // 63 to 99 have been seen.
        health_percent: Number = "voltage" in HEALTH;
    }
}
