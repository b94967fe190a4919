//! The edge: logs drivers in with OAuth and answers front ends in clean JSON.
//!
//! A request goes one way: [`route`] → who is asking ([`caller`]) → a live token ([`session`]) →
//! one call through a relay ([`relay`]) → translated ([`api`]) → answered ([`respond`]). What
//! goes wrong on it comes back as a [`shared::problem::Problem`] and becomes a response here, in
//! one place. Only [`runtime`] knows that all this runs in a Cloudflare Worker.

#![allow(
    async_fn_in_trait,
    reason = "the traits are for this crate, whose futures run on the one thread of a Worker"
)]

pub mod api;
pub mod caller;
pub mod context;
pub mod health;
pub mod idp;
pub mod login;
pub mod oauth;
pub mod origin;
pub mod pages;
pub mod pkce;
pub mod ports;
pub mod rate_limit;
pub mod relay;
pub mod request;
pub mod respond;
pub mod route;
pub mod runtime;
pub mod seal;
pub mod session;
pub mod settings;
pub mod size_limits;
pub mod state;

#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

use http::header::ACCEPT;
use shared::problem::{Code, Problem};

use caller::Caller;
use caller::bearer;
use caller::guard;
use context::{Context, Ports};
use ports::{Event, Log, Random, random};
use request::Request;
use respond::Response;
use route::{NoRoute, Route};
use settings::{Faults, Settings};

/// Seconds after which no further call is begun for a request, however many it takes.
const DEADLINE: u64 = 30;

/// What a request is answered with.
#[derive(Debug)]
pub enum Answer {
    /// This.
    Response(Response),
    /// A file of the web app, which the runtime serves with the page's security headers.
    Asset,
}

/// Answers a request. It always does: every failure is an answer.
pub async fn answer<P: Ports>(
    settings: &Result<Settings, Faults>,
    ports: &P,
    request: &Request,
) -> Answer {
    let request_id = new_request_id(ports);
    let route = Route::find(&request.method, &request.path);
    let template = route.as_ref().map_or("-", Route::template);
    let settings = match settings {
        Ok(settings) => settings,
        Err(_) if matches!(route, Ok(Route::Asset)) => return Answer::Asset,
        Err(faults) => {
            let problem = health::misconfigured(faults).with_request_id(&request_id);
            log(
                ports,
                &request_id,
                template,
                &respond::problem(&problem),
                problem.detail(),
            );
            let mut response = respond::problem(&problem);
            respond::finish(&mut response, true, &request_id);
            return Answer::Response(response);
        }
    };
    let context = Context {
        settings,
        ports,
        request,
        caller: Caller::Own,
        request_id: &request_id,
        deadline: ports.now().saturating_add(DEADLINE),
    };
    let is_for_pages = request.path.starts_with("/api/") || is_door_for_pages(&request.path);
    let mut response = if is_for_pages && request.method == "OPTIONS" {
        guard::preflight(request, settings)
    } else {
        match dispatch(&context, route).await {
            Ok(Answer::Asset) => return Answer::Asset,
            Ok(Answer::Response(response)) => response,
            Err((problem, allow)) => {
                let problem = problem.with_request_id(&request_id);
                let response = refuse(request, &problem);
                match allow {
                    Some(methods) => respond::allow(response, methods),
                    None => response,
                }
            }
        }
    };
    if is_for_pages {
        guard::share(&mut response, request, settings);
        if guard::has_authorization(request) {
            bearer::challenge(&mut response);
        }
    }
    if request.method == "HEAD" {
        response.body_mut().clear();
    }
    respond::finish(
        &mut response,
        settings.public_origin.is_https(),
        &request_id,
    );
    log(ports, &request_id, template, &response, None);
    Answer::Response(response)
}

/// Says that a file of the web app cannot be had: there is none, or `reason`, which is for the
/// log.
pub fn no_file(ports: &(impl Random + Log), https: bool, reason: Option<&str>) -> Response {
    let request_id = new_request_id(ports);
    let code = match reason {
        None => Code::NotFound,
        Some(_) => Code::Internal,
    };
    let mut response = respond::problem(&Problem::new(code).with_request_id(&request_id));
    respond::finish(&mut response, https, &request_id);
    log(
        ports,
        &request_id,
        Route::Asset.template(),
        &response,
        reason,
    );
    response
}

/// Answers a problem in the way of the door: in OAuth's where a client of the authorization server
/// asks, as a page where a driver's browser is sent, else as RFC 9457 has it.
fn refuse(request: &Request, problem: &Problem) -> Response {
    let wants_page = || {
        let accept = request.header(ACCEPT.as_str()).unwrap_or_default();
        accept.contains("text/html")
    };
    match request.path.as_str() {
        "/auth/token" | "/auth/revoke" => respond::oauth(&problem.clone().into()),
        "/auth/login" | "/auth/authorize" | "/auth/callback" if wants_page() => {
            pages::refusal(problem)
        }
        _ => respond::problem(problem),
    }
}

type Refusal = (Problem, Option<&'static str>);

async fn dispatch<P: Ports>(
    context: &Context<'_, P>,
    route: Result<Route, NoRoute>,
) -> Result<Answer, Refusal> {
    let route = route.map_err(|none| match none {
        NoRoute::NotFound => (Problem::new(Code::NotFound), None),
        NoRoute::MethodNotAllowed { allow } => (Problem::new(Code::MethodNotAllowed), Some(allow)),
    })?;
    if let Route::Asset = route {
        return Ok(Answer::Asset);
    }
    open(context, route)
        .await
        .map(Answer::Response)
        .map_err(|problem| (problem, None))
}

async fn open<P: Ports>(context: &Context<'_, P>, route: Route) -> Result<Response, Problem> {
    let takes_cookies_away = matches!(route, Route::Logout | Route::Session);
    size_limits::check(context.request, takes_cookies_away)?;
    let caller = match route {
        Route::Api(..) | Route::Brands | Route::Session | Route::Logout | Route::Password => {
            guard::check(context.request, context.settings)?
        }
        _ => context.caller,
    };
    let context = &Context { caller, ..*context };
    rate_limit::door::check(context, &route).await?;
    match route {
        Route::Login => login::begin::start(context),
        Route::Callback => Ok(login::callback::finish(context).await),
        Route::Password => login::password::log_in(context).await,
        Route::Authorize => Ok(oauth::authorize::start(context)),
        Route::Token => Ok(oauth::token::exchange(context).await),
        Route::Revoke => Ok(oauth::revoke::end(context).await),
        Route::Metadata => oauth::metadata::describe(context),
        Route::Logout => Ok(login::logout::end(context).await),
        Route::Session => login::accounts::list(context).await,
        Route::Brands => api::brands::list(context),
        Route::Api(account, target) => api::answer(context, &account, &target).await,
        Route::Health => health::answer(context).await,
        Route::Problem(slug) => pages::problem(&slug),
        Route::Asset => Err(Problem::new(Code::NotFound)),
    }
}

fn is_door_for_pages(path: &str) -> bool {
    matches!(
        path,
        "/auth/session"
            | "/auth/logout"
            | "/auth/password"
            | "/auth/token"
            | "/.well-known/oauth-authorization-server"
    )
}

/// 32 hexadecimal digits: it is the id of the trace, too (W3C Trace Context section 3.2.2.3).
fn new_request_id(source: &impl Random) -> String {
    format!("{:032x}", u128::from_be_bytes(random(source)))
}

fn log(ports: &impl Log, id: &str, route: &str, response: &Response, why: Option<&str>) {
    ports.line(&Event {
        event: "request",
        request_id: id,
        route: Some(route),
        status: Some(response.status().as_u16()),
        detail: why,
        ..Event::default()
    });
}
