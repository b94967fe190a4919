//! The alarm: whether it watches, and an attempt to break in.

use serde_json::{Value, json};

use crate::api::document::put;
use crate::api::parts::position::position_at;
use crate::instant::timestamp;
use crate::remote::snapshot::Snapshot;
use crate::world::incident::Event;
use crate::world::vehicle::Vehicle;

/// `status` of the alarm in a snapshot.
pub(crate) fn status(snapshot: &Snapshot<'_>) -> Value {
    let activation = match snapshot.moment.stage.drives() {
        true => "Inactive",
        false => "Active",
    };
    json!({ "createdAt": snapshot.since(), "activation": activation })
}

/// `trigger` of the alarm.
pub(crate) fn trigger(vehicle: &Vehicle, event: &Event) -> Value {
    let mut trigger = json!({
        "createdAt": timestamp(event.at),
        "startAt": timestamp(event.at),
        "type": "VolumetricBreakIn",
    });
    if let Some(position) = position_at(vehicle, event.at) {
        put(&mut trigger, "position", position);
    }
    trigger
}

/// One alarm.
pub(crate) fn alarm(vehicle: &Vehicle, event: &Event) -> Value {
    json!({
        "id": id(vehicle, event),
        "trigger": trigger(vehicle, event),
        "status": status(&Snapshot::at(vehicle, event.at)),
    })
}

/// Its identifier.
pub(crate) fn id(vehicle: &Vehicle, event: &Event) -> String {
    vehicle.record_id("alarm", event.nth)
}
