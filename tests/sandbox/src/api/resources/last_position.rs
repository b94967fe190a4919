//! `GET …/lastPosition`: where a car is, as bare GeoJSON.

use serde_json::Value;

use crate::api::parts::position::position;
use crate::api::parts::snapshot::Snapshot;
use crate::api::refusal::Refusal;
use crate::api::resource::{Ask, Resource};

pub(super) const RESOURCE: Resource = Resource {
    template: "/user/vehicles/{id}/lastPosition",
    query: &[],
    media_type: "application/vnd.geo+json",
    answer,
};

fn answer(ask: &Ask<'_>) -> Result<Value, Refusal> {
    let vehicle = ask.telling(Refusal::NoData)?;
    position(&Snapshot::told(vehicle, ask.now)).ok_or(Refusal::NoData)
}
