//! `GET /api/v1/user`: the driver.

use shared::model::User;
use shared::operation::USER;
use shared::problem::Problem;
use shared::wire;

use super::parameter::{COUNTRY, Filter, call};
use super::reader::document;
use super::upstream::Upstream;
use crate::context::Ports;
use crate::respond::{Response, json};

/// Answers the driver.
pub async fn get<P: Ports>(upstream: &Upstream<'_, P>) -> Result<Response, Problem> {
    let query = &upstream.context.request.query;
    let call = call(&USER, &[], query, &[Filter::Text(&COUNTRY)])?;
    let success = upstream.call(&call).await?;
    let user: wire::User = document(upstream.context, &success.body)?;
    json(&User::from_wire(user, success.brand))
}
