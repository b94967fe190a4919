//! `GET …/telemetry`: everything a car measured, in pages of up to 2000 moments.

use serde_json::Value;

use crate::api::filter::{TIMESTAMPS, Timestamps};
use crate::api::hal::HAL;
use crate::api::paging::{INDEX_RANGE, PAGE_SIZE, PAGE_TOKEN};
use crate::api::parts::snapshot::Snapshot;
use crate::api::parts::telemetry::{EXTENSION, LARGEST, TYPE, Wanted};
use crate::api::refusal::Refusal;
use crate::api::resource::{Ask, Resource};
use crate::world::telling::moments;

pub(super) const RESOURCE: Resource = Resource {
    template: "/user/vehicles/{id}/telemetry",
    query: &[
        INDEX_RANGE,
        PAGE_SIZE,
        PAGE_TOKEN,
        TIMESTAMPS,
        TYPE,
        EXTENSION,
    ],
    media_type: HAL,
    answer,
};

fn answer(ask: &Ask<'_>) -> Result<Value, Refusal> {
    let vehicle = ask.telling(Refusal::NoData)?;
    let paging = ask.paging(LARGEST)?;
    let times = Timestamps::of(paging.fields())?;
    let wanted = Wanted::of(paging.fields())?;
    let mut moments = moments(&vehicle.life, ask.now);
    moments.retain(|at| times.contain(*at));
    paging
        .document(ask.path, "telemetries", &moments, |at| {
            wanted.item(&Snapshot::at(vehicle, *at))
        })
        .map(Value::from)
        .ok_or(Refusal::NoData)
}
