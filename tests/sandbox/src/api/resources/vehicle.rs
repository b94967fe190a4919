//! `GET /user/vehicles/{id}`: one vehicle of the account.

use serde_json::Value;

use crate::api::refusal::Refusal;
use crate::api::resource::ResourceRequest;
use crate::api::vehicle::{BrandAs, Extensions, describe};

pub(super) fn answer(ask: &ResourceRequest<'_>) -> Result<Value, Refusal> {
    let extensions = Extensions::of(ask.query)?;
    let vehicle = ask.vehicle()?;
    Ok(describe(vehicle, BrandAs::Name, extensions))
}
