//! What cars on the road send and no reference has: laid over a status of today.

use serde_json::{Map, Value, json};

use crate::api::document::put;
use crate::api::parts::telemetry::adas;
use crate::remote::snapshot::Snapshot;
use crate::world::quirk::Quirk;

/// When the back end stopped moving the dates of many cars.
const STOPPED: &str = "2025-06-30T19:36:55Z";

/// Lays the car's oddities over its status.
pub(crate) fn lay_over(document: &mut Map<String, Value>, snapshot: &Snapshot<'_>) {
    let vehicle = snapshot.vehicle;
    if vehicle.has(Quirk::FrozenDates) {
        for name in ["energies", "energy"] {
            for energy in each(document, name) {
                put(energy, "createdAt", json!(STOPPED));
                for place in ["/extension/electric/battery/load", "/battery/load"] {
                    if let Some(load) = energy.pointer_mut(place) {
                        put(load, "createdAt", json!(STOPPED));
                    }
                }
            }
        }
    }
    if vehicle.has(Quirk::DriverAssistance) {
        let mut adas = adas(snapshot);
        put(&mut adas, "createdAt", snapshot.now());
        document.insert(String::from("adas"), adas);
        let stolen = json!({ "state": false, "startedAt": STOPPED, "endAt": STOPPED });
        document.insert(String::from("stolen"), stolen);
    }
    if vehicle.has(Quirk::OldPrograms)
        && let Some(newer) = document.get_mut("preconditioning")
        && let Some(newer) = newer.pointer_mut("/airConditioning")
        && let Some(newer) = newer.as_object_mut()
    {
        newer.remove("programs");
    }
    if vehicle.has(Quirk::Placeholders) {
        for energy in each(document, "energies") {
            if let Some(health) = energy.pointer_mut("/extension/electric/battery/health") {
                put(health, "resistance", json!(0));
            }
            if let Some(charging) = energy.pointer_mut("/extension/electric/charging") {
                put(charging, "chargingRate", json!(65_535));
                put(charging, "nextDelayedTime", json!("PT24H"));
            }
        }
        if let Some(battery) = document.get_mut("battery") {
            put(battery, "voltage", json!(398));
        }
    }
}

fn each<'a>(
    document: &'a mut Map<String, Value>,
    name: &str,
) -> impl Iterator<Item = &'a mut Value> {
    let list = document.get_mut(name).and_then(Value::as_array_mut);
    list.into_iter().flatten()
}
