//! `GET /api/v1/user`: the driver.

use shared::model::User;
use shared::operation::USER;
use shared::problem::Problem;
use shared::wire;

use super::document::document;
use super::parameters::none;
use super::upstream::Upstream;
use crate::context::Ports;
use crate::respond::{Response, json};

/// Answers the driver.
pub async fn get<P: Ports>(upstream: &Upstream<'_, P>) -> Result<Response, Problem> {
    none(upstream.context.request)?;
    let success = upstream.get(&USER, &[]).await?;
    let user: wire::User = document(upstream.context, &success.body)?;
    json(&User::from_wire(user, success.brand))
}
