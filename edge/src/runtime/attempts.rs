//! The Durable Object that counts the attempts at one password.

use std::time::Duration;

use wasm_bindgen::JsValue;
use worker::wasm_bindgen_futures::JsFuture;
use worker::{DurableObject, Env, Request, Response, State, durable_object};

use crate::ports::RateLimitOutcome;
use crate::rate_limit::window::{AttemptWindow, SECONDS};

const WINDOW: &str = "window";

/// The attempts at one password.
#[durable_object(alarm)]
pub struct Attempts {
    state: State,
}

impl DurableObject for Attempts {
    fn new(state: State, _: Env) -> Self {
        Self { state }
    }

    /// Counts one, and answers with the seconds to wait, if it is one too many. While an object
    /// waits for its storage, the platform gives it no other request.
    async fn fetch(&self, _: Request) -> worker::Result<Response> {
        let storage = self.state.storage();
        let kept = text(&JsFuture::from(storage.as_raw().get(WINDOW)?).await?)?;
        let mut window = AttemptWindow::read(&kept);
        let count = window.count(worker::Date::now().as_millis() / 1000);
        storage.put_raw(WINDOW, window.to_string()).await?;
        storage.set_alarm(Duration::from_secs(SECONDS)).await?;
        Response::ok(match count {
            RateLimitOutcome::Within => String::new(),
            RateLimitOutcome::Over(seconds) => seconds.unwrap_or_default().to_string(),
        })
    }

    /// After a quarter of an hour without an attempt there is nothing to know.
    async fn alarm(&self) -> worker::Result<Response> {
        self.state.storage().delete_all().await?;
        Response::empty()
    }
}

/// What is stored, which is a text, or nothing yet.
fn text(stored: &JsValue) -> worker::Result<String> {
    match stored.as_string() {
        None if !stored.is_undefined() => Err("what is stored is no text".into()),
        text => Ok(text.unwrap_or_default()),
    }
}
