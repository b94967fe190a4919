//! `GET /user`: the account, with its vehicles embedded under either spelling.

use serde_json::{Value, json};

use crate::api::hal::link;
use crate::api::refusal::Refusal;
use crate::api::resource::ResourceRequest;
use crate::api::vehicle::{BrandAs, Extensions, describe};
use crate::world::driver::Embedded;

pub(super) fn answer(ask: &ResourceRequest<'_>) -> Result<Value, Refusal> {
    let extensions = Extensions::in_country(ask.query)?;
    let driver = ask.driver;
    let (name, brand) = match driver.embedded {
        Embedded::Documented => ("Vehicles", BrandAs::Name),
        Embedded::Captured => ("vehicles", BrandAs::Letter),
    };
    let vehicles: Vec<Value> = driver
        .vehicles
        .iter()
        .map(|vehicle| describe(vehicle, brand, extensions))
        .collect();
    Ok(json!({
        "email": driver.username,
        "firstName": driver.first_name,
        "lastName": driver.last_name,
        "createdAt": "2023-11-28T09:00:00Z",
        "updatedAt": null,
        "_links": { "self": link("/user"), "vehicles": link("/user/vehicles") },
        "_embedded": { name: vehicles },
    }))
}
