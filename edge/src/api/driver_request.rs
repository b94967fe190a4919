//! Asks a driver's object: with a token of the session's, which is asked for each time, and after the
//! login was found to have what the message needs.

use http::StatusCode;
use http::header::LOCATION;
use serde_json::Value;
use shared::problem::{Code, Problem};

use super::upstream::Upstream;
use crate::context::{Context, Ports};
use crate::driver::message::{Message, Reply};
use crate::respond::{self, Response};
use crate::session::message::SessionDriver;
use crate::settings::BrandSettings;

/// How old the login may be, in seconds, that is asked for where a fresh one is required. The driver
/// is to have time left for what they came for.
const NEW_LOGIN: u64 = 60;

/// What a request asks of the driver's object.
#[derive(Debug)]
pub struct DriverCall {
    pub(super) message: Message,
    /// What it needs of the login, if it needs something.
    pub(super) needs: Option<Needs>,
}

/// Asks the driver's object with a token of the session's, and once more with a new one where the
/// upstream does not take it.
pub(super) async fn ask<P: Ports>(
    upstream: &Upstream<'_, P>,
    message: &Message,
    needs: Option<&Needs>,
) -> Result<Reply, Problem> {
    let context = upstream.context;
    let mut refused = None;
    let mut is_unanswered = false;
    loop {
        let token = match upstream.fresh_token(refused).await {
            // The first message may have sent it.
            Err(problem) if is_unanswered => {
                return Err(context.fail(Code::Internal, problem.code().slug()));
            }
            token => token?,
        };
        let brand = upstream.brand(token.brand)?;
        let driver = token.driver.as_ref();
        let driver = driver.ok_or_else(|| fresh_login_required(context, brand))?;
        if let Some(needs) = needs {
            check(context, driver, brand, needs)?;
        }
        let envelope = token.envelope(
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
                refused = Some(token.generation);
            }
            Ok(reply) => return Ok(reply),
            Err(error) => return Err(context.fail(Code::Internal, &error.to_string())),
        }
    }
}

/// What a message needs of the login.
#[derive(Debug)]
pub(super) struct Needs {
    /// The scopes that the driver was asked for.
    pub(super) scopes: Vec<&'static str>,
    /// That the driver proved lately who they are.
    pub(super) is_fresh: bool,
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
        Some(scope) => Err(scope_missing(context, scope)),
    }
}

fn scope_missing<P: Ports>(context: &Context<'_, P>, scope: &str) -> Problem {
    context.fail(Code::ConsentMissing, &format!("SCOPES has no {scope}"))
}

/// That a fresh login is needed; without `openid` none would tell who the driver is.
fn fresh_login_required<P: Ports>(context: &Context<'_, P>, brand: &BrandSettings) -> Problem {
    if !brand.asks_for("openid") {
        return scope_missing(context, "openid");
    }
    let problem = Problem::new(Code::FreshLoginRequired);
    let max_age = context.settings.actions.unlock_max_auth_age.min(NEW_LOGIN);
    match context.own_login_url(Some(brand.brand)) {
        Some(url) => problem.with_login_url(format!("{url}&max_age={max_age}")),
        None => problem,
    }
}

/// The problem that a driver's object has answered, or that it answered another question.
pub(super) fn problem_of<P: Ports>(context: &Context<'_, P>, reply: Reply) -> Problem {
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

/// What was made, with its place.
pub(super) fn made<P: Ports>(
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
