//! The Cloudflare Worker: the only module that knows the platform.
//!
//! It turns the platform's requests, bindings and clocks into the crate's own, and its answers
//! back. Nothing is decided here. What is asked of the platform is in `runtime/platform.js`; what
//! the platform calls, with the Durable Objects, is in `runtime/worker.js`.
//!
//! The web app's files are served through the Worker (`run_worker_first` in `wrangler.toml`), which
//! sets the security headers. Otherwise the platform could answer the OAuth callback with a file
//! of the app.

mod bindings;
mod calls;
mod convert;
mod crypto;
mod last_known;
mod object;
mod password_attempts;
mod platform;
mod settings;
mod tasks;
mod token_memory;
mod worker_ports;

use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::Handled;
use crate::respond;
use calls::{DONE, NO, call};
use worker_ports::WorkerPorts;

/// A panic says why it ends the instance.
#[wasm_bindgen(start, private)]
fn start() {
    std::panic::set_hook(Box::new(|panic| platform::error(&panic.to_string())));
}

/// Answers a request: hands its response to `resolve`.
#[wasm_bindgen]
pub fn answer(request: JsValue, env: JsValue, context: JsValue, resolve: JsValue) {
    tasks::begin(async move {
        let settings = settings::settings(&env);
        let ports = WorkerPorts::new(env.clone(), context);
        let (received, route) = convert::request(&request).await;
        match crate::serve(&settings, &ports, &received, &route).await {
            Handled::Response(response) => convert::respond(&resolve, response),
            Handled::Asset => {
                let settings = settings.as_ref().as_ref();
                let https = settings.is_ok_and(|settings| settings.public_origin.is_https());
                if let Some(missing) = asset(&resolve, &request, &env, https).await {
                    let response = crate::no_file(&ports, https, missing.reason.as_deref());
                    convert::respond(&resolve, response);
                }
            }
        }
    });
}

/// A file that was not served: there is none, or the reason.
struct Missing {
    reason: Option<String>,
}

/// Answers with a file of the web app. The platform knows its type and its age; what the page may
/// do is ours to say.
async fn asset(
    resolve: &JsValue,
    request: &JsValue,
    env: &JsValue,
    https: bool,
) -> Option<Missing> {
    let security = respond::security_headers(https, true);
    let fields = convert::fields_of(security.iter().map(|(name, value)| (name, *value)));
    let outcome = call(|settle, number| {
        platform::asset(settle, number, resolve, request, env, &fields);
    })
    .await;
    match outcome.code {
        DONE => None,
        NO => Some(Missing { reason: None }),
        _ => Some(Missing {
            reason: Some(outcome.text),
        }),
    }
}
