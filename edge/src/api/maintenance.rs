//! `GET /api/v1/vehicles/{id}/maintenance`: what is left until the next service.

use shared::model::{FromWire as _, Maintenance};
use shared::operation::VEHICLE_MAINTENANCE;
use shared::problem::{Code, Problem};
use shared::wire;

use super::document::document;
use super::parameters::only;
use super::upstream;
use crate::auth::accounts::Account;
use crate::context::{Context, Ports};
use crate::respond::{Response, json};

/// Answers what is left until the next service. A car that has not said is a problem,
/// `no-data-yet`.
pub async fn get<P: Ports>(
    context: &Context<'_, P>,
    account: &Account,
    id: &str,
) -> Result<Response, Problem> {
    only(context.request, &[])?;
    let success = upstream::get(context, account, &VEHICLE_MAINTENANCE, &[id]).await?;
    let maintenance: wire::Maintenance = document(context, &success.body)?;
    json(&Maintenance::from_wire(maintenance).ok_or(Code::NoDataYet)?)
}
