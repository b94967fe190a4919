//! The Durable Object that counts what is counted for longer than the platform's limits do: the
//! attempts at one password, the questions about one car.

use std::time::Duration;

use wasm_bindgen::JsValue;
use worker::wasm_bindgen_futures::JsFuture;
use worker::{DurableObject, Env, Request, Response, State, durable_object};

use crate::ports::RateLimitOutcome;
use crate::rate_limit::window::{AttemptWindow, WindowLimit};

const WINDOW: &str = "window";

/// The attempts that are counted by one key.
#[durable_object(alarm)]
pub struct Attempts {
    state: State,
}

impl DurableObject for Attempts {
    fn new(state: State, _: Env) -> Self {
        Self { state }
    }

    /// Counts one by the limit in the query, and answers with the seconds to wait, if it is one too
    /// many. While an object waits for its storage, the platform gives it no other request. One too
    /// many changes nothing of what is kept, and is not written.
    async fn fetch(&self, request: Request) -> worker::Result<Response> {
        let url = request.inner().url();
        let limit = url
            .split_once('?')
            .and_then(|(_, it)| WindowLimit::read(it));
        let limit = limit.ok_or("there is no such limit")?;
        let storage = self.state.storage();
        let kept = text(&JsFuture::from(storage.as_raw().get(WINDOW)?).await?)?;
        let mut window = AttemptWindow::read(&kept);
        let now = worker::Date::now().as_millis() / 1000;
        if let RateLimitOutcome::Over(seconds) = window.count(&limit, now) {
            return Response::ok(seconds.unwrap_or_default().to_string());
        }
        storage.put_raw(WINDOW, window.to_string()).await?;
        storage
            .set_alarm(Duration::from_secs(limit.seconds))
            .await?;
        Response::ok("")
    }

    /// After such a time without an attempt there is nothing to know.
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
