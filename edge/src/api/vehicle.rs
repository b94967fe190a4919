//! Answers `GET /api/v1/vehicles/{id}`: one car, with more of it where that is asked for. It has a
//! handler of its own since the model has the brand of the login in it.

use serde_json::Value;
use shared::model::Vehicle;
use shared::operation::Call;
use shared::problem::{Code, Problem};
use shared::wire;

use super::call::with_parameters;
use super::last_known::{self, of_car, value};
use super::reader;
use super::resource::Resource;
use super::upstream::Upstream;
use crate::context::Ports;
use crate::respond::{Response, json};

/// Answers one car.
pub async fn get<P: Ports>(
    upstream: &Upstream<'_, P>,
    ids: &[&str],
    resource: &Resource,
) -> Result<Response, Problem> {
    let query = &upstream.context.request.query;
    let call = with_parameters(resource, ids, query)?;
    let name = of_car(last_known::VEHICLE, ids);
    let name = [&name, "?", call.query().unwrap_or_default()].concat();
    upstream.last_known.prefetch(&name);
    let outcome = fetch(upstream, ids, &call).await;
    json(&upstream.resolve(&name, outcome)?)
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
            // Nothing found means that there is no such car; of what a car reports it means that it has
            // reported nothing yet.
            Code::NoDataYet => {
                let id = ids.first().copied().unwrap_or_default();
                upstream.last_known.invalidate(id, Code::VehicleNotFound);
                problem.with_code(Code::VehicleNotFound)
            }
            _ => problem,
        })?;
    let vehicle = wire::Vehicle {
        // It has the identifier of its path, whatever the upstream wrote there.
        id: ids.first().map(|id| (*id).to_owned()),
        ..reader::read(upstream.context, &success.body)?
    };
    value(&Vehicle::from_wire(vehicle, success.brand).ok_or(Code::VehicleNotFound)?)
}
