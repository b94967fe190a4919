//! `GET /user/vehicles/{id}`: one vehicle of the account.

use serde_json::Value;

use crate::api::hal::HAL;
use crate::api::refusal::Refusal;
use crate::api::resource::{Ask, Resource};
use crate::api::vehicle::{BrandAs, COUNTRY, EXTENSION, Extensions, LOCALE, describe};

pub(super) const RESOURCE: Resource = Resource {
    template: "/user/vehicles/{id}",
    query: &[LOCALE, EXTENSION, COUNTRY],
    media_type: HAL,
    answer,
};

fn answer(ask: &Ask<'_>) -> Result<Value, Refusal> {
    let extensions = Extensions::of(ask.query)?;
    let vehicle = ask.vehicle()?;
    Ok(describe(vehicle, BrandAs::Name, extensions))
}
