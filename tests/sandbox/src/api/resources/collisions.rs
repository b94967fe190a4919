//! `GET …/collisions` and one of them.

use serde_json::Value;

use crate::api::filter::{TIMESTAMPS, Timestamps};
use crate::api::hal::HAL;
use crate::api::paging::{INDEX_RANGE, LARGEST, PAGE_SIZE, PAGE_TOKEN};
use crate::api::parts::collision;
use crate::api::refusal::Refusal;
use crate::api::resource::{Ask, Resource};

pub(super) const LIST: Resource = Resource {
    template: "/user/vehicles/{id}/collisions",
    query: &[INDEX_RANGE, PAGE_SIZE, PAGE_TOKEN, TIMESTAMPS],
    media_type: HAL,
    answer: list,
};

pub(super) const ONE: Resource = Resource {
    template: "/user/vehicles/{id}/collisions/{cid}",
    query: &[],
    media_type: HAL,
    answer: one,
};

fn list(ask: &Ask<'_>) -> Result<Value, Refusal> {
    let vehicle = ask.telling(Refusal::NoData)?;
    let paging = ask.paging(LARGEST)?;
    let times = Timestamps::of(paging.fields())?;
    let mut collisions = collision::collisions(vehicle, ask.now);
    collisions.retain(|event| times.contain(event.at));
    paging
        .document(ask.path, "Collisions", &collisions, |event| {
            collision::collision(vehicle, event)
        })
        .map(Value::from)
        .ok_or(Refusal::NoData)
}

fn one(ask: &Ask<'_>) -> Result<Value, Refusal> {
    let vehicle = ask.telling(Refusal::NoData)?;
    collision::collisions(vehicle, ask.now)
        .iter()
        .find(|event| collision::id(vehicle, event) == ask.variable(1))
        .map(|event| collision::collision(vehicle, event))
        .ok_or(Refusal::NoData)
}
