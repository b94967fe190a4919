//! Answers `GET /api/v1/vehicles/{id}`: one car, with more of it where that is asked for. It has a
//! handler of its own since the model has the brand of the login in it.

use serde_json::Value;
use shared::model::Vehicle;
use shared::operation::Call;
use shared::problem::{Code, Problem};
use shared::wire;

use super::call::with_parameters;
use super::last_known::{of_car, to_json};
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
    let name = resource.last_known.map(|kind| {
        let query = call.query().unwrap_or_default();
        [&of_car(kind, ids), "?", query].concat()
    });
    upstream.last_known.prefetch(name.as_deref());
    let outcome = fetch(upstream, ids, resource, &call).await;
    json(
        &upstream
            .last_known
            .resolve(upstream.context, name.as_deref(), outcome, None)?,
    )
}

async fn fetch<P: Ports>(
    upstream: &Upstream<'_, P>,
    ids: &[&str],
    resource: &Resource,
    call: &Call,
) -> Result<Value, Problem> {
    let success = upstream.call(call).await.map_err(|error| {
        let problem = error.into_problem(call);
        let is_found = problem.code() != Code::NoDataYet;
        let problem = resource.explain(problem);
        if !is_found {
            let id = ids.first().copied().unwrap_or_default();
            upstream.last_known.invalidate(id, problem.code());
        }
        problem
    })?;
    let vehicle = wire::Vehicle {
        // It has the identifier of its path, whatever the upstream wrote there.
        id: ids.first().map(|id| (*id).to_owned()),
        ..reader::read(upstream.context, &success.body)?
    };
    to_json(&Vehicle::from_wire(vehicle, success.brand).ok_or(Code::VehicleNotFound)?)
}
