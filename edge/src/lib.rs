//! The edge: logs drivers in with OAuth and answers front ends in clean JSON.
//!
//! A request goes one way: [`endpoint`] → who is asking ([`caller`]) → a live token ([`session`])
//! → one call through a relay ([`relay`]) → translated ([`api`]) → answered ([`respond`]). What
//! goes wrong on it comes back as a [`shared::problem::Problem`] and becomes a response here, in
//! one place. Only [`runtime`] knows that all this runs in a Cloudflare Worker.

#![allow(
    async_fn_in_trait,
    reason = "the traits are for this crate, whose futures run on the one thread of a Worker"
)]

#[cfg(all(test, target_arch = "wasm32"))]
#[macro_use]
extern crate wasm_test;

pub mod api;
pub mod app_files;
pub mod caller;
pub mod capability;
pub mod concurrent;
pub mod context;
pub mod driver;
pub mod endpoint;
pub mod health;
pub mod hex;
pub mod hook;
pub mod idp;
pub mod last_known;
pub mod login;
pub mod oauth;
pub mod objects;
pub mod origin;
pub mod owner;
pub mod pages;
pub mod pkce;
pub mod ports;
pub mod rate_limit;
pub mod relay;
pub mod request;
pub mod respond;
pub mod runtime;
pub mod seal;
pub mod session;
pub mod settings;
pub mod sha256;
pub mod size_limits;

#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

use http::header::ACCEPT;
use shared::problem::{Code, Problem};

use caller::credentials::Credentials;
use caller::{Caller, bearer, cors, guard};
use context::{Context, Ports};
use endpoint::{Access, Endpoint, ErrorForm, Handler, Route};
use oauth::error::OAuthError;
use ports::{Log, LogLine, Random, random};
use request::Request;
use respond::Response;
use settings::{Faults, Settings};

/// Seconds after which no further call is begun for a request, however many it takes.
const REQUEST_TIME: u64 = 30;

/// What becomes of a request.
#[derive(Debug)]
pub enum Handled {
    /// It is answered with this.
    Response(Response),
    /// It is for a file of the web app, which the runtime serves with the page's security headers.
    Asset,
}

/// Answers a request, whose path leads to `route`. It always does: every failure is an answer.
pub async fn serve<P: Ports>(
    settings: &Result<Settings, Faults>,
    ports: &P,
    request: &Request,
    route: &Route,
) -> Handled {
    let request_id = new_request_id(ports);
    let endpoint = route.endpoint;
    let template = match endpoint.takes(&request.method) {
        true if endpoint.handler == Handler::Asset => return Handled::Asset,
        true => route.template(),
        false => "-",
    };
    let (mut response, https, reason) = match settings {
        Ok(settings) => {
            let response = respond_to(settings, ports, request, route, &request_id).await;
            (response, settings.public_origin.is_https(), None)
        }
        Err(faults) => {
            let problem = health::misconfigured(faults).with_request_id(&request_id);
            let response = match endpoint.errors {
                ErrorForm::Page => refuse(endpoint, request, &problem),
                ErrorForm::OAuth | ErrorForm::Problem => respond::problem(&problem),
            };
            (response, true, Some(faults.to_string()))
        }
    };
    respond::finish(&mut response, https, &request_id);
    log(ports, &request_id, template, &response, reason.as_deref());
    Handled::Response(response)
}

/// Says that the file of the web app that a request asks for cannot be had: there is none, or
/// `reason`, which is for the log.
pub fn no_file(
    ports: &(impl Random + Log),
    request: &Request,
    https: bool,
    reason: Option<&str>,
) -> Response {
    let request_id = new_request_id(ports);
    let code = match reason {
        None => Code::NotFound,
        Some(_) => Code::Internal,
    };
    let problem = Problem::new(code).with_request_id(&request_id);
    let mut response = refuse(&endpoint::ASSET, request, &problem);
    respond::finish(&mut response, https, &request_id);
    let template = endpoint::ASSET.path;
    log(ports, &request_id, template, &response, reason);
    response
}

/// The response to a request, in the forms that its endpoint has.
async fn respond_to<P: Ports>(
    settings: &Settings,
    ports: &P,
    request: &Request,
    route: &Route,
    request_id: &str,
) -> Response {
    let endpoint = route.endpoint;
    let mut response = match endpoint.cors && request.method == "OPTIONS" {
        true => cors::preflight(request, settings, endpoint.page_methods(), endpoint.acts()),
        false => dispatch(settings, ports, request, route, request_id)
            .await
            .unwrap_or_else(|problem| {
                refuse(endpoint, request, &problem.with_request_id(request_id))
            }),
    };
    if endpoint.cors {
        cors::allow_origin(&mut response, request, settings, endpoint.acts());
        if guard::has_authorization(request) {
            bearer::challenge(&mut response);
        }
    }
    if request.method == "HEAD" {
        response.body_mut().clear();
    }
    response
}

/// Checks a request, each check before those that cost more, and calls its handler.
async fn dispatch<P: Ports>(
    settings: &Settings,
    ports: &P,
    request: &Request,
    route: &Route,
    request_id: &str,
) -> Result<Response, Problem> {
    let endpoint = route.endpoint;
    if !endpoint.takes(&request.method) {
        return Err(Problem::new(Code::MethodNotAllowed));
    }
    // A hook needs none of the checks below: it reads no headers, and answers 200 or 500 alone.
    if endpoint.handler == Handler::Hook {
        return hook::receive(ports, request, request_id).await;
    }
    size_limits::check(request, endpoint.takes_many_cookies)?;
    if endpoint.handler == Handler::Nothing {
        return Err(Problem::new(Code::NotFound));
    }
    let caller = match endpoint.access {
        Access::Connecting if guard::is_upgrade(request) => {
            guard::check_connection(request, settings)?
        }
        Access::PageOrApp | Access::Connecting => guard::check(request, settings)?,
        Access::Anyone => Caller::SameSite,
    };
    let context = &Context {
        settings,
        ports,
        request,
        credentials: &Credentials::new(caller, request, settings),
        request_id,
        deadline: ports.now().saturating_add(REQUEST_TIME),
    };
    rate_limit::check(context, endpoint.rate_limit).await?;
    match (endpoint.handler, &route.resource) {
        (Handler::Login, _) => login::begin::start(context),
        (Handler::Callback, _) => {
            Ok(login::callback::finish(context, oauth::response::answer).await)
        }
        (Handler::Password, _) => login::password::log_in(context).await,
        (Handler::Logout, _) => Ok(login::logout::end(context).await),
        (Handler::Session, _) => login::accounts::list(context).await,
        (Handler::Authorize, _) => Ok(oauth::authorize::start(context)),
        (Handler::Token, _) => Ok(oauth::token::exchange(context).await),
        (Handler::Revoke, _) => Ok(oauth::revoke::end(context).await),
        (Handler::Metadata, _) => oauth::metadata::describe(context),
        (Handler::Brands, _) => api::brands::list(context),
        (Handler::App, _) => api::app::answer(context),
        (Handler::Eligibility, _) => api::eligibility::answer(context).await,
        (Handler::Resource, Some((account, target))) => api::answer(context, account, target).await,
        (Handler::Health, _) => health::answer(context).await,
        (Handler::ProblemPage, _) => pages::problem(&request.path),
        (Handler::Asset | Handler::Hook | Handler::Nothing | Handler::Resource, _) => {
            Err(Problem::new(Code::NotFound))
        }
    }
}

/// A problem in the form that the endpoint's errors have.
fn refuse(endpoint: &Endpoint, request: &Request, problem: &Problem) -> Response {
    let wants_page = || {
        let accept = request.header(ACCEPT.as_str()).unwrap_or_default();
        accept.contains("text/html")
    };
    let response = match endpoint.errors {
        ErrorForm::OAuth => OAuthError::from(problem.clone()).response(),
        ErrorForm::Page if wants_page() => pages::error(problem),
        ErrorForm::Page | ErrorForm::Problem => respond::problem(problem),
    };
    match problem.code() {
        Code::MethodNotAllowed => respond::allow(response, endpoint.methods.allow()),
        _ => response,
    }
}

/// 32 hexadecimal digits: it is the id of the trace, too (W3C Trace Context section 3.2.2.3).
fn new_request_id(source: &impl Random) -> String {
    format!("{:032x}", u128::from_be_bytes(random(source)))
}

fn log(ports: &impl Log, id: &str, route: &str, response: &Response, why: Option<&str>) {
    ports.line(&LogLine {
        event: "request",
        request_id: id,
        route: Some(route),
        status: Some(response.status().as_u16()),
        detail: why,
        ..LogLine::default()
    });
}
