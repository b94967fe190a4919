//! An alert.

use serde_json::{Value, json};

use crate::api::document::put;
use crate::api::hal::link;
use crate::api::parts::position::position_at;
use crate::api::parts::trip;
use crate::instant::timestamp;
use crate::world::incident::Alert;
use crate::world::vehicle::Vehicle;

/// One alert as it is known at `now`.
pub(crate) fn alert(vehicle: &Vehicle, alert: &Alert, now: i64) -> Value {
    let here = format!("/user/vehicles/{}", vehicle.id);
    let id = id(vehicle, alert);
    let active = alert.active(now);
    let changed = if active { alert.started } else { alert.ends };
    let mut links = json!({ "self": link(&format!("{here}/alerts/{id}")), "vehicle": link(&here) });
    if vehicle.links_trips
        && let Some(trip) = trip::link_at(vehicle, alert.started)
    {
        put(&mut links, "trips", json!([trip]));
    }
    let mut document = json!({
        "id": id,
        "type": alert.kind,
        "severity": alert.severity,
        "active": active,
        "startedAt": timestamp(alert.started),
        "createdAt": timestamp(alert.started),
        "updatedAt": timestamp(changed),
        "_links": links,
    });
    if let Some(position) = position_at(vehicle, alert.started) {
        put(&mut document, "startPosition", position);
    }
    if !active {
        put(&mut document, "endAt", json!(timestamp(alert.ends)));
        if let Some(position) = position_at(vehicle, alert.ends) {
            put(&mut document, "endPosition", position);
        }
    }
    document
}

/// Its identifier.
pub(crate) fn id(vehicle: &Vehicle, alert: &Alert) -> String {
    vehicle.record_id("alert", alert.nth)
}
