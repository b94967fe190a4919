//! `GET /user/vehicles`: the account's vehicles, in pages; an error where there is none.

use serde_json::Value;

use crate::api::paging::LARGEST;
use crate::api::refusal::Refusal;
use crate::api::resource::ResourceRequest;
use crate::api::vehicle::{BrandAs, Extensions, describe};
use crate::world::vehicle::Vehicle;

const VIN_PREFIX: &str = "vinPrefix";

pub(super) fn answer(ask: &ResourceRequest<'_>) -> Result<Value, Refusal> {
    let paging = ask.paging(LARGEST)?;
    let extensions = Extensions::of(paging.query())?;
    let prefix = paging
        .query()
        .once(VIN_PREFIX)
        .map_err(|_| Refusal::value(VIN_PREFIX))?
        .unwrap_or_default();
    let vehicles: Vec<&Vehicle> = ask
        .driver
        .vehicles
        .iter()
        .filter(|vehicle| vehicle.vin.starts_with(prefix))
        .collect();
    paging.document(
        ask.path,
        "vehicles",
        &vehicles,
        |vehicle| describe(vehicle, BrandAs::Name, extensions),
        Refusal::NoVehicle,
    )
}
