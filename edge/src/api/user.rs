//! `GET /api/v1/user`: the driver.

use shared::model::User;
use shared::operation::USER;
use shared::problem::Problem;
use shared::wire;

use super::document::document;
use super::parameters::only;
use super::upstream;
use crate::auth::accounts::Account;
use crate::context::{Context, Ports};
use crate::respond::{Response, json};

/// Answers the driver.
pub async fn get<P: Ports>(
    context: &Context<'_, P>,
    account: &Account,
) -> Result<Response, Problem> {
    only(context.request, &[])?;
    let success = upstream::get(context, account, &USER, &[]).await?;
    let user: wire::User = document(context, &success.body)?;
    json(&User::from_wire(user, success.brand))
}
