//! `GET …/collisions` and one of them.

use serde_json::Value;

use crate::api::filter::Timestamps;
use crate::api::paging::LARGEST;
use crate::api::parts::collision;
use crate::api::refusal::Refusal;
use crate::api::resource::ResourceRequest;
use crate::world::incident::Event;
use crate::world::vehicle::Vehicle;

/// A car, and the collisions that are asked about.
pub(super) type Suffered<'a> = (&'a Vehicle, Vec<Event>);

fn suffered<'a>(ask: &ResourceRequest<'a>) -> Result<Suffered<'a>, Refusal> {
    let vehicle = ask.telling(Refusal::NoData)?;
    Ok((vehicle, collision::collisions(vehicle, ask.now)))
}

pub(super) fn list(ask: &ResourceRequest<'_>) -> Result<Value, Refusal> {
    page(ask, suffered(ask)?)
}

pub(super) fn one(ask: &ResourceRequest<'_>) -> Result<Value, Refusal> {
    named(suffered(ask)?, ask.variable(1))
}

/// A page of them.
pub(super) fn page(
    ask: &ResourceRequest<'_>,
    (vehicle, mut collisions): Suffered<'_>,
) -> Result<Value, Refusal> {
    let paging = ask.paging(LARGEST)?;
    let times = Timestamps::of(paging.query())?;
    collisions.retain(|event| times.contain(event.at));
    let show = |event: &Event| collision::collision(vehicle, event);
    paging.document(ask.path, "Collisions", &collisions, show, Refusal::NoData)
}

/// The one of that identifier.
pub(super) fn named((vehicle, collisions): Suffered<'_>, id: &str) -> Result<Value, Refusal> {
    collisions
        .iter()
        .find(|event| collision::id(vehicle, event) == id)
        .map(|event| collision::collision(vehicle, event))
        .ok_or(Refusal::NoData)
}
