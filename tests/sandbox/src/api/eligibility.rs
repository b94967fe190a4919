//! `GET /connectedcar/v3/vehicle/{vin}`: what a car can do, before a driver has enrolled it.
//!
//! The app asks for itself, by its certificate and its client_id, so the call has a realm and no
//! token. It is version 3 of the API, and knows every car by its VIN, whoever's it is.

use hyper::http::request::Parts;
use hyper::{Method, StatusCode};
use serde_json::{Value, json};

use crate::api::guard::{CLIENT_ID, admit_app};
use crate::api::hal::HAL;
use crate::api::parts::capabilities::capabilities_on_enrolment;
use crate::api::refusal::{Parameter, Refusal};
use crate::api::vehicle::EXTENSION;
use crate::instant::timestamp;
use crate::registrations::Registrations;
use crate::serve::answer::{Answer, answer};
use crate::serve::fields::Fields;
use crate::world::World;
use crate::world::vehicle::Vehicle;

/// What the paths of version 3 begin with.
const BASE: &str = "/connectedcar/v3";

/// The path of a request below the base of version 3.
pub(crate) fn below_base(request: &Parts) -> Option<&str> {
    request.uri.path().strip_prefix(BASE)
}

/// Answers what is asked of version 3 at a path below its base.
pub(crate) fn reply(
    (world, apps): (&World, &Registrations),
    certificate: Option<&str>,
    (request, path): (&Parts, &str),
    query: &Fields,
) -> Result<Answer, Refusal> {
    admit_app(apps, certificate, query, &request.headers)?;
    let vin = path.strip_prefix("/vehicle/").ok_or(Refusal::NoSuchPath)?;
    if request.method != Method::GET {
        return Err(Refusal::MethodNotAllowed);
    }
    let mut names = query.pairs().map(|(name, _)| name);
    if names.any(|name| name != CLIENT_ID && name != EXTENSION) {
        return Err(Refusal::InvalidParameter(Parameter::Unknown));
    }
    let extension = query.once(EXTENSION).map_err(|_| Refusal::value(EXTENSION));
    let has_capabilities = match extension? {
        None => false,
        Some("onboardCapabilities") => true,
        Some(_) => return Err(Refusal::value(EXTENSION)),
    };
    if !is_vin(vin) {
        return Err(Refusal::value("vin"));
    }
    let vehicle = world.vehicle_of_vin(vin).ok_or(Refusal::NoVehicle)?;
    let document = describe(vehicle, has_capabilities);
    Ok(answer(StatusCode::OK, HAL, document.to_string()))
}

fn describe(vehicle: &Vehicle, has_capabilities: bool) -> Value {
    let mut document = json!({
        "createdAt": vehicle.enrolled.and_then(timestamp),
        "vin": vehicle.vin,
        "motorization": vehicle.motorization.word(),
        "attributes": [],
    });
    if has_capabilities && let Some(document) = document.as_object_mut() {
        let capabilities = capabilities_on_enrolment(vehicle);
        let extension = json!({ "extension": { "onboardCapabilities": capabilities } });
        document.insert(String::from("_embedded"), extension);
    }
    document
}

/// Whether a text has the form of a VIN (ISO 3779): no I, O or Q, which look like digits.
fn is_vin(text: &str) -> bool {
    let is_good =
        |byte: u8| byte.is_ascii_digit() || byte.is_ascii_uppercase() && !b"IOQ".contains(&byte);
    text.len() == 17 && text.bytes().all(is_good)
}
