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
mod platform;
mod session;
mod settings;
mod sql;
mod token_memory;
mod worker_ports;

use http::StatusCode;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Request, Response};
#[cfg(feature = "entry-point")]
use worker::event;
use worker::wasm_bindgen_futures::JsFuture;
use worker::{Context, Env};

use crate::Handled;
use crate::app_files;
use crate::settings::Settings;
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
    let (received, route) = convert::request(&request, &env).await;
    match crate::serve(&settings, &ports, &received, &route).await {
        Handled::Response(response) => match ports.take_connection() {
            Some(held) if response.status() == StatusCode::SWITCHING_PROTOCOLS => {
                let fields = convert::lines(response.headers());
                Ok(platform::connection(&held, &fields)?)
            }
            _ => convert::response(response),
        },
        Handled::Asset => {
            let settings = settings.as_ref().as_ref().ok();
            let https = settings.is_some_and(|settings| settings.public_origin.is_https());
            match asset(&request, &env, settings, &received.path).await {
                Ok(Some(file)) => Ok(file),
                Ok(None) => convert::response(crate::no_file(&ports, &received, https, None)),
                Err(error) => {
                    let reason = worker::Error::from(error).to_string();
                    convert::response(crate::no_file(&ports, &received, https, Some(&reason)))
                }
            }
        }
    }
}

/// The web app's file at a path. The platform knows its type; how long it is kept and what it may do
/// is ours to say.
async fn asset(
    request: &Request,
    env: &Env,
    settings: Option<&Settings>,
    path: &str,
) -> Result<Option<Response>, JsValue> {
    let page = app_files::stands_for(path);
    let file = JsFuture::from(platform::file(env, request, page)).await?;
    let file = file.unchecked_into::<Response>();
    let status = file.status();
    if status == StatusCode::NOT_FOUND {
        return Ok(None);
    }
    let headers = app_files::headers(settings, path, status);
    platform::with_headers(&file, &convert::lines(&headers)).map(Some)
}
