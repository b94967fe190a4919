//! `GET …/telemetry`: everything a car measured, in pages of up to 2000 moments.

use serde_json::Value;

use crate::api::filter::Timestamps;
use crate::api::parts::telemetry::{LARGEST, Wanted};
use crate::api::refusal::Refusal;
use crate::api::resource::ResourceRequest;
use crate::remote::snapshot::Snapshot;
use crate::world::telling::moments;

pub(super) fn answer(ask: &ResourceRequest<'_>) -> Result<Value, Refusal> {
    let vehicle = ask.telling(Refusal::NoData)?;
    let paging = ask.paging(LARGEST)?;
    let times = Timestamps::of(paging.query())?;
    let wanted = Wanted::of(paging.query())?;
    let mut moments = moments(&vehicle.life, ask.now);
    moments.retain(|at| times.contain(*at));
    paging.document(
        ask.path,
        "telemetries",
        &moments,
        |at| wanted.item(&Snapshot::at(vehicle, *at)),
        Refusal::NoData,
    )
}
