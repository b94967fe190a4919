//! `GET /user/vehicles/{id}`: one vehicle of the account.

use serde_json::Value;

use crate::api::refusal::Refusal;
use crate::api::resource::{Ask, Resource};
use crate::api::vehicle::{BrandAs, COUNTRY, EXTENSION, Extensions, LOCALE, describe};

pub(super) const RESOURCE: Resource = Resource {
    template: "/user/vehicles/{id}",
    query: &[LOCALE, EXTENSION, COUNTRY],
    answer,
};

fn answer(ask: &Ask<'_>) -> Result<Value, Refusal> {
    let extensions = Extensions::of(ask.query)?;
    let id = ask.variables.first().copied().unwrap_or_default();
    let hexadecimal = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    if !id.bytes().all(hexadecimal) {
        return Err(Refusal::InvalidVehicleId);
    }
    ask.driver
        .vehicles
        .iter()
        .find(|vehicle| vehicle.id == id)
        .map(|vehicle| describe(vehicle, BrandAs::Name, extensions))
        .ok_or(Refusal::NotYourVehicle)
}
