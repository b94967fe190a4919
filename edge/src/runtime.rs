//! The Cloudflare Worker: the only module that knows the platform.
//!
//! It turns the platform's requests, bindings and clocks into the crate's own, and its answers
//! back. Nothing is decided here. It is built on the `worker` crate; what a read goes through is
//! asked of the platform by `runtime/platform.js`. What the platform calls is in
//! `runtime/worker.js`.
//!
//! The web app's files are served through the Worker (`run_worker_first` in `wrangler.toml`), which
//! sets the security headers. Otherwise the platform could answer the OAuth callback with a file
//! of the app.

mod attempts;
mod bindings;
mod calls;
mod convert;
mod crypto;
mod driver;
mod last_known;
mod object;
mod platform;
mod settings;
mod sql;
mod token_memory;
mod worker_ports;

use http::StatusCode;
use http::header::CONTENT_SECURITY_POLICY;
use web_sys::{Request, Response};
#[cfg(feature = "entry-point")]
use worker::event;
use worker::{Context, Env};

use crate::Handled;
use crate::origin::Origin;
use crate::respond;
use bindings::ASSETS;
use worker_ports::WorkerPorts;

/// The entry point. It takes and gives the platform's own types: those of the `worker` crate parse
/// the address and wrap the headers, which are read anew here.
#[cfg(feature = "entry-point")]
#[event(fetch)]
async fn fetch(request: Request, env: Env, context: Context) -> worker::Result<Response> {
    answer(request, env, context).await
}

/// Answers a request.
///
/// # Errors
///
/// Only when the platform refuses to build a response.
pub async fn answer(request: Request, env: Env, context: Context) -> worker::Result<Response> {
    let settings = settings::settings(&env);
    let ports = WorkerPorts::new(env.clone(), context);
    let (received, route) = convert::request(&request).await;
    match crate::serve(&settings, &ports, &received, &route).await {
        Handled::Response(response) => match ports.take_connection() {
            Some(held) if response.status() == StatusCode::SWITCHING_PROTOCOLS => {
                let fields = convert::lines(response.headers());
                Ok(platform::connection(&held, &fields)?)
            }
            _ => convert::response(response),
        },
        Handled::Asset => {
            let settings = settings.as_ref().as_ref();
            let origin = settings.ok().map(|settings| &settings.public_origin);
            let https = origin.is_some_and(Origin::is_https);
            match asset(request, &env, origin).await {
                Ok(Some(file)) => Ok(file.into()),
                Ok(None) => convert::response(crate::no_file(&ports, https, None)),
                Err(error) => {
                    let reason = error.to_string();
                    convert::response(crate::no_file(&ports, https, Some(&reason)))
                }
            }
        }
    }
}

/// A file of the web app. The platform knows its type and its age; what the page may do is ours
/// to say.
async fn asset(
    request: Request,
    env: &Env,
    origin: Option<&Origin>,
) -> worker::Result<Option<worker::Response>> {
    let request = worker::Request::from(request);
    let file = env.assets(ASSETS)?.fetch_request(request).await?;
    if file.status_code() == 404 {
        return Ok(None);
    }
    let (status, headers) = (file.status_code(), file.headers().clone());
    let https = origin.is_some_and(Origin::is_https);
    for (name, value) in respond::security_headers(https, true) {
        headers.set(name.as_str(), value)?;
    }
    if let Some(origin) = origin {
        let policy = respond::app_policy(origin);
        headers.set(CONTENT_SECURITY_POLICY.as_str(), &policy)?;
    }
    let (_, body) = file.into_parts();
    Ok(Some(
        worker::ResponseBuilder::new()
            .with_status(status)
            .with_headers(headers)
            .body(body),
    ))
}
