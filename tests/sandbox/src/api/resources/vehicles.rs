//! `GET /user/vehicles`: the account's vehicles, in pages; an error where there is none.

use serde_json::{Value, json};

use crate::api::paging::{INDEX_RANGE, PAGE_SIZE, PAGE_TOKEN, Paging};
use crate::api::refusal::Refusal;
use crate::api::resource::{Ask, Resource};
use crate::api::vehicle::{BrandAs, COUNTRY, EXTENSION, Extensions, LOCALE, describe};
use crate::world::vehicle::Vehicle;

const VIN_PREFIX: &str = "vinPrefix";

pub(super) const RESOURCE: Resource = Resource {
    template: "/user/vehicles",
    query: &[
        INDEX_RANGE,
        PAGE_SIZE,
        PAGE_TOKEN,
        LOCALE,
        EXTENSION,
        VIN_PREFIX,
        COUNTRY,
    ],
    answer,
};

fn answer(ask: &Ask<'_>) -> Result<Value, Refusal> {
    let paging = Paging::new(ask.pages, &ask.driver.username, ask.query)?;
    let extensions = Extensions::of(paging.fields())?;
    let prefix = paging
        .fields()
        .once(VIN_PREFIX)
        .map_err(|_| Refusal::value(VIN_PREFIX))?
        .unwrap_or_default();
    let vehicles: Vec<&Vehicle> = ask
        .driver
        .vehicles
        .iter()
        .filter(|vehicle| vehicle.vin.starts_with(prefix))
        .collect();
    let mut page = paging.cut(RESOURCE.template, &vehicles);
    if page.items.is_empty() {
        return Err(Refusal::NoVehicle);
    }
    let vehicles: Vec<Value> = page
        .items
        .iter()
        .map(|vehicle| describe(vehicle, BrandAs::Name, extensions))
        .collect();
    let embedded = json!({ "vehicles": vehicles });
    page.envelope.insert(String::from("_embedded"), embedded);
    Ok(Value::from(page.envelope))
}
