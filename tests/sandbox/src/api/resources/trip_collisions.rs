//! `GET …/trips/{tid}/collisions` and one of them.

use serde_json::Value;

use crate::api::filter::{TIMESTAMPS, Timestamps};
use crate::api::hal::HAL;
use crate::api::paging::{INDEX_RANGE, LARGEST, PAGE_SIZE, PAGE_TOKEN};
use crate::api::parts::{collision, trip};
use crate::api::refusal::Refusal;
use crate::api::resource::{Ask, Resource};
use crate::world::incident::Event;
use crate::world::vehicle::Vehicle;

pub(super) const LIST: Resource = Resource {
    template: "/user/vehicles/{id}/trips/{tid}/collisions",
    query: &[INDEX_RANGE, PAGE_SIZE, PAGE_TOKEN, TIMESTAMPS],
    media_type: HAL,
    answer: list,
};

pub(super) const ONE: Resource = Resource {
    template: "/user/vehicles/{id}/trips/{tid}/collisions/{cid}",
    query: &[],
    media_type: HAL,
    answer: one,
};

fn suffered<'a>(ask: &Ask<'a>) -> Result<(&'a Vehicle, Vec<Event>), Refusal> {
    let (vehicle, trip) = trip::asked(ask)?;
    let mut collisions = collision::collisions(vehicle, ask.now);
    collisions.retain(|event| trip.covers(event.at));
    Ok((vehicle, collisions))
}

fn list(ask: &Ask<'_>) -> Result<Value, Refusal> {
    let (vehicle, mut collisions) = suffered(ask)?;
    let paging = ask.paging(LARGEST)?;
    let times = Timestamps::of(paging.fields())?;
    collisions.retain(|event| times.contain(event.at));
    paging
        .document(ask.path, "Collisions", &collisions, |event| {
            collision::collision(vehicle, event)
        })
        .map(Value::from)
        .ok_or(Refusal::NoData)
}

fn one(ask: &Ask<'_>) -> Result<Value, Refusal> {
    let (vehicle, collisions) = suffered(ask)?;
    collisions
        .iter()
        .find(|event| collision::id(vehicle, event) == ask.variable(2))
        .map(|event| collision::collision(vehicle, event))
        .ok_or(Refusal::NoData)
}
