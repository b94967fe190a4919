//! `GET …/lastPosition`: where a car is, as bare GeoJSON.

use serde_json::Value;

use crate::api::parts::position::position;
use crate::api::refusal::Refusal;
use crate::api::resource::ResourceRequest;
use crate::remote::snapshot::Snapshot;

pub(super) fn answer(ask: &ResourceRequest<'_>) -> Result<Value, Refusal> {
    let vehicle = ask.telling(Refusal::NoData)?;
    position(&Snapshot::last_reported(
        vehicle,
        &ask.car_state(vehicle),
        ask.now,
    ))
    .ok_or(Refusal::NoData)
}
