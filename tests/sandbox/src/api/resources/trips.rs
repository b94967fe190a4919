//! `GET …/trips` and one of them: the drives of a car, the oldest first.

use serde_json::Value;

use crate::api::filter::{Choice, Digits, Range, Timestamps};
use crate::api::paging::LARGEST;
use crate::api::parts::trip;
use crate::api::refusal::Refusal;
use crate::api::resource::ResourceRequest;
use crate::world::trip::{Record, Trip};

const DISTANCE: &str = "distance";
const DURATION: &str = "duration";
const STATES: &str = "states";

pub(super) fn list(ask: &ResourceRequest<'_>) -> Result<Value, Refusal> {
    let (vehicle, now) = (ask.telling(Refusal::NoTrip)?, ask.now);
    let paging = ask.paging(LARGEST)?;
    let times = Timestamps::of(paging.query())?;
    let distance = Range::of(paging.query(), DISTANCE, Digits::OneDecimal)?;
    let duration = Range::of(paging.query(), DURATION, Digits::Whole)?;
    let states = Choice::of(paging.query(), STATES, &Record::ALL.map(Record::word))?;
    let mut trips = Trip::all(&vehicle.life, now);
    trips.retain(|each| {
        times.contain(each.started)
            && distance.contains(trip::distance(vehicle, each, now))
            && duration.contains(trip::lasts(each, now) as f64)
            && states.has(each.record(now).word())
    });
    paging.document(
        ask.path,
        "trips",
        &trips,
        |each| trip::trip(vehicle, each, now),
        Refusal::NoTrip,
    )
}

pub(super) fn one(ask: &ResourceRequest<'_>) -> Result<Value, Refusal> {
    let (vehicle, found) = trip::requested(ask)?;
    Ok(trip::trip(vehicle, &found, ask.now))
}
