//! The world outside, as a Worker reaches it.

use std::cell::RefCell;
use std::collections::BTreeMap;

use futures_util::StreamExt as _;
use futures_util::future::{Either, select};
use http::HeaderMap;
use wasm_bindgen::JsValue;
use worker::{
    AbortController, Context, Delay, Env, Fetch, Headers, Method, RequestInit, RequestRedirect,
    console_log,
};

use super::bindings::{ATTEMPTS, Counter, SESSIONS, counter};
use super::convert;
use super::token_memory;
use crate::ports::{
    Clock, Event, Http, HttpFailure, Limiter, LimiterError, Limits, Log, Memo, Memory, Random,
    RateLimit, RateLimitOutcome,
};
use crate::session::message::{Envelope, Reply};
use crate::session::token_memory::TokenMemory;
use crate::session::{ObjectId, Sessions, Unreachable};

/// Has the platform's clock, randomness, network and log.
pub(super) trait OnPlatform {}

impl<T: OnPlatform> Clock for T {
    fn now(&self) -> u64 {
        worker::Date::now().as_millis() / 1000
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
    fn line(&self, event: &Event<'_>) {
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
        let controller = AbortController::default();
        let signal = controller.signal();
        let exchange = Box::pin(async {
            let request = outgoing(request).map_err(unreachable)?;
            let response = Fetch::Request(request)
                .send_with_signal(&signal)
                .await
                .map_err(unreachable)?;
            receive(response, limits.body).await
        });
        let outcome = match select(exchange, Delay::from(limits.time)).await {
            Either::Left((outcome, _)) => outcome,
            Either::Right(_) => Err(HttpFailure::Timeout),
        };
        if outcome.is_err() {
            controller.abort();
        }
        outcome
    }
}

/// The platform's own text may repeat the address, which names a car.
fn unreachable(_: worker::Error) -> HttpFailure {
    HttpFailure::Unreachable("the connection could not be made, or broke".to_owned())
}

fn outgoing(request: http::Request<Vec<u8>>) -> worker::Result<worker::Request> {
    let (parts, body) = request.into_parts();
    let headers = Headers::new();
    for (name, value) in &parts.headers {
        headers.append(name.as_str(), value.to_str().unwrap_or_default())?;
    }
    let mut init = RequestInit::new();
    init.with_method(Method::from(parts.method.as_str().to_owned()))
        .with_headers(headers)
        .with_redirect(RequestRedirect::Manual);
    if !body.is_empty() {
        let text = String::from_utf8(body).map_err(|_| worker::Error::BadEncoding)?;
        init.with_body(Some(JsValue::from_str(&text)));
    }
    worker::Request::new_with_init(&parts.uri.to_string(), &init)
}

async fn receive(
    mut response: worker::Response,
    limit: usize,
) -> Result<http::Response<Vec<u8>>, HttpFailure> {
    let headers: HeaderMap = convert::headers(response.headers());
    let status = http::StatusCode::from_u16(response.status_code())
        .map_err(|_| HttpFailure::Unreachable("not a status".to_owned()))?;
    let mut body = Vec::new();
    // A response without a body has no stream.
    if let Ok(mut chunks) = response.stream() {
        while let Some(chunk) = chunks.next().await {
            body.extend_from_slice(&chunk.map_err(unreachable)?);
            if body.len() > limit {
                return Err(HttpFailure::TooLarge);
            }
        }
    }
    let mut received = http::Response::new(body);
    *received.status_mut() = status;
    *received.headers_mut() = headers;
    Ok(received)
}

/// The platform, and the session objects that a request may ask.
#[derive(Debug)]
pub(super) struct WorkerPorts {
    env: Env,
    context: Context,
}

impl WorkerPorts {
    pub(super) fn new(env: Env, context: Context) -> Self {
        Self { env, context }
    }
}

impl OnPlatform for WorkerPorts {}

impl Sessions for WorkerPorts {
    fn new_object(&self) -> Result<ObjectId, Unreachable> {
        let namespace = self.env.durable_object(SESSIONS).map_err(trouble)?;
        let id = namespace.unique_id().map_err(trouble)?.to_string();
        from_hex(&id).ok_or_else(|| Unreachable("the object's id has another form".to_owned()))
    }

    async fn ask(&self, object: &ObjectId, envelope: &Envelope) -> Result<Reply, Unreachable> {
        let Some(reply) = post(&self.env, object, envelope).await.map_err(trouble)? else {
            return Ok(Reply::Ended);
        };
        Reply::read(&reply).map_err(trouble)
    }

    fn tell(&self, object: &ObjectId, envelope: Envelope) {
        let (env, object) = (self.env.clone(), *object);
        self.context.wait_until(async move {
            // A lost message is not retried: the next answer sends the state again.
            let _ = post(&env, &object, &envelope).await;
        });
    }

    fn with_tokens<T>(&self, work: impl FnOnce(&mut TokenMemory) -> T) -> T {
        token_memory::with_tokens(work)
    }
}

/// What an object answers; nothing, where there cannot be one.
async fn post(
    env: &Env,
    object: &ObjectId,
    envelope: &Envelope,
) -> worker::Result<Option<Vec<u8>>> {
    let namespace = env.durable_object(SESSIONS)?;
    // The platform knows which ids it gave out for this binding; another was for another.
    let Ok(id) = namespace.id_from_string(&to_hex(object)) else {
        return Ok(None);
    };
    let body = serde_json::to_string(envelope)?;
    let mut init = RequestInit::new();
    init.with_method(Method::Post)
        .with_body(Some(JsValue::from_str(&body)));
    let request = worker::Request::new_with_init("https://session/", &init)?;
    let mut answer = id.get_stub()?.fetch_with_request(request).await?;
    answer.bytes().await.map(Some)
}

impl Limiter for WorkerPorts {
    async fn count(&self, limit: RateLimit, key: &str) -> Result<RateLimitOutcome, LimiterError> {
        let outcome = match counter(limit) {
            Counter::Limit(name) => self.count_by_limit(name, key).await,
            Counter::Object => self.count_by_object(key).await,
        };
        outcome.map_err(|error| LimiterError(error.to_string()))
    }
}

impl WorkerPorts {
    async fn count_by_limit(&self, name: &str, key: &str) -> worker::Result<RateLimitOutcome> {
        let outcome = self.env.rate_limiter(name)?.limit(key.to_owned()).await?;
        Ok(if outcome.success {
            RateLimitOutcome::Within
        } else {
            RateLimitOutcome::Over(None)
        })
    }

    async fn count_by_object(&self, key: &str) -> worker::Result<RateLimitOutcome> {
        let namespace = self.env.durable_object(ATTEMPTS)?;
        let stub = namespace.id_from_name(key)?.get_stub()?;
        let mut answer = stub.fetch_with_str("https://attempts/").await?;
        let seconds = answer.text().await?;
        Ok(if seconds.is_empty() {
            RateLimitOutcome::Within
        } else {
            RateLimitOutcome::Over(seconds.parse().ok())
        })
    }
}

thread_local! {
    /// It may hold what was read, and never what is under way: a promise belongs to the request
    /// that began it.
    static KEPT: RefCell<BTreeMap<String, Memo>> = const { RefCell::new(BTreeMap::new()) };
}

impl Memory for WorkerPorts {
    fn recall(&self, name: &str) -> Option<Memo> {
        KEPT.with_borrow(|kept| kept.get(name).cloned())
    }

    fn keep(&self, name: &str, kept: Memo) {
        KEPT.with_borrow_mut(|all| all.insert(name.to_owned(), kept));
    }
}

fn trouble(error: impl std::fmt::Display) -> Unreachable {
    Unreachable(error.to_string())
}

fn to_hex(id: &ObjectId) -> String {
    id.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn from_hex(text: &str) -> Option<ObjectId> {
    let mut id = ObjectId::default();
    if text.len() != id.len() * 2 {
        return None;
    }
    for (at, byte) in id.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(at * 2..at * 2 + 2)?, 16).ok()?;
    }
    Some(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_object_id_survives_the_way_through_the_cookie() {
        let hex = "00ff".repeat(16);
        assert_eq!(from_hex(&hex).map(|id| to_hex(&id)), Some(hex));
        for text in ["", "00", &"zz".repeat(32), &"é".repeat(32)] {
            assert_eq!(from_hex(text), None, "{text}");
        }
    }
}
