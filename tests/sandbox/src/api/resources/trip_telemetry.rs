//! `GET …/trips/{tid}/telemetry`: everything a car measured on a trip.

use serde_json::{Value, json};

use crate::api::document::put;
use crate::api::filter::Timestamps;
use crate::api::hal::link;
use crate::api::parts::telemetry::{LARGEST, Wanted};
use crate::api::parts::trip;
use crate::api::refusal::Refusal;
use crate::api::resource::ResourceRequest;
use crate::remote::snapshot::Snapshot;

pub(super) fn answer(ask: &ResourceRequest<'_>) -> Result<Value, Refusal> {
    let (vehicle, trip) = trip::requested(ask)?;
    let paging = ask.paging(LARGEST)?;
    let times = Timestamps::of(paging.query())?;
    let wanted = Wanted::of(paging.query())?;
    let moments: Vec<i64> = trip
        .minutes(ask.now)
        .filter(|at| times.contain(*at))
        .collect();
    let mut document = paging.document(
        ask.path,
        "telemetries",
        &moments,
        |at| wanted.item(&Snapshot::at(vehicle, *at)),
        Refusal::NoData,
    )?;
    // The one collection that is documented without `pageToken`: its pages can't be linked.
    let links = json!({ "self": link(ask.path), "first": link(ask.path) });
    put(&mut document, "_links", links);
    Ok(document)
}
