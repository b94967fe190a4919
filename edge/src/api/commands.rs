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

use super::driver_request::{Needs, ask, made, unexpected};
use super::parameter::query::refuse_any;
use super::upstream::Upstream;
use super::visibility::sees;
use super::write_request;
use crate::context::{Context, Ports};
use crate::driver::audience::is_shown;
use crate::driver::message::{Message, Reply};
use crate::respond::{self, Response};

pub use sent::Sent;

/// Answers the commands of a car, or one of them, or sends one.
pub async fn answer<P: Ports>(
    upstream: &Upstream<'_, P>,
    ids: &[&str],
    sent: Option<Sent>,
) -> Result<Response, Problem> {
    let context = upstream.context;
    refuse_any(context.request)?;
    let vehicle = ids.first().copied().unwrap_or_default().to_owned();
    let id = ids.get(1).map(|id| (*id).to_owned());
    if sent.is_none() && !context.settings.actions.are_on() {
        // Nothing was sent, and no object is made to say so.
        return match id {
            Some(_) => Err(Code::CommandNotFound.into()),
            None => list(&[]),
        };
    }
    let (message, command) = match (sent, id) {
        (Some(Sent { key, command }), _) => {
            let message = Message::Send {
                vehicle,
                key,
                command: command.to_api(),
            };
            (message, Some(command))
        }
        (None, Some(id)) => (Message::One { vehicle, id }, None),
        (None, None) => (Message::List { vehicle }, None),
    };
    let needs = command.as_ref().map(needs);
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
        (reply, _) => Err(unexpected(context, reply)),
    }
}

/// The command that a request sends, if it is a POST, and its caller may send that.
pub fn read<P: Ports>(context: &Context<'_, P>) -> Result<Option<Sent>, Problem> {
    let request = context.request;
    if request.method != "POST" {
        return Ok(None);
    }
    let allowed = write_request::allowed(context)?;
    let sent = sent::read(request)?;
    write_request::check(context, &allowed, sent.command.action())?;
    Ok(Some(sent))
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
