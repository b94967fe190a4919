//! `GET …/callbacks/{cbid}/monitors` and one of them: what is watched of a car.

use serde_json::{Value, json};

use crate::api::document::put;
use crate::api::hal::{HAL, link};
use crate::api::instant::timestamp;
use crate::api::paging::{INDEX_RANGE, LARGEST, PAGE_SIZE, PAGE_TOKEN};
use crate::api::parts::posted::conditions;
use crate::api::refusal::Refusal;
use crate::api::resource::{Ask, Resource};
use crate::world::subscription::Monitor;

pub(super) const LIST: Resource = Resource {
    template: "/user/vehicles/{id}/callbacks/{cbid}/monitors",
    query: &[INDEX_RANGE, PAGE_SIZE, PAGE_TOKEN],
    media_type: HAL,
    answer: list,
};

pub(super) const ONE: Resource = Resource {
    template: "/user/vehicles/{id}/callbacks/{cbid}/monitors/{mid}",
    query: &[],
    media_type: HAL,
    answer: one,
};

fn list(ask: &Ask<'_>) -> Result<Value, Refusal> {
    let monitors = &ask.vehicle_callback()?.monitors;
    ask.paging(LARGEST)?
        .document(ask.path, "monitors", monitors, |monitor| {
            show(monitor, &format!("{}/{}", ask.path, monitor.id))
        })
        .map(Value::from)
        .ok_or(Refusal::NoData)
}

fn one(ask: &Ask<'_>) -> Result<Value, Refusal> {
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
