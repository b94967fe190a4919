//! Calls to the manufacturer, as one identity makes them.
//!
//! A call goes through these folders, each of which imports only those below it:
//!
//! - [`cache`]: an answer that is held, or the same call under way, spares a call of its own.
//! - [`exchange`]: a call that is made: its deadline, its retries, the upstream's rate limit, and
//!   what of its answer is passed on.
//! - [`pool`]: the connections that calls are made on, and the circuit breaker before them.
//! - [`failure`]: why a call has no answer.
//!
//! All of them count in [`metrics`].

mod cache;
mod exchange;
mod failure;
mod metrics;
mod pool;
#[cfg(feature = "fuzzing")]
pub mod tests;

use std::sync::Arc;

use bytes::Bytes;
use http::header::InvalidHeaderValue;
use http::header::{ACCEPT, ACCEPT_ENCODING, AUTHORIZATION, HOST, USER_AGENT};
use http::{HeaderName, HeaderValue, Request, Uri};
use http_body_util::Empty;
use rustls::crypto::CryptoProvider;
use shared::hop;
use shared::operation::{BASE_PATH, Call};
use tokio::time::Instant;
use tower::retry::budget::TpsBudget;

pub(crate) use exchange::IDENTITY;
pub use exchange::{Answer, Bodies};
pub use failure::{Failure, FailureKind};
pub(crate) use failure::{chain, refuses_certificate, tls_error};
pub use metrics::Metrics;
pub use pool::Error;
pub(crate) use pool::{client, connect};

use crate::config;
use crate::identity::Credential;
use cache::{Begun, CacheKey, Coalescer, StoreLimits};
use exchange::{Exchange, ExchangeLimits, RateLimit, Ready, retry_budget};
use metrics::Meter;
use pool::{Connector, Pool, PoolLimits};

pub(crate) const AGENT: HeaderValue =
    HeaderValue::from_static(concat!("kerbside-relay/", env!("CARGO_PKG_VERSION")));
/// The headers of a call, at most.
const HEADERS: usize = 7;
const REALM: HeaderName = HeaderName::from_static(hop::REALM);
const TRACEPARENT: HeaderName = HeaderName::from_static(hop::TRACEPARENT);

/// The upstream as one identity sees it.
#[derive(Debug)]
pub struct Upstream {
    exchange: Arc<Exchange<Connector>>,
    persistent: Arc<Persistent>,
    base: String,
    host: HeaderValue,
    client_id: String,
    hold: StoreLimits,
}

/// State that outlives a renewal of settings and credential: it belongs to the identity, not to
/// its connections.
#[derive(Debug)]
struct Persistent {
    rate_limit: Arc<RateLimit>,
    coalescer: Arc<Coalescer>,
    budget: TpsBudget,
    bodies: Arc<Bodies>,
    meter: Meter,
}

/// What a call takes over from its caller.
#[derive(Debug, Clone, Copy)]
pub struct Driver<'a> {
    /// The whole `Authorization` value.
    pub authorization: &'a str,
    /// The realm that the token belongs to.
    pub realm: &'a str,
    /// W3C trace context.
    pub traceparent: Option<&'a str>,
}

impl Upstream {
    /// The upstream for the app `client_id`, which authenticates with `credential`. `name` is the
    /// identity's name in logs and metrics. All identities share the memory of `bodies`.
    ///
    /// Fails if there can be no TLS with these settings, or if their address cannot be called.
    pub fn new(
        settings: &config::UpstreamSettings,
        client_id: &str,
        credential: &Credential,
        provider: &Arc<CryptoProvider>,
        (metrics, name): (&Metrics, &str),
        bodies: &Arc<Bodies>,
    ) -> Result<Self, Error> {
        let meter = metrics.of(name);
        let persistent = Persistent {
            rate_limit: Arc::new(RateLimit::new(meter.clone())),
            coalescer: Arc::new(Coalescer::new(meter.clone())),
            budget: retry_budget(),
            bodies: Arc::clone(bodies),
            meter,
        };
        Self::with(
            settings,
            client_id,
            credential,
            provider,
            Arc::new(persistent),
        )
    }

    /// The same upstream with other settings and another credential. Fails as [`Self::new`] does.
    ///
    /// Rate limit, held answers, retry budget and metrics are taken over. Connections and TLS
    /// sessions are not, since they were authenticated with the old credential: idle connections
    /// close when the old upstream is dropped, the others when the calls on them have ended.
    pub fn renewed(
        &self,
        settings: &config::UpstreamSettings,
        credential: &Credential,
        provider: &Arc<CryptoProvider>,
    ) -> Result<Self, Error> {
        let persistent = Arc::clone(&self.persistent);
        Self::with(settings, &self.client_id, credential, provider, persistent)
    }

    fn with(
        settings: &config::UpstreamSettings,
        client_id: &str,
        credential: &Credential,
        provider: &Arc<CryptoProvider>,
        persistent: Arc<Persistent>,
    ) -> Result<Self, Error> {
        let meter = persistent.meter.clone();
        let address: Uri = settings.base.parse().map_err(http::Error::from)?;
        let host = host(&address).map_err(http::Error::from)?;
        let connector = Connector::new(
            address,
            pool::client(settings, credential, provider)?,
            settings.connect_timeout,
            meter.clone(),
        );
        let limits = PoolLimits {
            connections: settings.connections,
            queue: settings.queue,
            idle: settings.idle_timeout,
            age: settings.max_age,
        };
        Ok(Self {
            exchange: Arc::new(Exchange {
                pool: Pool::new(connector, limits, meter.clone()),
                limits: ExchangeLimits {
                    deadline: settings.deadline,
                    head: settings.head_timeout,
                    body: settings.body_timeout,
                    bytes: settings.max_response_bytes,
                    all_bytes: settings.answer_bytes,
                },
                rate_limit: Arc::clone(&persistent.rate_limit),
                bodies: Arc::clone(&persistent.bodies),
                meter,
            }),
            persistent,
            base: settings.base.clone(),
            host,
            client_id: client_id.to_owned(),
            hold: StoreLimits {
                time: settings.hold,
                entries: settings.hold_entries,
                bytes: settings.hold_bytes,
            },
        })
    }

    /// The answer to a call: a held one, that of the same call under way, or its own. Once its
    /// request is written the call goes on to its end, even if no caller waits for it any more.
    pub async fn call(&self, call: &Call, driver: Driver<'_>) -> Result<Answer, Failure> {
        let url = self.url(call);
        let key = CacheKey::of(driver.authorization, driver.realm, &url);
        let now = Instant::now();
        let begin = || {
            self.exchange.admit()?;
            let request = self
                .request(url, call, driver)
                .map_err(|error| Failure::unsent(FailureKind::Unreachable, error.to_string()))?;
            let (exchange, persistent) = (Arc::clone(&self.exchange), Arc::clone(&self.persistent));
            Ok(match exchange.begin(now) {
                Some(ready) => Begun::Ready(make(exchange, persistent, ready, request)),
                None => Begun::Waits(async move {
                    let ready = exchange.prepare(now).await?;
                    Ok(make(exchange, persistent, ready, request))
                }),
            })
        };
        let coalescer = &self.persistent.coalescer;
        coalescer.call(key, self.hold, now, begin).await
    }

    fn url(&self, call: &Call) -> String {
        let path = call.path().strip_prefix(BASE_PATH).unwrap_or_default();
        let parts = match call.query() {
            Some(query) => [&self.base, path, "?", query, "&client_id=", &self.client_id],
            None => [&self.base, path, "?", "", "client_id=", &self.client_id],
        };
        parts.concat()
    }

    fn request(
        &self,
        url: String,
        call: &Call,
        driver: Driver<'_>,
    ) -> Result<Request<Empty<Bytes>>, http::Error> {
        let mut authorization = HeaderValue::from_str(driver.authorization)?;
        authorization.set_sensitive(true);
        let accept = HeaderValue::from_static(call.operation().accept.as_str());
        let mut request = Request::new(Empty::new());
        *request.uri_mut() = Uri::try_from(url)?;
        let headers = request.headers_mut();
        headers.reserve(HEADERS);
        headers.insert(HOST, self.host.clone());
        headers.insert(AUTHORIZATION, authorization);
        headers.insert(REALM, HeaderValue::from_str(driver.realm)?);
        headers.insert(ACCEPT, accept);
        headers.insert(ACCEPT_ENCODING, HeaderValue::from_static(IDENTITY));
        headers.insert(USER_AGENT, AGENT);
        if let Some(traceparent) = driver.traceparent {
            headers.insert(TRACEPARENT, HeaderValue::from_str(traceparent)?);
        }
        Ok(request)
    }
}

/// Makes a call that has its connection.
async fn make(
    exchange: Arc<Exchange<Connector>>,
    persistent: Arc<Persistent>,
    ready: Ready,
    request: Request<Empty<Bytes>>,
) -> Result<Answer, Failure> {
    exchange.make(ready, request, &persistent.budget).await
}

/// The value of `Host`: the upstream's name, without the default port.
fn host(address: &Uri) -> Result<HeaderValue, InvalidHeaderValue> {
    let name = address.host().unwrap_or_default();
    match address.port_u16() {
        None | Some(443) => HeaderValue::from_str(name),
        Some(port) => HeaderValue::from_str(&format!("{name}:{port}")),
    }
}
