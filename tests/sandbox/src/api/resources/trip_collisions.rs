//! `GET …/trips/{tid}/collisions` and one of them.

use serde_json::Value;

use crate::api::parts::{collision, trip};
use crate::api::refusal::Refusal;
use crate::api::resource::ResourceRequest;
use crate::api::resources::collisions::{self, Suffered};

fn suffered<'a>(ask: &ResourceRequest<'a>) -> Result<Suffered<'a>, Refusal> {
    let (vehicle, trip) = trip::requested(ask)?;
    let mut collisions = collision::collisions(vehicle, ask.now);
    collisions.retain(|event| trip.covers(event.at));
    Ok((vehicle, collisions))
}

pub(super) fn list(ask: &ResourceRequest<'_>) -> Result<Value, Refusal> {
    collisions::page(ask, suffered(ask)?)
}

pub(super) fn one(ask: &ResourceRequest<'_>) -> Result<Value, Refusal> {
    collisions::named(suffered(ask)?, ask.variable(2))
}
