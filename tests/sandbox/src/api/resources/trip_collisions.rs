//! `GET …/trips/{tid}/collisions` and one of them.

use serde_json::Value;

use crate::api::filter::Timestamps;
use crate::api::paging::LARGEST;
use crate::api::parts::{collision, trip};
use crate::api::refusal::Refusal;
use crate::api::resource::ResourceRequest;
use crate::world::incident::Event;
use crate::world::vehicle::Vehicle;

fn suffered<'a>(ask: &ResourceRequest<'a>) -> Result<(&'a Vehicle, Vec<Event>), Refusal> {
    let (vehicle, trip) = trip::requested(ask)?;
    let mut collisions = collision::collisions(vehicle, ask.now);
    collisions.retain(|event| trip.covers(event.at));
    Ok((vehicle, collisions))
}

pub(super) fn list(ask: &ResourceRequest<'_>) -> Result<Value, Refusal> {
    let (vehicle, mut collisions) = suffered(ask)?;
    let paging = ask.paging(LARGEST)?;
    let times = Timestamps::of(paging.query())?;
    collisions.retain(|event| times.contain(event.at));
    paging
        .document(ask.path, "Collisions", &collisions, |event| {
            collision::collision(vehicle, event)
        })
        .map(Value::from)
        .ok_or(Refusal::NoData)
}

pub(super) fn one(ask: &ResourceRequest<'_>) -> Result<Value, Refusal> {
    let (vehicle, collisions) = suffered(ask)?;
    collisions
        .iter()
        .find(|event| collision::id(vehicle, event) == ask.variable(2))
        .map(|event| collision::collision(vehicle, event))
        .ok_or(Refusal::NoData)
}
