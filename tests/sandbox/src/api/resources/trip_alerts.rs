//! `GET …/trips/{tid}/alerts` and one of them: what a car warned of on a trip.

use serde_json::Value;

use crate::api::filter::Timestamps;
use crate::api::paging::LARGEST;
use crate::api::parts::{alert, trip};
use crate::api::refusal::Refusal;
use crate::api::resource::ResourceRequest;
use crate::api::vehicle::check_locale;
use crate::world::incident::Alert;
use crate::world::vehicle::Vehicle;

fn raised<'a>(ask: &ResourceRequest<'a>) -> Result<(&'a Vehicle, Vec<Alert>), Refusal> {
    let (vehicle, trip) = trip::requested(ask)?;
    let mut alerts = Alert::all(&vehicle.life, ask.now);
    alerts.retain(|alert| trip.covers(alert.started));
    Ok((vehicle, alerts))
}

pub(super) fn list(ask: &ResourceRequest<'_>) -> Result<Value, Refusal> {
    let (vehicle, mut alerts) = raised(ask)?;
    let paging = ask.paging(LARGEST)?;
    check_locale(paging.query())?;
    let times = Timestamps::of(paging.query())?;
    alerts.retain(|alert| times.contain(alert.started));
    paging
        .document(ask.path, "alerts", &alerts, |alert| {
            alert::alert(vehicle, alert, ask.now)
        })
        .map(Value::from)
        .ok_or(Refusal::NoData)
}

pub(super) fn one(ask: &ResourceRequest<'_>) -> Result<Value, Refusal> {
    let (vehicle, alerts) = raised(ask)?;
    alerts
        .iter()
        .find(|alert| alert::id(vehicle, alert) == ask.variable(2))
        .map(|alert| alert::alert(vehicle, alert, ask.now))
        .ok_or(Refusal::NoData)
}
