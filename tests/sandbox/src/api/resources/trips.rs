//! `GET …/trips` and one of them: the drives of a car, the oldest first.

use serde_json::Value;

use crate::api::filter::{Choice, Digits, Range, TIMESTAMPS, Timestamps};
use crate::api::hal::HAL;
use crate::api::paging::{INDEX_RANGE, LARGEST, PAGE_SIZE, PAGE_TOKEN};
use crate::api::parts::trip;
use crate::api::refusal::Refusal;
use crate::api::resource::{Ask, Resource};
use crate::world::trip::{Record, Trip};

const DISTANCE: &str = "distance";
const DURATION: &str = "duration";
const STATES: &str = "states";

pub(super) const LIST: Resource = Resource {
    template: "/user/vehicles/{id}/trips",
    query: &[
        INDEX_RANGE,
        PAGE_SIZE,
        PAGE_TOKEN,
        TIMESTAMPS,
        DISTANCE,
        DURATION,
        STATES,
    ],
    media_type: HAL,
    answer: list,
};

pub(super) const ONE: Resource = Resource {
    template: "/user/vehicles/{id}/trips/{tid}",
    query: &[],
    media_type: HAL,
    answer: one,
};

fn list(ask: &Ask<'_>) -> Result<Value, Refusal> {
    let (vehicle, now) = (ask.telling(Refusal::NoTrip)?, ask.now);
    let paging = ask.paging(LARGEST)?;
    let times = Timestamps::of(paging.fields())?;
    let distance = Range::of(paging.fields(), DISTANCE, Digits::OneDecimal)?;
    let duration = Range::of(paging.fields(), DURATION, Digits::Whole)?;
    let states = Choice::of(paging.fields(), STATES, &Record::ALL.map(Record::word))?;
    let mut trips = Trip::all(&vehicle.life, now);
    trips.retain(|each| {
        times.contain(each.started)
            && distance.contains(trip::distance(vehicle, each, now))
            && duration.contains(trip::lasts(each, now) as f64)
            && states.has(each.record(now).word())
    });
    paging
        .document(ask.path, "trips", &trips, |each| {
            trip::trip(vehicle, each, now)
        })
        .map(Value::from)
        .ok_or(Refusal::NoTrip)
}

fn one(ask: &Ask<'_>) -> Result<Value, Refusal> {
    let (vehicle, found) = trip::asked(ask)?;
    Ok(trip::trip(vehicle, &found, ask.now))
}
