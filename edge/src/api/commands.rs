//! `…/commands`: sends a command to a car, and says what became of those that were sent.
//!
//! Each check of a call has its problem, and nothing of the call is sent on before all have passed:
//! who calls, the form of the body, the idempotency key, the command, whether the owner and the
//! client allow it, when the driver proved who they are, and what they were asked for. What is sent
//! then, and when, is for the driver's object, which this asks: a page that leaves ends nothing. The
//! token that goes along is asked of the session each time.

mod sent;

use http::StatusCode;
use http::header::LOCATION;
use serde_json::{Value, json};
use shared::command::{Action, Command, TYPES};
use shared::problem::{Code, Problem};

use super::acting;
use super::parameter::query::refuse_any;
use super::upstream::Upstream;
use crate::caller::Caller;
use crate::caller::acting::actions_of;
use crate::context::{Context, Ports};
use crate::driver::message::{Message, Reply};
use crate::respond::{self, Response};
use crate::session::message::SessionDriver;
use crate::settings::BrandSettings;

pub use sent::Sent;

/// How old the login may be, in seconds, that is asked for where a fresh one is required. The driver
/// is to have time left for what they came for.
const NEW_LOGIN: u64 = 60;

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
    let needs = command.as_ref().map(Needs::of);
    match (ask(upstream, &message, needs.as_ref()).await?, message) {
        (Reply::Command(sent), Message::Send { .. }) => accepted(context, &sent),
        (Reply::Command(sent), Message::One { .. }) if !is_shown(context, &sent) => {
            Err(Code::CommandNotFound.into())
        }
        (Reply::Command(sent), Message::One { .. }) => respond::json(&sent),
        (Reply::Commands(mut sent), Message::List { .. }) => {
            sent.retain(|sent| is_shown(context, sent));
            list(&sent)
        }
        (reply, _) => Err(unexpected(context, reply)),
    }
}

/// The problem that a driver's object has answered, or that it answered another question.
pub fn unexpected<P: Ports>(context: &Context<'_, P>, reply: Reply) -> Problem {
    match reply {
        Reply::Refused {
            code,
            retry_after,
            detail,
        } => refused(code, retry_after, detail),
        Reply::TokenRefused => Code::TokenRefused.into(),
        Reply::Trouble { detail } => context.fail(Code::Internal, &detail),
        _ => context.fail(
            Code::Internal,
            "the driver's object answered another question",
        ),
    }
}

/// The command that a request sends, if it is a POST, and its caller may send that.
pub fn read<P: Ports>(context: &Context<'_, P>) -> Result<Option<Sent>, Problem> {
    let request = context.request;
    if request.method != "POST" {
        return Ok(None);
    }
    let allowed = acting::allowed(context)?;
    let sent = sent::read(request)?;
    acting::check(context, &allowed, sent.command.action())?;
    Ok(Some(sent))
}

/// Asks the driver's object with a token of the session's, and once more with a new one where the
/// upstream does not take it.
pub async fn ask<P: Ports>(
    upstream: &Upstream<'_, P>,
    message: &Message,
    needs: Option<&Needs>,
) -> Result<Reply, Problem> {
    let context = upstream.context;
    let mut refused = None;
    let mut is_unanswered = false;
    loop {
        let login = match upstream.login(refused).await {
            // The first message may have sent it.
            Err(problem) if is_unanswered => {
                return Err(context.fail(Code::Internal, problem.code().slug()));
            }
            login => login?,
        };
        let brand = upstream.brand(login.brand)?;
        let driver = login.driver.as_ref();
        let driver = driver.ok_or_else(|| fresh_login_required(context, brand))?;
        if let Some(needs) = needs {
            check(context, driver, brand, needs)?;
        }
        let envelope = login.envelope(
            &upstream.account.handle,
            &brand.realm,
            context.request_id,
            message.clone(),
        );
        let mut reply = context.ports.ask_driver(&driver.name, &envelope).await;
        // A repeat of a command joins the first one by its key.
        if reply.is_err() {
            is_unanswered = true;
            reply = context.ports.ask_driver(&driver.name, &envelope).await;
        }
        match reply {
            Ok(Reply::TokenRefused) if refused.is_none() => {
                refused = Some(login.generation);
            }
            Ok(reply) => return Ok(reply),
            Err(error) => return Err(context.fail(Code::Internal, &error.to_string())),
        }
    }
}

/// What is done needs of a login.
#[derive(Debug)]
pub struct Needs {
    /// The scopes that the driver was asked for.
    pub scopes: Vec<&'static str>,
    /// That the driver proved lately who they are.
    pub is_fresh: bool,
}

impl Needs {
    fn of(command: &Command) -> Self {
        let action = command.action();
        Self {
            scopes: action.scope().into_iter().collect(),
            is_fresh: action == Action::Unlock,
        }
    }
}

/// Checks that a login has what is needed.
fn check<P: Ports>(
    context: &Context<'_, P>,
    driver: &SessionDriver,
    brand: &BrandSettings,
    needs: &Needs,
) -> Result<(), Problem> {
    let (actions, now) = (&context.settings.actions, context.ports.now());
    if needs.is_fresh && !actions.is_fresh(driver.auth_time, now) {
        return Err(fresh_login_required(context, brand));
    }
    let mut scopes = needs.scopes.iter();
    match scopes.find(|scope| !brand.asks_for(scope)) {
        None => Ok(()),
        Some(scope) => {
            let reason = format!("SCOPES has no {scope}");
            Err(context.fail(Code::ConsentMissing, &reason))
        }
    }
}

fn fresh_login_required<P: Ports>(context: &Context<'_, P>, brand: &BrandSettings) -> Problem {
    let problem = Problem::new(Code::FreshLoginRequired);
    let max_age = context.settings.actions.unlock_max_auth_age.min(NEW_LOGIN);
    match context.own_login_url(Some(brand.brand)) {
        Some(url) => problem.with_login_url(format!("{url}&max_age={max_age}")),
        None => problem,
    }
}

/// The problem for which the driver's object has sent nothing.
fn refused(code: Code, retry_after: Option<u32>, detail: Option<String>) -> Problem {
    let mut problem = Problem::new(code);
    if let Some(seconds) = retry_after {
        problem = problem.with_retry_after(seconds);
    }
    match detail {
        Some(detail) => problem.with_detail(detail),
        None => problem,
    }
}

/// Whether a caller may see a command. A client sees those of the kinds that it may send, and not
/// where another app has a driver go; the service's own pages and the listed ones see all.
fn is_shown<P: Ports>(context: &Context<'_, P>, sent: &Value) -> bool {
    if context.credentials.caller == Caller::SameSite {
        return true;
    }
    let allowed = actions_of(context.credentials, context.request, context.settings);
    let mut types = TYPES.iter().filter(|row| allowed.contains(&row.action));
    types.any(|row| sent.get("type").and_then(Value::as_str) == Some(row.name))
}

fn list(sent: &[Value]) -> Result<Response, Problem> {
    respond::json(&json!({"items": sent, "total": sent.len()}))
}

/// The command that was sent, and where it is.
fn accepted<P: Ports>(context: &Context<'_, P>, sent: &Value) -> Result<Response, Problem> {
    made(context, sent, StatusCode::ACCEPTED)
}

/// What was made, with its place.
pub fn made<P: Ports>(
    context: &Context<'_, P>,
    made: &Value,
    status: StatusCode,
) -> Result<Response, Problem> {
    let mut response = respond::json(made)?;
    *response.status_mut() = status;
    if let Some(id) = made.get("id").and_then(Value::as_str) {
        let place = format!("{}/{id}", context.request.path);
        respond::set(response.headers_mut(), LOCATION, &place);
    }
    Ok(response)
}
