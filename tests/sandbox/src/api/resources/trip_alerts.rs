//! `GET …/trips/{tid}/alerts` and one of them: what a car warned of on a trip.

use serde_json::Value;

use crate::api::paging::LARGEST;
use crate::api::parts::trip;
use crate::api::refusal::Refusal;
use crate::api::resource::ResourceRequest;
use crate::api::resources::alerts::{self, Raised};
use crate::api::vehicle::check_locale;
use crate::world::incident::Alert;

fn raised<'a>(ask: &ResourceRequest<'a>) -> Result<Raised<'a>, Refusal> {
    let (vehicle, trip) = trip::requested(ask)?;
    let mut alerts = Alert::all(&vehicle.life, ask.now);
    alerts.retain(|alert| trip.covers(alert.started));
    Ok((vehicle, alerts))
}

pub(super) fn list(ask: &ResourceRequest<'_>) -> Result<Value, Refusal> {
    let raised = raised(ask)?;
    let paging = ask.paging(LARGEST)?;
    check_locale(paging.query())?;
    alerts::page(ask, raised, &paging)
}

pub(super) fn one(ask: &ResourceRequest<'_>) -> Result<Value, Refusal> {
    alerts::named(ask, raised(ask)?, ask.variable(2))
}
