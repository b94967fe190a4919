//! `…/events/forwarding`: whether the owner's own server has the driver's events.
//!
//! The consent is the driver's, so a page asks them for it that is the service's own, or one that may
//! act as those do. A client may only withdraw it: what it shows a driver is not the owner's to vouch
//! for.

use serde_json::{Map, Value};
use shared::json::owned;
use shared::problem::Problem;

use super::driver_request::{ask, problem_of};
use super::parameter::query::refuse_any;
use super::upstream::Upstream;
use super::write_request;
use crate::caller::Caller;
use crate::context::{Context, Ports};
use crate::driver::message::{Message, Reply};
use crate::respond::{self, Response};

/// What the driver's object is to be told: what a PUT says the driver wants, or else to say how it is.
pub fn read<P: Ports>(context: &Context<'_, P>) -> Result<Message, Problem> {
    let request = context.request;
    if request.method != "PUT" {
        return Ok(Message::Forwarding { on: None, to: None });
    }
    write_request::check_sender(context)?;
    let json = write_request::json(request.json()?)?;
    let on = json.get("on").and_then(Value::as_bool);
    let to = owned(&json, "to");
    let count = 1 + usize::from(to.is_some());
    let is_all = json.as_object().is_some_and(|it| it.len() == count);
    let on = on.filter(|_| is_all).ok_or_else(|| {
        write_request::invalid(
            "on is true or false, and beside it is at most to, a text".to_owned(),
        )
    })?;
    if on {
        write_request::allowed(context)?;
        if context.credentials.caller != Caller::SameSite {
            let why = "only the service's own pages ask a driver for this";
            return Err(write_request::denied(context, why.to_owned()));
        }
        if context.settings.forwarding.is_none() {
            let why = "the service forwards events to no server";
            return Err(write_request::denied(context, why.to_owned()));
        }
    }
    Ok(Message::Forwarding { on: Some(on), to })
}

/// Answers whether events are forwarded, and where to, once that is what the driver wants.
pub async fn answer<P: Ports>(
    upstream: &Upstream<'_, P>,
    message: &Message,
) -> Result<Response, Problem> {
    let context = upstream.context;
    refuse_any(context.request)?;
    let Some(forwarding) = &context.settings.forwarding else {
        // No object is made to say so. One that was agreed with forgets it by itself.
        return shown(false, false, None);
    };
    match ask(upstream, message, None).await? {
        Reply::Forwarding(on) => shown(true, on, Some(&forwarding.to)),
        reply => Err(problem_of(context, reply)),
    }
}

fn shown(available: bool, on: bool, to: Option<&str>) -> Result<Response, Problem> {
    let mut members = Map::new();
    members.insert("available".to_owned(), available.into());
    members.insert("on".to_owned(), on.into());
    if let Some(to) = to {
        members.insert("to".to_owned(), to.into());
    }
    respond::json(&Value::Object(members))
}
