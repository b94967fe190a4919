//! The Durable Object that counts the attempts at one password.

use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use super::calls::call;
use super::platform;
use super::{tasks, worker_ports};
use crate::ports::RateLimitOutcome;
use crate::rate_limit::window::{AttemptWindow, SECONDS};

const WINDOW: &str = "window";

/// The attempts at one password.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Attempts {
    storage: JsValue,
}

#[wasm_bindgen]
impl Attempts {
    /// The object over its storage.
    #[wasm_bindgen(constructor)]
    pub fn new(storage: JsValue) -> Self {
        Self { storage }
    }

    /// Counts one, and answers with the seconds to wait, if it is one too many. While an object
    /// waits for its storage, the platform gives it no other request.
    pub fn count(&self, resolve: JsValue, reject: JsValue) {
        tasks::answer(count(self.storage.clone()), resolve, reject);
    }

    /// After a quarter of an hour without an attempt there is nothing to know.
    pub fn alarm(&self, resolve: JsValue, reject: JsValue) {
        let storage = self.storage.clone();
        let clear = async move {
            let cleared = call(|settle, number| platform::clear(settle, number, &storage));
            cleared.await.done()
        };
        tasks::answer(clear, resolve, reject);
    }
}

async fn count(storage: JsValue) -> Result<String, String> {
    let kept = call(|settle, number| platform::recall(settle, number, &storage, WINDOW));
    let mut window = AttemptWindow::read(&kept.await.done()?);
    let count = window.count(worker_ports::now());
    let text = window.to_string();
    let kept = call(|settle, number| platform::keep(settle, number, &storage, WINDOW, &text));
    kept.await.done()?;
    let alarm = call(|settle, number| {
        platform::wake(settle, number, &storage, SECONDS as f64 * 1000.0);
    });
    alarm.await.done()?;
    Ok(match count {
        RateLimitOutcome::Within => String::new(),
        RateLimitOutcome::Over(seconds) => seconds.unwrap_or_default().to_string(),
    })
}
