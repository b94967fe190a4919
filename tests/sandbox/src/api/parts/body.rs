//! The car as something that is closed, lit and watched: doors, lights, belts, alarm, 12 V
//! battery, privacy.

use serde_json::{Value, json};

use crate::api::document::put;
use crate::api::parts::alarm;
use crate::remote::snapshot::Snapshot;
use crate::world::incident::Event;
use crate::world::quirk::Quirk;

/// `doorsState`.
pub(crate) fn doors(snapshot: &Snapshot<'_>) -> Value {
    let locked = match snapshot.moment.stage.drives() {
        true => "Unlocked",
        false => "Locked",
    };
    let locked = match snapshot.vehicle.has(Quirk::BareList) {
        true => json!(locked),
        false => json!([locked]),
    };
    let opening = ["Driver", "Passenger", "RearLeft", "RearRight", "Trunk"]
        .map(|door| json!({ "identifier": door, "state": "Closed" }));
    json!({ "createdAt": snapshot.since(), "lockedStates": locked, "opening": opening })
}

/// `battery`: the state of the 12 V one in percent, whatever the name says.
pub(crate) fn battery(snapshot: &Snapshot<'_>) -> Value {
    let voltage = 99.0 - (snapshot.moment.round % 18) as f64 * 2.0;
    json!({ "createdAt": snapshot.now(), "voltage": voltage })
}

/// `privacy`.
pub(crate) fn privacy(snapshot: &Snapshot<'_>) -> Value {
    json!({ "createdAt": snapshot.since(), "state": snapshot.vehicle.privacy() })
}

/// `safety`.
pub(crate) fn safety(snapshot: &Snapshot<'_>) -> Value {
    let belts = ["Driver", "Passenger"].map(|id| json!({ "id": id, "belt": "Normal" }));
    json!({
        "createdAt": snapshot.since(),
        "beltStatus": belts,
        "autoECallTriggering": "NotDetected",
    })
}

/// `lightingSystem`.
pub(crate) fn lighting(snapshot: &Snapshot<'_>) -> Value {
    let lamps = |position: &str| {
        ["Left", "Right"].map(
            |direction| json!({ "direction": direction, "position": position, "status": "Off" }),
        )
    };
    json!({ "createdAt": snapshot.since(), "turn": lamps("Front"), "fog": lamps("Rear") })
}

/// `alarm`: whether it is on, and the last thing that set it off.
pub(crate) fn alarm(snapshot: &Snapshot<'_>) -> Value {
    let mut alarm = json!({ "status": alarm::status(snapshot) });
    let events = Event::alarms(&snapshot.vehicle.life, snapshot.at);
    if let Some(last) = events.last() {
        put(
            &mut alarm,
            "trigger",
            alarm::trigger(snapshot.vehicle, last),
        );
    }
    alarm
}
