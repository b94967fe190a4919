//! `GET /api/v1/vehicles/{id}/status`: the last known state of a car.

use shared::model::{FromWire as _, Status};
use shared::operation::VEHICLE_STATUS;
use shared::problem::{Code, Problem};
use shared::wire;

use super::document::document;
use super::parameters::only;
use super::upstream;
use crate::auth::accounts::Account;
use crate::context::{Context, Ports};
use crate::respond::{Response, json};

/// Answers the last known state of a car.
pub async fn get<P: Ports>(
    context: &Context<'_, P>,
    account: &Account,
    id: &str,
) -> Result<Response, Problem> {
    only(context.request, &[])?;
    json(&status(context, account, id).await?)
}

/// The last known state of a car.
pub async fn status<P: Ports>(
    context: &Context<'_, P>,
    account: &Account,
    id: &str,
) -> Result<Status, Problem> {
    let success = upstream::get(context, account, &VEHICLE_STATUS, &[id]).await?;
    let status: wire::Status = document(context, &success.body)?;
    Status::from_wire(status).ok_or(Code::NoDataYet.into())
}
