//! A call that changes something: who may make it, its body and its idempotency key.

use http::header::ORIGIN;
use serde_json::Value;
use shared::command::Action;
use shared::problem::{Code, Problem};
use shared::wire;

use super::account::not_logged_in;
use crate::caller::Caller;
use crate::caller::permissions::actions_of;
use crate::context::{Context, Ports};
use crate::request::Request;

const KEY_HEADER: &str = "idempotency-key";
const KEY_LENGTHS: std::ops::RangeInclusive<usize> = 16..=64;

/// Checks that a call that changes something is of an app that is logged in, or of a page.
pub(super) fn check_sender<P: Ports>(context: &Context<'_, P>) -> Result<(), Problem> {
    let request = context.request;
    if context.credentials.caller == Caller::App && context.credentials.app().is_none() {
        return Err(not_logged_in(context));
    }
    // A page sends an Origin with every call that is no read: what sends none is no page of ours.
    let is_own = context.credentials.caller == Caller::SameSite;
    if is_own && !request.headers.contains_key(ORIGIN) {
        return Err(Code::OriginNotAllowed.into());
    }
    Ok(())
}

/// What the caller of a call that changes something may do, if that is anything.
pub(super) fn allowed<P: Ports>(context: &Context<'_, P>) -> Result<Vec<Action>, Problem> {
    check_sender(context)?;
    let allowed = actions_of(context.credentials, context.request, context.settings);
    match allowed.is_empty() {
        true => Err(denied(
            context,
            "the page or app may not send commands or rules".to_owned(),
        )),
        false => Ok(allowed),
    }
}

/// Checks that the owner, and the client's registration, allow an action.
pub(super) fn check<P: Ports>(
    context: &Context<'_, P>,
    allowed: &[Action],
    action: Action,
) -> Result<(), Problem> {
    if !context.settings.actions.allow(action) {
        let detail = format!("the service is not set up for {action}");
        return Err(denied(context, detail));
    }
    if !allowed.contains(&action) {
        let detail = format!("the app or page is not registered for {action}");
        return Err(denied(context, detail));
    }
    Ok(())
}

/// The problem that something is not allowed, and why.
pub(super) fn denied<P: Ports>(context: &Context<'_, P>, detail: String) -> Problem {
    let problem = Problem::new(Code::ActionNotAllowed).with_detail(detail.as_str());
    context.fail(problem, &detail)
}

/// The JSON of a body.
pub(super) fn json(body: &[u8]) -> Result<Value, Problem> {
    let detail = "the body must be a JSON object in which no member occurs twice";
    wire::once(body).ok_or_else(|| invalid(detail.to_owned()))
}

/// The problem of a body that is not as it should be.
pub(super) fn invalid(detail: String) -> Problem {
    Problem::new(Code::InvalidBody).with_detail(detail)
}

/// The key. The draft of its header has it in quotes, most programs send it without.
pub(super) fn key(request: &Request) -> Result<String, Problem> {
    let key = request.header(KEY_HEADER).map(str::trim).map(|value| {
        let quoted = value.strip_prefix('"').and_then(|it| it.strip_suffix('"'));
        quoted.unwrap_or(value)
    });
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    let key = key.filter(|key| KEY_LENGTHS.contains(&key.len()) && key.bytes().all(plain));
    key.map(str::to_owned).ok_or_else(|| {
        Problem::new(Code::IdempotencyKeyMissing)
            .with_detail("Idempotency-Key has 16 to 64 of A-Z a-z 0-9 _ -")
    })
}
