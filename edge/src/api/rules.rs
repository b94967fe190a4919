//! `…/rules`: what a driver is told of. Lists, makes, replaces, pauses and deletes.
//!
//! The checks of a call are those of commands, and who may send no rules sees none: their conditions
//! may be where somebody lives.

use http::StatusCode;
use serde_json::{Value, json};
use shared::command::Action;
use shared::problem::{Code, Problem};
use shared::rule::Rule;

use super::driver_request::{DriverCall, Needs, ask, made, problem_of};
use super::parameter::query::refuse_any;
use super::resource::{AnyResource, Target};
use super::upstream::Upstream;
use super::visibility::sees_rules;
use super::write_request;
use crate::context::{Context, Ports};
use crate::driver::message::{Message, Reply, RuleMessage};
use crate::request::Request;
use crate::respond::{self, Response};

/// What a call asks, if its caller may.
pub fn read<P: Ports>(context: &Context<'_, P>, target: &Target) -> Result<DriverCall, Problem> {
    let request = context.request;
    let mut ids = target.ids.iter().cloned();
    let vehicle = ids.next().unwrap_or_default();
    let id = ids.next().unwrap_or_default();
    let method = request.method.as_str();
    if matches!(method, "GET" | "HEAD") {
        let asked = match target.resource {
            AnyResource::Rules => RuleMessage::List,
            _ => RuleMessage::One { id },
        };
        let (message, needs) = (Message::Rules { vehicle, asked }, None);
        return Ok(DriverCall { message, needs });
    }
    let allowed = write_request::allowed(context)?;
    let mut needs = None;
    let mut rule = || {
        let json = write_request::json(request.json()?)?;
        let read = Rule::from_api(&json);
        let rule = read.map_err(|error| write_request::invalid(error.to_string()))?;
        needs = Some(Needs {
            scopes: rule.conditions().scopes(),
            is_fresh: false,
        });
        Ok::<_, Problem>(rule.to_api())
    };
    let asked = match (&target.resource, method) {
        (AnyResource::Rules, _) => {
            request.json()?;
            let key = write_request::key(request)?;
            let rule = rule()?;
            RuleMessage::Create { key, rule }
        }
        (AnyResource::RuleStatus, _) => {
            let paused = paused(request)?;
            RuleMessage::Pause { id, paused }
        }
        (_, "DELETE") => RuleMessage::Delete { id },
        _ => RuleMessage::Replace { id, rule: rule()? },
    };
    write_request::check(context, &allowed, Action::Rules)?;
    let message = Message::Rules { vehicle, asked };
    Ok(DriverCall { message, needs })
}

fn paused(request: &Request) -> Result<bool, Problem> {
    let json = write_request::json(request.json()?)?;
    let members = json.as_object().filter(|members| members.len() == 1);
    let paused = members.and_then(|members| members.get("paused")?.as_bool());
    paused.ok_or_else(|| write_request::invalid("a status takes paused, true or false".to_owned()))
}

/// Answers the rules of a car, or one of them, or changes one.
pub async fn answer<P: Ports>(
    upstream: &Upstream<'_, P>,
    DriverCall { message, needs }: DriverCall,
) -> Result<Response, Problem> {
    let context = upstream.context;
    refuse_any(context.request)?;
    let mut status = StatusCode::OK;
    if let Message::Rules { asked, .. } = &message {
        // No object is made to say that there are none.
        match asked {
            RuleMessage::List if !has_rules(context) => return list(&[]),
            RuleMessage::One { .. } if !has_rules(context) => {
                return Err(Code::RuleNotFound.into());
            }
            RuleMessage::Create { .. } => status = StatusCode::CREATED,
            _ => {}
        }
    }
    match ask(upstream, &message, needs.as_ref()).await? {
        Reply::Rule(rule) if status == StatusCode::CREATED => made(context, &rule, status),
        Reply::Rule(rule) => respond::json(&rule),
        Reply::Rules(rules) => list(&rules),
        Reply::Done => Ok(respond::no_content()),
        reply => Err(problem_of(context, reply)),
    }
}

/// Whether rules are switched on, and the caller may have some.
fn has_rules<P: Ports>(context: &Context<'_, P>) -> bool {
    context.settings.actions.allow(Action::Rules) && sees_rules(context)
}

fn list(rules: &[Value]) -> Result<Response, Problem> {
    respond::json(&json!({"items": rules, "total": rules.len()}))
}
