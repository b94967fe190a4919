//! Answers `…/actions`: what can be done with a car, and why the rest cannot. Rules are judged alike.
//!
//! Four may say no, and the first of them is named: the owner of the service, the registration of
//! the app or page, the scopes that the driver was asked for, and the car itself.

use serde_json::{Map, Value, json};
use shared::command::{Action, TYPES};
use shared::operation::VEHICLE;
use shared::problem::{Code, Problem};

use super::call::{build, checked};
use super::parameter::query::refuse_any;
use super::reader;
use super::upstream::Upstream;
use crate::caller::permissions::actions_of;
use crate::capability::Capability;
use crate::context::Ports;
use crate::relay::CAPABILITIES;
use crate::respond::{self, Response};

/// Answers what can be done with a car.
pub async fn get<P: Ports>(upstream: &Upstream<'_, P>, ids: &[&str]) -> Result<Response, Problem> {
    let context = upstream.context;
    refuse_any(context.request)?;
    let call = checked(build(&VEHICLE, ids)?.with("extension", CAPABILITIES))?;
    let answer = upstream.call(&call).await;
    let success = answer.map_err(|error| {
        let problem = error.into_problem(&call);
        match problem.code() {
            Code::NoDataYet => problem.with_code(Code::VehicleNotFound),
            _ => problem,
        }
    })?;
    let capability = Capability::of(&reader::read(context, &success.body)?);
    let brand = upstream.brand(success.brand)?;
    let of_caller = actions_of(context.credentials, context.request, context.settings);
    let judged = |action: Action, is_denied: bool| {
        let checks = [
            ("owner", context.settings.actions.allow(action)),
            ("client", of_caller.contains(&action)),
            (
                "consent",
                action.scope().is_none_or(|scope| brand.asks_for(scope)),
            ),
            ("vehicle", !is_denied),
        ];
        let why = checks.into_iter().find(|(_, passed)| !passed);
        let mut row = Map::new();
        row.insert("available".to_owned(), why.is_none().into());
        if let Some((who, _)) = why {
            row.insert("why".to_owned(), who.into());
        }
        row
    };
    let actions = TYPES.iter().map(|kind| {
        let mut row = judged(kind.action, capability.denies(kind.name));
        let mut put = |name: &str, value: Value| row.insert(name.to_owned(), value);
        put("type", kind.name.into());
        put("action", kind.action.word().into());
        if let Some(slots) = capability.program_slots(kind.name) {
            put("programSlots", slots.into());
        }
        let without = capability.without(kind.name);
        if !without.is_empty() {
            put("without", without.into());
        }
        Value::Object(row)
    });
    respond::json(&json!({
        "actions": actions.collect::<Vec<_>>(),
        "rules": judged(Action::Rules, false),
    }))
}
