//! `GET …/alerts` and one of them: what a car warned of.

use serde_json::Value;

use crate::api::filter::Timestamps;
use crate::api::paging::{LARGEST, Paging};
use crate::api::parts::alert;
use crate::api::refusal::Refusal;
use crate::api::resource::ResourceRequest;
use crate::world::incident::Alert;
use crate::world::vehicle::Vehicle;

/// A car, and the alerts that are asked about.
pub(super) type Raised<'a> = (&'a Vehicle, Vec<Alert>);

fn raised<'a>(ask: &ResourceRequest<'a>) -> Result<Raised<'a>, Refusal> {
    let vehicle = ask.telling(Refusal::NoData)?;
    Ok((vehicle, Alert::all(&vehicle.life, ask.now)))
}

pub(super) fn list(ask: &ResourceRequest<'_>) -> Result<Value, Refusal> {
    page(ask, raised(ask)?, &ask.paging(LARGEST)?)
}

pub(super) fn one(ask: &ResourceRequest<'_>) -> Result<Value, Refusal> {
    named(ask, raised(ask)?, ask.variable(1))
}

/// A page of them.
pub(super) fn page(
    ask: &ResourceRequest<'_>,
    (vehicle, mut alerts): Raised<'_>,
    paging: &Paging<'_>,
) -> Result<Value, Refusal> {
    let times = Timestamps::of(paging.query())?;
    alerts.retain(|alert| times.contain(alert.started));
    let show = |alert: &Alert| alert::alert(vehicle, alert, ask.now);
    paging.document(ask.path, "alerts", &alerts, show, Refusal::NoData)
}

/// The one of that identifier.
pub(super) fn named(
    ask: &ResourceRequest<'_>,
    (vehicle, alerts): Raised<'_>,
    id: &str,
) -> Result<Value, Refusal> {
    alerts
        .iter()
        .find(|alert| alert::id(vehicle, alert) == id)
        .map(|alert| alert::alert(vehicle, alert, ask.now))
        .ok_or(Refusal::NoData)
}
