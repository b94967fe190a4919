//! `GET …/collisions` and one of them.

use serde_json::Value;

use crate::api::filter::Timestamps;
use crate::api::paging::LARGEST;
use crate::api::parts::collision;
use crate::api::refusal::Refusal;
use crate::api::resource::ResourceRequest;

pub(super) fn list(ask: &ResourceRequest<'_>) -> Result<Value, Refusal> {
    let vehicle = ask.telling(Refusal::NoData)?;
    let paging = ask.paging(LARGEST)?;
    let times = Timestamps::of(paging.query())?;
    let mut collisions = collision::collisions(vehicle, ask.now);
    collisions.retain(|event| times.contain(event.at));
    paging
        .document(ask.path, "Collisions", &collisions, |event| {
            collision::collision(vehicle, event)
        })
        .map(Value::from)
        .ok_or(Refusal::NoData)
}

pub(super) fn one(ask: &ResourceRequest<'_>) -> Result<Value, Refusal> {
    let vehicle = ask.telling(Refusal::NoData)?;
    collision::collisions(vehicle, ask.now)
        .iter()
        .find(|event| collision::id(vehicle, event) == ask.variable(1))
        .map(|event| collision::collision(vehicle, event))
        .ok_or(Refusal::NoData)
}
