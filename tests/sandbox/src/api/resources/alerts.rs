//! `GET …/alerts` and one of them: what a car warned of.

use serde_json::Value;

use crate::api::filter::Timestamps;
use crate::api::paging::LARGEST;
use crate::api::parts::alert;
use crate::api::refusal::Refusal;
use crate::api::resource::ResourceRequest;
use crate::world::incident::Alert;

pub(super) fn list(ask: &ResourceRequest<'_>) -> Result<Value, Refusal> {
    let vehicle = ask.telling(Refusal::NoData)?;
    let paging = ask.paging(LARGEST)?;
    let times = Timestamps::of(paging.query())?;
    let mut alerts = Alert::all(&vehicle.life, ask.now);
    alerts.retain(|alert| times.contain(alert.started));
    paging
        .document(ask.path, "alerts", &alerts, |alert| {
            alert::alert(vehicle, alert, ask.now)
        })
        .map(Value::from)
        .ok_or(Refusal::NoData)
}

pub(super) fn one(ask: &ResourceRequest<'_>) -> Result<Value, Refusal> {
    let vehicle = ask.telling(Refusal::NoData)?;
    Alert::all(&vehicle.life, ask.now)
        .iter()
        .find(|alert| alert::id(vehicle, alert) == ask.variable(1))
        .map(|alert| alert::alert(vehicle, alert, ask.now))
        .ok_or(Refusal::NoData)
}
