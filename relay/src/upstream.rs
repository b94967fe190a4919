//! Calls to the manufacturer, as one identity makes them.
//!
//! A call goes through these folders, each of which imports only those below it:
//!
//! - [`cache`]: an answer that is held, or the same call under way, spares a read of its own. A
//!   write goes round it, and so does a read of what writes change, and a question about a car that
//!   is nobody's. In it a `Flight` is a call under way that can be joined, its `Carrier` the caller it began with, and `Progress` says
//!   how far it is.
//! - [`exchange`]: a call that is made: its deadline, its retries, the upstream's rate limit, and
//!   what of its answer is passed on.
//! - [`pool`]: the connections that calls are made on, and the circuit breaker before them.
//! - [`failure`]: why a call has no answer.
//!
//! All of them count in [`metrics`]. Where calls go, and the request that is made of one, is in
//! [`target`].

mod cache;
mod exchange;
mod failure;
mod metrics;
mod pool;
mod target;
#[cfg(feature = "fuzzing")]
pub mod tests;

use std::sync::Arc;

use bytes::Bytes;
use http::Request;
use http_body_util::Full;
use rustls::crypto::CryptoProvider;
use shared::operation::Call;
use tokio::time::Instant;
use tower::retry::budget::TpsBudget;

pub use exchange::{Answer, Bodies};
pub(crate) use exchange::{IDENTITY, is_passed_on_without_body, remaining_today};
pub use failure::{Failure, FailureKind};
pub(crate) use failure::{OBJECTION_TIME, await_objection, certificate_failure, chain, tls_error};
pub use metrics::Metrics;
pub use pool::Error;
pub(crate) use pool::{client, connect};
pub(crate) use target::AGENT;
pub use target::Driver;

use crate::config;
use crate::identity::{Authorities, Credential};
pub(crate) use cache::is_changed_by_writes;
use cache::{CacheKey, Coalescer, Progress, StoreLimits};
use exchange::{Exchange, ExchangeLimits, RateLimit, Ready, retry_budget};
use metrics::Meter;
use pool::{Connector, Pool, PoolLimits};
use target::Target;

/// The upstream as one identity sees it.
#[derive(Debug)]
pub struct Upstream {
    exchange: Arc<Exchange<Connector>>,
    persistent: Arc<Persistent>,
    target: Target,
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

impl Upstream {
    /// The upstream for the app `client_id`, which trusts `authorities` and authenticates with
    /// `credential`. `name` is the identity's name in logs and metrics. All identities share the
    /// memory of `bodies`.
    ///
    /// Fails if there can be no TLS with these settings, or if their address cannot be called.
    pub fn new(
        settings: &config::UpstreamSettings,
        (name, client_id): (&str, &str),
        authorities: &Authorities,
        credential: &Credential,
        provider: &Arc<CryptoProvider>,
        bodies: &Arc<Bodies>,
    ) -> Result<Self, Error> {
        let meter = Meter::new(name);
        let persistent = Persistent {
            rate_limit: Arc::new(RateLimit::new(meter.clone())),
            coalescer: Arc::new(Coalescer::new(meter.clone())),
            budget: retry_budget(),
            bodies: Arc::clone(bodies),
            meter,
        };
        let persistent = Arc::new(persistent);
        Self::with(
            settings,
            client_id,
            (authorities, credential),
            provider,
            persistent,
        )
    }

    /// The same upstream with other settings, authorities and credential. Fails as [`Self::new`]
    /// does.
    ///
    /// Rate limit, held answers, retry budget and metrics are taken over. Connections and TLS
    /// sessions are not, since they were authenticated with the old credential: idle connections
    /// close when the old upstream is dropped, the others when the calls on them have ended.
    pub fn renewed(
        &self,
        settings: &config::UpstreamSettings,
        authorities: &Authorities,
        credential: &Credential,
        provider: &Arc<CryptoProvider>,
    ) -> Result<Self, Error> {
        let persistent = Arc::clone(&self.persistent);
        Self::with(
            settings,
            self.target.client_id(),
            (authorities, credential),
            provider,
            persistent,
        )
    }

    fn with(
        settings: &config::UpstreamSettings,
        client_id: &str,
        (authorities, credential): (&Authorities, &Credential),
        provider: &Arc<CryptoProvider>,
        persistent: Arc<Persistent>,
    ) -> Result<Self, Error> {
        let meter = persistent.meter.clone();
        let target = Target::new(&settings.base, client_id)?;
        let connector = Connector::new(
            target.address().clone(),
            pool::client(settings, authorities, credential, provider)?,
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
            target,
            hold: StoreLimits {
                time: settings.hold,
                entries: settings.hold_entries,
                bytes: settings.hold_bytes,
            },
        })
    }

    /// Has `metrics` tell of these, and of no others.
    pub fn show<'u>(metrics: &Metrics, upstreams: impl Iterator<Item = &'u Self>) {
        metrics.show(
            upstreams
                .map(|upstream| upstream.persistent.meter.clone())
                .collect(),
        );
    }

    /// The answer to a read: a held one, that of the same call under way, or its own. Once its
    /// request is written the call goes on to its end, even if no caller waits for it any more.
    pub async fn call(&self, call: &Call, driver: Driver<'_>) -> Result<Answer, Failure> {
        let url = self.target.url(call);
        let authorization = driver.authorization.unwrap_or_default();
        let key = CacheKey::of(authorization, driver.realm, &url);
        let now = Instant::now();
        let begin = || {
            self.exchange.admit()?;
            let request = self.target.request(url, call, driver, Bytes::new())?;
            let (exchange, persistent) = (Arc::clone(&self.exchange), Arc::clone(&self.persistent));
            Ok(match exchange.begin(now) {
                Some(ready) => Progress::making(make(exchange, persistent, ready, request)),
                None => Progress::preparing(async move {
                    let ready = exchange.prepare(now).await?;
                    Ok(make(exchange, persistent, ready, request))
                }),
            })
        };
        let coalescer = &self.persistent.coalescer;
        coalescer.call(key, self.hold, now, begin).await
    }

    /// The answer to a call with this body, in JSON if there is any, that is never shared and held
    /// nowhere: a write, as two that are alike are two, a read of what writes change, or a question
    /// about a car that is nobody's.
    /// Once it has its connection it goes on to its end, even if its caller has gone away. `kept` is
    /// held for as long as it is under way, and comes back with its answer.
    pub async fn call_detached<K: Send + 'static>(
        &self,
        call: &Call,
        driver: Driver<'_>,
        body: Bytes,
        kept: K,
    ) -> Result<(Answer, K), Failure> {
        let now = Instant::now();
        self.exchange.admit()?;
        let request = self
            .target
            .request(self.target.url(call), call, driver, body)?;
        let (exchange, persistent) = (Arc::clone(&self.exchange), Arc::clone(&self.persistent));
        let ready = match exchange.begin(now) {
            Some(ready) => ready,
            None => exchange.prepare(now).await?,
        };
        let made = tokio::spawn(async move {
            let answer = make(exchange, persistent, ready, request).await?;
            Ok((answer, kept))
        });
        made.await.unwrap_or_else(|_| Err(Failure::broken_off()))
    }
}

/// Makes a call that has its connection.
async fn make(
    exchange: Arc<Exchange<Connector>>,
    persistent: Arc<Persistent>,
    ready: Ready,
    request: Box<Request<Full<Bytes>>>,
) -> Result<Answer, Failure> {
    exchange.make(ready, request, &persistent.budget).await
}
