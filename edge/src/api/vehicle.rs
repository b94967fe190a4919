//! `GET /api/v1/vehicles/{id}`: one car, with more of it if that is wanted.

use serde_json::Value;
use shared::model::Vehicle;
use shared::operation::{Call, VEHICLE};
use shared::problem::{Code, Problem};
use shared::wire;

use super::last_known::{self, of_car, value};
use super::parameter::{COUNTRY, Filter, LOCALE, Words, call};
use super::reader::document;
use super::upstream::Upstream;
use crate::context::Ports;
use crate::respond::{Response, json};

/// What of a car is sent only where it is asked for.
static INCLUDE: Words = Words {
    name: "include",
    upstream: "extension",
    words: &[
        ("branding", "branding"),
        ("pictures", "pictures"),
        ("capabilities", "onboardCapabilities"),
    ],
};

const FILTERS: &[Filter] = &[
    Filter::Words(&INCLUDE),
    Filter::Text(&COUNTRY),
    Filter::Text(&LOCALE),
];

/// Answers one car.
pub async fn get<P: Ports>(upstream: &Upstream<'_, P>, ids: &[&str]) -> Result<Response, Problem> {
    let context = upstream.context;
    let call = call(&VEHICLE, ids, &context.request.query, FILTERS)?;
    let name = of_car(last_known::VEHICLE, ids);
    let name = [&name, "?", call.query().unwrap_or_default()].concat();
    upstream.last_known.want(&name);
    let outcome = fetch(upstream, ids, &call).await;
    json(&upstream.settle(&name, outcome)?)
}

async fn fetch<P: Ports>(
    upstream: &Upstream<'_, P>,
    ids: &[&str],
    call: &Call,
) -> Result<Value, Problem> {
    let success = upstream
        .call(call)
        .await
        .map_err(|problem| match problem.code() {
            // Here, unlike in what a car reports, nothing found means that there is no such car.
            Code::NoDataYet => {
                let id = ids.first().copied().unwrap_or_default();
                upstream.last_known.contradicted(id, Code::VehicleNotFound);
                problem.with_code(Code::VehicleNotFound)
            }
            _ => problem,
        })?;
    let vehicle = wire::Vehicle {
        // It is the one that was asked for, whatever became of this field on the way.
        id: ids.first().map(|id| (*id).to_owned()),
        ..document(upstream.context, &success.body)?
    };
    value(&Vehicle::from_wire(vehicle, success.brand).ok_or(Code::VehicleNotFound)?)
}
