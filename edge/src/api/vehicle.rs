//! `GET /api/v1/vehicles/{id}`: one car, with more of it if that is wanted.

use shared::model::Vehicle;
use shared::operation::{Call, VEHICLE};
use shared::problem::{Code, Problem};
use shared::wire;

use super::document::document;
use super::filter::{Filter, Words};
use super::parameters::Parameters;
use super::upstream::{self, Upstream};
use crate::context::Ports;
use crate::respond::{Response, json};

/// What of a car is sent only where it is asked for.
static INCLUDE: Words = Words {
    name: "include",
    upstream: "extension",
    words: &[
        ("branding", "branding"),
        ("pictures", "pictures"),
        ("capabilities", "onboardCapabilities"),
    ],
};

/// Answers one car.
pub async fn get<P: Ports>(upstream: &Upstream<'_, P>, ids: &[&str]) -> Result<Response, Problem> {
    let context = upstream.context;
    let filter = Filter::Words(&INCLUDE);
    let parameters = Parameters::read(&context.request.query, filter.names())?;
    let mut call = Call::new(&VEHICLE, ids).map_err(|error| upstream::invalid(&error))?;
    for (name, value) in filter.pairs(&parameters)? {
        call = call
            .with(name, &value)
            .map_err(|error| upstream::invalid(&error))?;
    }
    let success = upstream
        .call(&call)
        .await
        .map_err(|problem| match problem.code() {
            // Here, unlike in what a car reports, nothing found means that there is no such car.
            Code::NoDataYet => problem.with_code(Code::VehicleNotFound),
            _ => problem,
        })?;
    let vehicle = wire::Vehicle {
        // It is the one that was asked for, whatever became of this field on the way.
        id: ids.first().map(|id| (*id).to_owned()),
        ..document(context, &success.body)?
    };
    let vehicle = Vehicle::from_wire(vehicle, success.brand).ok_or(Code::VehicleNotFound)?;
    json(&vehicle)
}
