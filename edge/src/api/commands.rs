//! `…/commands`: sends a command to a car, and says what became of those that were sent.
//!
//! Each check of a call has its problem, and nothing of the call is sent on before all have passed:
//! who calls, the form of the body, the idempotency key, the command, whether the owner and the
//! client allow it, when the driver proved who they are, and what they were asked for. What is sent
//! then, and when, is for the driver's object, which this asks: a page that leaves ends nothing. The
//! token that goes along is asked of the session each time.

mod sent;

use http::StatusCode;
use serde_json::{Value, json};
use shared::command::{Action, Command};
use shared::problem::{Code, Problem};

use super::driver_request::{DriverCall, Needs, ask, made, problem_of};
use super::parameter::query::refuse_any;
use super::resource::Target;
use super::upstream::Upstream;
use super::visibility::sees;
use super::write_request;
use crate::context::{Context, Ports};
use crate::driver::audience::is_shown;
use crate::driver::message::{Message, Reply};
use crate::respond::{self, Response};

/// What a request asks of the driver's object, if its caller may.
pub fn read<P: Ports>(context: &Context<'_, P>, target: &Target) -> Result<DriverCall, Problem> {
    let request = context.request;
    let mut ids = target.ids.iter().cloned();
    let vehicle = ids.next().unwrap_or_default();
    if request.method != "POST" {
        let message = match ids.next() {
            Some(id) => Message::One { vehicle, id },
            None => Message::List { vehicle },
        };
        let needs = None;
        return Ok(DriverCall { message, needs });
    }
    let allowed = write_request::allowed(context)?;
    let (key, command) = sent::read(request)?;
    write_request::check(context, &allowed, command.action())?;
    Ok(DriverCall {
        needs: Some(needs(&command)),
        message: Message::Send {
            vehicle,
            key,
            command: command.to_api(),
        },
    })
}

/// Answers the commands of a car, or one of them, or sends one.
pub async fn answer<P: Ports>(
    upstream: &Upstream<'_, P>,
    DriverCall { message, needs }: DriverCall,
) -> Result<Response, Problem> {
    let context = upstream.context;
    refuse_any(context.request)?;
    if !context.settings.actions.are_on() {
        // Nothing was sent, and no object is made to say so.
        match message {
            Message::One { .. } => return Err(Code::CommandNotFound.into()),
            Message::List { .. } => return list(&[]),
            _ => {}
        }
    }
    match (ask(upstream, &message, needs.as_ref()).await?, message) {
        (Reply::Command(sent), Message::Send { .. }) => accepted(context, &sent),
        (Reply::Command(sent), Message::One { .. }) if !is_shown(&sent, &sees(context)) => {
            Err(Code::CommandNotFound.into())
        }
        (Reply::Command(sent), Message::One { .. }) => respond::json(&sent),
        (Reply::Commands(mut sent), Message::List { .. }) => {
            let sees = sees(context);
            sent.retain(|sent| is_shown(sent, &sees));
            list(&sent)
        }
        (reply, _) => Err(problem_of(context, reply)),
    }
}

fn needs(command: &Command) -> Needs {
    let action = command.action();
    Needs {
        scopes: action.scope().into_iter().collect(),
        is_fresh: action == Action::Unlock,
    }
}

fn list(sent: &[Value]) -> Result<Response, Problem> {
    respond::json(&json!({"items": sent, "total": sent.len()}))
}

/// The command that was sent, and where it is.
fn accepted<P: Ports>(context: &Context<'_, P>, sent: &Value) -> Result<Response, Problem> {
    made(context, sent, StatusCode::ACCEPTED)
}
