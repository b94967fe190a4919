//! `GET …/maintenance`: when the next service is due.

use serde_json::{Value, json};

use crate::api::hal::link;
use crate::api::parts::maintenance::remaining;
use crate::api::refusal::Refusal;
use crate::api::resource::ResourceRequest;
use crate::instant::timestamp;
use crate::remote::snapshot::Snapshot;

pub(super) fn answer(ask: &ResourceRequest<'_>) -> Result<Value, Refusal> {
    let vehicle = ask.telling(Refusal::NoMaintenance)?;
    if !vehicle.maintained {
        return Err(Refusal::NoMaintenance);
    }
    let snapshot = Snapshot::last_reported(vehicle, &ask.car_state(vehicle), ask.now);
    let mut document = remaining(&snapshot);
    // Required by the reference, and missing from some cars.
    if vehicle.enrolled.is_some() {
        let date = json!(timestamp(snapshot.at));
        document.insert(String::from("createdAt"), date);
    }
    let here = format!("/user/vehicles/{}", vehicle.id);
    let links = json!({
        "self": link(ask.path),
        "vehicle": link(&here),
        "alerts": link(&format!("{here}/alerts")),
    });
    document.insert(String::from("_links"), links);
    Ok(Value::from(document))
}
