//! The traits of `ports.rs`, by the Workers platform.

use std::cell::RefCell;
use std::time::Duration;

use shared::json;
use shared::problem::Code;
use wasm_bindgen::JsValue;
use worker::js_sys::{Date, Object};
use worker::{Context, Delay, Env, console_log};

use super::bindings::{Counter, SESSIONS, counter};
use super::calls::{DONE, NO, TOO_LARGE, TOO_SLOW, call};
use super::{convert, platform, token_memory};
use crate::driver::connect::Connect;
use crate::driver::hook::{Delivery, Receipt};
use crate::driver::{self, AsksDriver, DriverName, Drivers};
use crate::hex;
use crate::objects::{ReadJson as _, Unreachable};
use crate::ports::{
    Clock, Http, HttpFailure, Limiter, LimiterError, Limits, Log, LogLine, Memo, Memory, Random,
    RateLimit, RateLimitOutcome, Timer,
};
use crate::rate_limit::window::WindowLimit;
use crate::relay::ReachesRelays;
use crate::session::message::{Envelope, Reply};
use crate::session::token_memory::TokenMemory;
use crate::session::{ObjectId, Sessions};

/// Has the platform's clock, randomness, network and log.
pub(super) trait OnPlatform {}

impl<T: OnPlatform> Clock for T {
    fn now(&self) -> u64 {
        // One call out of the wasm, of which `worker::Date` makes two: a read looks twelve times.
        (Date::now() / 1000.0) as u64
    }
}

impl<T: OnPlatform> Timer for T {
    async fn pause(&self, seconds: u64) {
        Delay::from(Duration::from_secs(seconds)).await;
    }
}

impl<T: OnPlatform> Random for T {
    fn fill(&self, buffer: &mut [u8]) {
        if getrandom::fill(buffer).is_err() {
            // Nothing that needs chance may go on without it.
            std::process::abort();
        }
    }
}

impl<T: OnPlatform> Log for T {
    fn line(&self, event: &LogLine<'_>) {
        if let Ok(line) = serde_json::to_string(event) {
            console_log!("{line}");
        }
    }
}

impl<T: OnPlatform> Http for T {
    async fn send(
        &self,
        request: http::Request<Vec<u8>>,
        limits: Limits,
    ) -> Result<http::Response<Vec<u8>>, HttpFailure> {
        let (parts, body) = request.into_parts();
        let body = String::from_utf8(body).map_err(|_| unreachable())?;
        let outcome = call(|settle, number| {
            platform::send(
                settle,
                number,
                parts.method.as_str(),
                &parts.uri.to_string(),
                &convert::lines(&parts.headers),
                &body,
                u32::try_from(limits.time.as_millis()).unwrap_or(u32::MAX),
                u32::try_from(limits.body).unwrap_or(u32::MAX),
            );
        })
        .await;
        let status = match outcome.code {
            TOO_LARGE => return Err(HttpFailure::TooLarge),
            TOO_SLOW => return Err(HttpFailure::Timeout),
            code => u16::try_from(code).map_err(|_| unreachable())?,
        };
        let mut received = http::Response::new(outcome.bytes);
        *received.status_mut() = http::StatusCode::from_u16(status).map_err(|_| unreachable())?;
        let fields = outcome.text.strip_prefix('\n').unwrap_or_default();
        *received.headers_mut() = convert::headers(fields);
        Ok(received)
    }
}

/// The platform's own text may repeat the address, which names a car.
fn unreachable() -> HttpFailure {
    HttpFailure::Unreachable("the connection could not be made, or broke".to_owned())
}

/// The platform, and the session objects that a request may ask.
#[derive(Debug)]
pub(super) struct WorkerPorts {
    env: Env,
    context: Context,
    /// This end of the connection that the request has opened, if it has.
    held: RefCell<Option<JsValue>>,
}

impl WorkerPorts {
    pub(super) fn new(env: Env, context: Context) -> Self {
        Self {
            env,
            context,
            held: RefCell::default(),
        }
    }

    /// The connection that the request has opened.
    pub(super) fn take_connection(&self) -> Option<JsValue> {
        self.held.take()
    }
}

impl OnPlatform for WorkerPorts {}

impl Sessions for WorkerPorts {
    fn new_object(&self) -> Result<ObjectId, Unreachable> {
        let namespace = self.env.durable_object(SESSIONS).map_err(trouble)?;
        let id = namespace.unique_id().map_err(trouble)?.to_string();
        let object = hex::read(&id).and_then(|bytes| bytes.try_into().ok());
        object.ok_or_else(|| Unreachable("the object's id has another form".to_owned()))
    }

    async fn ask(&self, object: &ObjectId, envelope: &Envelope) -> Result<Reply, Unreachable> {
        let message = serde_json::to_string(envelope).map_err(trouble)?;
        let asked = call(|settle, number| {
            platform::ask(settle, number, &self.env, &hex::write(object), &message);
        });
        let outcome = asked.await;
        match outcome.code {
            DONE => Reply::read(outcome.text.as_bytes()).map_err(trouble),
            NO => Ok(Reply::Ended),
            _ => Err(Unreachable(outcome.text)),
        }
    }

    fn tell(&self, object: &ObjectId, envelope: Envelope) {
        if let Ok(message) = serde_json::to_string(&envelope) {
            // A lost message is not retried: the next answer sends the state again.
            let _ = platform::tell(
                &self.env,
                self.context.as_ref(),
                &hex::write(object),
                &message,
            );
        }
    }

    fn with_tokens<T>(&self, work: impl FnOnce(&mut TokenMemory) -> T) -> T {
        token_memory::with_tokens(work)
    }
}

/// Has the bindings of wrangler.toml.
pub(super) trait OnBindings {
    /// What they are reached by.
    fn env(&self) -> &Env;
}

impl OnBindings for WorkerPorts {
    fn env(&self) -> &Env {
        &self.env
    }
}

impl<T: OnBindings> AsksDriver for T {
    async fn ask_driver(
        &self,
        driver: &DriverName,
        envelope: &driver::message::Envelope,
    ) -> Result<driver::message::Reply, Unreachable> {
        let message = json::write(&envelope.to_json());
        let asked = call(|settle, number| {
            platform::ask_driver(settle, number, self.env(), driver.as_str(), &message);
        });
        let outcome = asked.await;
        match outcome.code {
            DONE => driver::message::Reply::read(outcome.text.as_bytes()).map_err(trouble),
            _ => Err(Unreachable(outcome.text)),
        }
    }
}

impl Drivers for WorkerPorts {
    fn tell_driver(&self, driver: &DriverName, envelope: &driver::message::Envelope) {
        let message = json::write(&envelope.to_json());
        platform::tell_driver(&self.env, self.context.as_ref(), driver.as_str(), &message);
    }

    async fn connect(
        &self,
        object: &str,
        connect: &Connect,
    ) -> Result<driver::message::Reply, Unreachable> {
        let message = json::write(&connect.to_json());
        let held = JsValue::from(Object::new());
        let asked = call(|settle, number| {
            platform::connect(settle, number, &self.env, object, &message, &held);
        });
        let outcome = asked.await;
        let reply = match outcome.code {
            DONE => driver::message::Reply::read(outcome.text.as_bytes()).map_err(trouble)?,
            NO => driver::message::Reply::Refused {
                code: Code::TicketInvalid,
                retry_after: None,
                detail: None,
            },
            _ => return Err(Unreachable(outcome.text)),
        };
        *self.held.borrow_mut() = Some(held);
        Ok(reply)
    }

    async fn notify(&self, object: &str, received: &Delivery) -> Result<Receipt, Unreachable> {
        let message = received.to_text();
        let handed = call(|settle, number| {
            platform::notify(settle, number, &self.env, object, &message);
        });
        let outcome = handed.await;
        match outcome.code {
            DONE => Ok(Receipt::from_word(&outcome.text)),
            NO => Ok(Receipt::Nobody),
            _ => Err(Unreachable(outcome.text)),
        }
    }
}

impl Limiter for WorkerPorts {
    async fn count(&self, limit: RateLimit, key: &str) -> Result<RateLimitOutcome, LimiterError> {
        match counter(limit) {
            Counter::Limit(name) => self.count_by_limit(name, key).await,
            Counter::Object(limit) => self.count_by_object(&limit, key).await,
        }
    }
}

impl WorkerPorts {
    async fn count_by_limit(
        &self,
        name: &str,
        key: &str,
    ) -> Result<RateLimitOutcome, LimiterError> {
        let counted = call(|settle, number| platform::limit(settle, number, &self.env, name, key));
        let outcome = counted.await;
        match outcome.code {
            DONE => Ok(RateLimitOutcome::Within),
            NO => Ok(RateLimitOutcome::Over(None)),
            _ => Err(LimiterError(outcome.text)),
        }
    }

    async fn count_by_object(
        &self,
        limit: &WindowLimit,
        key: &str,
    ) -> Result<RateLimitOutcome, LimiterError> {
        let window = limit.to_string();
        let counted = call(|settle, number| {
            platform::count_by_object(settle, number, &self.env, key, &window)
        });
        let outcome = counted.await;
        match (outcome.code, outcome.text) {
            (DONE, text) if text.is_empty() => Ok(RateLimitOutcome::Within),
            (DONE, text) => Ok(RateLimitOutcome::Over(text.parse().ok())),
            (_, text) => Err(LimiterError(text)),
        }
    }
}

thread_local! {
    /// It may hold what was read, and never what is under way: a promise belongs to the request
    /// that began it.
    static KEPT: RefCell<Vec<(String, Memo)>> = const { RefCell::new(Vec::new()) };
}

/// The platform, and what its requests and objects remember together: all that a call of a relay
/// needs.
#[derive(Debug)]
pub(super) struct Platform;

impl OnPlatform for Platform {}

impl ReachesRelays for WorkerPorts {
    type RelayPorts = Platform;

    fn relay_ports(&self) -> &Platform {
        &Platform
    }
}

impl<T: OnPlatform> Memory for T {
    fn recall(&self, name: &str) -> Option<Memo> {
        KEPT.with_borrow(|kept| {
            let found = kept.iter().find(|(of, _)| of == name);
            found.map(|(_, memo)| memo.clone())
        })
    }

    fn keep(&self, name: &str, memo: Memo) {
        KEPT.with_borrow_mut(|kept| {
            kept.retain(|(of, _)| of != name);
            kept.push((name.to_owned(), memo));
        });
    }
}

fn trouble(error: impl std::fmt::Display) -> Unreachable {
    Unreachable(error.to_string())
}
