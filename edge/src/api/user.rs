//! Answers `GET /api/v1/user`: the driver. It has a handler of its own since the model has the brand
//! of the login in it.

use shared::model::User;
use shared::problem::Problem;
use shared::wire;

use super::call::with_parameters;
use super::reader;
use super::resource::Resource;
use super::upstream::Upstream;
use crate::context::Ports;
use crate::respond::{Response, json};

/// Answers the driver.
pub async fn get<P: Ports>(
    upstream: &Upstream<'_, P>,
    resource: &Resource,
) -> Result<Response, Problem> {
    let query = &upstream.context.request.query;
    let call = with_parameters(resource, &[], query)?;
    let success = upstream
        .call(&call)
        .await
        .map_err(|error| resource.explain(error.into_problem(&call)))?;
    let user: wire::User = reader::read(upstream.context, &success.body)?;
    json(&User::from_wire(user, success.brand))
}
