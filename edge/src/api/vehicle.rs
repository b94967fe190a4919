//! `GET /api/v1/vehicles/{id}`: one car.

use shared::model::Vehicle;
use shared::operation::VEHICLE;
use shared::problem::{Code, Problem};
use shared::wire;

use super::document::document;
use super::parameters::only;
use super::upstream;
use crate::auth::accounts::Account;
use crate::context::{Context, Ports};
use crate::respond::{Response, json};

/// Answers one car.
pub async fn get<P: Ports>(
    context: &Context<'_, P>,
    account: &Account,
    id: &str,
) -> Result<Response, Problem> {
    only(context.request, &[])?;
    let success = upstream::get(context, account, &VEHICLE, &[id])
        .await
        .map_err(|problem| match problem.code() {
            // Here, unlike anywhere else, nothing found means that there is no such car.
            Code::NoDataYet => problem.with_code(Code::VehicleNotFound),
            _ => problem,
        })?;
    let vehicle: wire::Vehicle = document(context, &success.body)?;
    let vehicle = Vehicle::from_wire(vehicle, success.brand)
        .ok_or_else(|| context.fail(Code::UpstreamUnreadable, "the car has no identifier"))?;
    json(&vehicle)
}
