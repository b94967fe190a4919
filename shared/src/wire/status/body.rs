//! The body of the car: locks, doors, lamps, belts and the 12 V battery.

use serde_json::Value;

use crate::value::Number;
use crate::wire::lenient::{FromJson, document, inside};
use crate::wire::unread::Unread;

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

document! {
    /// Lamps.
    Lighting observed {
        /// Turn signals.
        turn: Vec<Lamp> = "turn";
        /// Fog lamps.
        fog: Vec<Lamp> = "fog";
    }
}

document! {
    /// One lamp.
    Lamp {
        /// `Left` or `Right`.
        direction: String = "direction";
        /// `Front` or `Rear`.
        position: String = "position";
        /// `Off` or `On`.
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

document! {
    /// One belt.
    Belt {
        /// `Driver` or `Passenger`.
        id: String = "id";
        /// `Normal`, or `Omission` where it should be worn and is not.
        belt: String = "belt";
    }
}

document! {
    /// The 12 V battery.
    Battery12V observed {
        /// Its state of health in percent, whatever the name says: 63 to 99 have been seen.
        health: Number = "voltage";
    }
}
