//! A collision, and which cars had any.

use serde_json::{Value, json};

use crate::api::document::put;
use crate::api::hal::link;
use crate::api::parts::trip;
use crate::instant::timestamp;
use crate::world::incident::Event;
use crate::world::quirk::Quirk;
use crate::world::vehicle::Vehicle;

/// The collisions of a car until `now`, the oldest first.
pub(crate) fn collisions(vehicle: &Vehicle, now: i64) -> Vec<Event> {
    match vehicle.has(Quirk::Collided) {
        true => Event::collisions(&vehicle.life, now),
        false => Vec::new(),
    }
}

/// One collision.
pub(crate) fn collision(vehicle: &Vehicle, event: &Event) -> Value {
    let here = format!("/user/vehicles/{}", vehicle.id);
    let id = id(vehicle, event);
    let mut links =
        json!({ "self": link(&format!("{here}/collisions/{id}")), "vehicle": link(&here) });
    if let Some(trip) = trip::link_at(vehicle, event.at) {
        put(&mut links, "trip", trip);
    }
    json!({
        "id": id,
        "createdAt": timestamp(event.at),
        "updatedAt": timestamp(event.at + 40),
        "details": [{ "side": "Rear", "severity": "Minor" }],
        "tippedOver": false,
        "pedestrian": false,
        "_links": links,
    })
}

/// Its identifier.
pub(crate) fn id(vehicle: &Vehicle, event: &Event) -> String {
    vehicle.record_id("collision", event.nth)
}
