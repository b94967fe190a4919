//! `…/status`: the last known state of a car.

use shared::model::{FromWire as _, Status, translate};
use shared::operation::VEHICLE_STATUS;
use shared::problem::{Code, Problem};
use shared::wire;

use super::document::document;
use super::one::One;
use super::upstream::Upstream;
use crate::context::Ports;

/// The last known state of a car.
pub static ONE: One = One {
    operation: &VEHICLE_STATUS,
    item: translate::<Status>,
    missing: Code::NoDataYet,
    id: None,
};

/// The last known state of a car, for what is made of it.
pub async fn status<P: Ports>(upstream: &Upstream<'_, P>, ids: &[&str]) -> Result<Status, Problem> {
    let success = upstream.get(ONE.operation, ids).await?;
    let status: wire::Status = document(upstream.context, &success.body)?;
    Status::from_wire(status).ok_or(Code::NoDataYet.into())
}
