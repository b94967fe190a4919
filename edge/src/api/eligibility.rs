//! Answers `POST /api/v1/eligibility`: what a car can do before a driver has enrolled it, by its
//! VIN.
//!
//! The VIN is in the body, since addresses are logged by whatever stands between. Nothing of the
//! answer is kept. Each question costs the owner one of the manufacturer's calls, and who knows a VIN
//! learns what the car is: so it is off by default, and where everyone may ask it is counted by
//! address, by car, and in all. While it cannot be counted it is not asked.

use serde_json::{Map, Value};
use shared::command::TYPES;
use shared::hop::ELIGIBILITY_BEARER;
use shared::json;
use shared::operation::{Call, InvalidCall};
use shared::problem::{Code, Problem};
use shared::secret::Secret;
use shared::wire;

use super::parameter::query::refuse_any;
use super::reader;
use crate::capability::Capability;
use crate::context::{Context, Ports};
use crate::login::brands;
use crate::owner::is_owner;
use crate::ports::RateLimit;
use crate::rate_limit;
use crate::relay::{self, Cause, Interpreted, interpret};
use crate::request::Request;
use crate::respond::{self, Response};
use crate::settings::{BrandSettings, Eligibility, Settings};
use crate::sha256;

/// The key by which all questions of the service are counted.
const ALL: &str = "eligibility";

/// Answers what a car can do.
pub async fn answer<P: Ports>(context: &Context<'_, P>) -> Result<Response, Problem> {
    refuse_any(context.request)?;
    let setting = context.settings.eligibility;
    let may_ask = match setting {
        Eligibility::Off => false,
        Eligibility::Owner => is_owner(context).await?,
        Eligibility::Public => {
            let place = rate_limit::place(context.request);
            rate_limit::count(context, RateLimit::EligibilityFrom, &place).await?;
            true
        }
    };
    if !may_ask {
        return Err(Code::EligibilityOff.into());
    }
    let (call, vin, brand) = read(context.request, context.settings)?;
    if setting == Eligibility::Public {
        // All before one, so that made-up VINs are kept nowhere once the day's questions are asked.
        rate_limit::count(context, RateLimit::EligibilityInAll, ALL).await?;
        // The limiter is to see no VIN.
        let car = sha256::base64url(format!("{ALL} {vin}").as_bytes());
        rate_limit::count(context, RateLimit::EligibilityFor, &car).await?;
    }
    let (relay_context, bearer) = (&context.relay_context(), Secret::from(ELIGIBILITY_BEARER));
    let answer = relay::call(relay_context, &call, &bearer, &brand.realm).await?;
    let document = match interpret(relay_context, answer) {
        Interpreted::Success(body) => known(&reader::read(context, &body)?),
        Interpreted::InvalidToken => return Err(Code::PartnerAccess.into()),
        Interpreted::Error(problem, cause) => match (cause, problem.code()) {
            (Cause::UnknownId, _) | (_, Code::NoDataYet | Code::VehicleNotFound) => unknown(),
            // There is no driver who could have agreed.
            (_, Code::ConsentMissing | Code::NotThisDriversVehicle) => {
                return Err(problem.with_code(Code::PartnerAccess));
            }
            _ => return Err(problem),
        },
    };
    respond::json(&document)
}

/// The question that a request asks: its call, the VIN and the brand.
fn read<'a>(
    request: &Request,
    settings: &'a Settings,
) -> Result<(Call, String, &'a BrandSettings), Problem> {
    let body = wire::once(request.json()?).unwrap_or_default();
    let members = body.as_object().map_or(0, Map::len);
    let (Some(vin), Some(brand), 2) = (
        json::text(&body, "vin"),
        json::text(&body, "brand"),
        members,
    ) else {
        return Err(Problem::new(Code::InvalidBody)
            .with_detail("an object of the strings vin and brand, each once"));
    };
    let brand = brands::named(settings, Some(brand))?;
    let call = Call::eligibility(vin).map_err(|error| match error {
        InvalidCall::Id => Problem::new(Code::InvalidParameter)
            .with_parameter("vin")
            .with_detail("17 of 0-9 and A-Z, without I, O and Q"),
        _ => Code::Internal.into(),
    })?;
    Ok((call, vin.to_owned(), brand))
}

/// What is said of a car that the manufacturer knows.
fn known(vehicle: &wire::Vehicle) -> Value {
    let capability = Capability::of(vehicle);
    let mut actions: Vec<Value> = Vec::new();
    for kind in TYPES.iter().filter(|kind| capability.has(kind.name)) {
        let word = Value::from(kind.action.word());
        if !actions.contains(&word) {
            actions.push(word);
        }
    }
    let data = vehicle.capabilities().and_then(wire::Capabilities::data);
    let mut answer = json::object(&mut [
        ("known", true.into()),
        (
            "data",
            data.cloned().unwrap_or_else(|| Value::Array(Vec::new())),
        ),
        ("actions", actions.into()),
    ]);
    if let (Some(answer), Some(motorization)) = (answer.as_object_mut(), &vehicle.motorization) {
        answer.insert("motorization".to_owned(), motorization.as_str().into());
    }
    answer
}

/// What is said of any other.
fn unknown() -> Value {
    let none = || Value::Array(Vec::new());
    json::object(&mut [
        ("known", false.into()),
        ("data", none()),
        ("actions", none()),
    ])
}

#[cfg(test)]
mod tests;
