//! `GET …/trips/{tid}/wayPoints`: where a trip led, minute by minute.

use serde_json::Value;

use crate::api::filter::Timestamps;
use crate::api::paging::LARGEST;
use crate::api::parts::position::position;
use crate::api::parts::trip;
use crate::api::refusal::Refusal;
use crate::api::resource::ResourceRequest;
use crate::remote::snapshot::Snapshot;
use crate::serve::fields::Fields;
use crate::world::road::Place;

const TOLERANCE: &str = "tolerance";

pub(super) fn answer(ask: &ResourceRequest<'_>) -> Result<Value, Refusal> {
    let (vehicle, trip) = trip::requested(ask)?;
    let paging = ask.paging(LARGEST)?;
    let times = Timestamps::of(paging.query())?;
    let tolerance = tolerance(paging.query())?;
    let mut last: Option<Place> = None;
    let points: Vec<Value> = trip
        .minutes(ask.now)
        .filter(|at| times.contain(*at))
        .map(|at| Snapshot::at(vehicle, at))
        .filter(|snapshot| {
            let (place, _) = snapshot.moment.place(vehicle.life.home);
            let kept = last.is_none_or(|last| last.distance(place) >= tolerance);
            if kept {
                last = Some(place);
            }
            kept
        })
        .filter_map(|snapshot| position(&snapshot))
        .collect();
    paging.document(
        ask.path,
        "positions",
        &points,
        Value::clone,
        Refusal::NoData,
    )
}

/// How far apart two points are at least, in kilometres: a simpler simplification than the
/// manufacturer's, to the same end.
fn tolerance(fields: &Fields) -> Result<f64, Refusal> {
    let invalid = Refusal::value(TOLERANCE);
    match fields.once(TOLERANCE).map_err(|_| invalid)? {
        None => Ok(0.0),
        Some(text) => text
            .parse()
            .ok()
            .filter(|number: &f64| number.is_finite() && *number >= 0.0)
            .ok_or(invalid),
    }
}
