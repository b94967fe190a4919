//! `GET …/callbacks/{cbid}/monitors` and one of them: what is watched of a car.

use serde_json::{Value, json};

use crate::api::document::put;
use crate::api::hal::link;
use crate::api::instant::timestamp;
use crate::api::paging::LARGEST;
use crate::api::parts::records::conditions;
use crate::api::refusal::Refusal;
use crate::api::resource::ResourceRequest;
use crate::world::subscription::Monitor;

pub(super) fn list(ask: &ResourceRequest<'_>) -> Result<Value, Refusal> {
    let monitors = &ask.vehicle_callback()?.monitors;
    ask.paging(LARGEST)?
        .document(ask.path, "monitors", monitors, |monitor| {
            show(monitor, &format!("{}/{}", ask.path, monitor.id))
        })
        .map(Value::from)
        .ok_or(Refusal::NoData)
}

pub(super) fn one(ask: &ResourceRequest<'_>) -> Result<Value, Refusal> {
    ask.vehicle_callback()?
        .monitors
        .iter()
        .find(|monitor| monitor.id == ask.variable(2))
        .map(|monitor| show(monitor, ask.path))
        .ok_or(Refusal::NoData)
}

fn show(monitor: &Monitor, path: &str) -> Value {
    let mut document = json!({
        "monitorId": monitor.id,
        "status": monitor.status,
        "createdAt": timestamp(monitor.created),
        "updatedAt": timestamp(monitor.created),
        "_links": { "self": link(path) },
    });
    if let Some(conditions) = conditions(monitor) {
        put(&mut document, "monitor", conditions);
    }
    document
}
