//! Authentication of edges: the signature of a request, and that it is used only once.

mod metrics;
mod nonce;

use std::future::Future;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::Registry;
use shared::signature::{self, Key, MAX_LIFETIME, MAX_SKEW, Message, Refusal};
use tokio::time::{Instant, interval};

use metrics::SignatureMetrics;
use nonce::{NonceError, Nonces};

/// How long after the start a signature that was made before it may still be valid.
const START: Duration = Duration::from_secs(MAX_LIFETIME + MAX_SKEW);
/// How often expired nonces are removed.
const SWEEP: Duration = Duration::from_secs(5);

/// Verifies signatures with the keys of all edges, the public names of the relay, and the nonces
/// that were used.
#[derive(Debug)]
pub struct Verifier {
    names: Vec<String>,
    keys: Vec<EdgeKey>,
    nonces: Arc<Mutex<Nonces>>,
    started: u64,
    /// The same moment by the monotonic clock.
    began: Instant,
    metrics: SignatureMetrics,
}

/// A key, and the gauge of its last use once it was used: looked up once and not for each call.
#[derive(Debug)]
struct EdgeKey {
    key: Key,
    last_use: OnceLock<Gauge>,
}

impl EdgeKey {
    fn new(key: Key) -> Self {
        Self {
            key,
            last_use: OnceLock::new(),
        }
    }

    /// `now` is the Unix second.
    fn let_in(&self, metrics: &SignatureMetrics, now: u64) {
        let last_use = || metrics.last_use(self.key.id());
        self.last_use
            .get_or_init(last_use)
            .set(metrics::gauged(now));
    }
}

/// The signed parts of a request, as they arrived.
#[derive(Debug, Clone, Copy)]
pub struct Signed<'a> {
    /// `GET`
    pub method: &'a str,
    /// The host that the caller named: only a hint which public name was signed.
    pub host: &'a str,
    /// The raw path.
    pub path: &'a str,
    /// The raw query without its `?`.
    pub query: Option<&'a str>,
    /// The whole `Authorization` value.
    pub authorization: &'a str,
    /// The whole `x-introspect-realm` value.
    pub realm: &'a str,
    /// The value of `Signature-Input`.
    pub signature_input: &'a str,
    /// The value of `Signature`.
    pub signature: &'a str,
}

/// The refusal of a request. The caller gets no reason.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct SignatureRefused {
    /// For the log.
    pub reason: RefusalReason,
    /// The key that the signature names, if it can be read and is one of ours.
    pub key_id: Option<String>,
}

/// Why a request is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RefusalReason {
    /// The signature is not good.
    #[error(transparent)]
    Signature(#[from] Refusal),
    /// It was used before.
    #[error("replayed")]
    Replayed,
    /// It was made before this process started, which cannot know whether it was used.
    #[error("made-before-start")]
    MadeBeforeStart,
    /// The store of nonces is full, which is not the caller's fault.
    #[error("nonce-store-full")]
    Full,
    /// One of the signed headers is missing, duplicated or not text.
    #[error("header-missing-or-doubled")]
    Header,
}

impl RefusalReason {
    /// Whether the signature itself is good, so the caller has the key.
    pub(crate) fn is_of_a_proven_key(self) -> bool {
        match self {
            Self::Signature(_) | Self::Header => false,
            Self::Replayed | Self::MadeBeforeStart | Self::Full => true,
        }
    }
}

impl Verifier {
    /// A verifier for a process that started at the Unix second `started`.
    ///
    /// A signature made in an earlier second is refused: the process before this one may have
    /// accepted it. An edge whose clock is behind is refused for as many seconds, signs again by
    /// the `Date` of the refusal, and is accepted. One replay stays possible of a signature of the
    /// starting second itself, or of one made by a clock that was ahead.
    ///
    /// This rule ends after the longest time for which a signature can be valid, measured by the
    /// monotonic clock: a machine that starts with its clock hours ahead serves once the clock is
    /// corrected.
    pub fn new(
        names: Vec<String>,
        keys: Vec<Key>,
        nonce_capacity: usize,
        started: u64,
        registry: &mut Registry,
    ) -> Self {
        Self {
            names,
            keys: keys.into_iter().map(EdgeKey::new).collect(),
            nonces: Arc::new(Mutex::new(Nonces::new(nonce_capacity))),
            started,
            began: Instant::now(),
            metrics: SignatureMetrics::register(nonce_capacity, registry),
        }
    }

    /// The same verifier with other keys and names. Both share their nonces: what one of them has
    /// accepted, the other refuses.
    pub fn with_keys(&self, names: Vec<String>, keys: Vec<Key>) -> Self {
        Self {
            names,
            keys: keys.into_iter().map(EdgeKey::new).collect(),
            nonces: Arc::clone(&self.nonces),
            started: self.started,
            began: self.began,
            metrics: self.metrics.clone(),
        }
    }

    /// The id of the key that signed the request, one of ours. `now` is the Unix second.
    pub fn verify(&self, request: &Signed<'_>, now: u64) -> Result<&str, SignatureRefused> {
        let mut named = None;
        let judged = self.judge(request, now, &mut named);
        match (judged, named) {
            (Ok(()), Some(key)) => {
                key.let_in(&self.metrics, now);
                Ok(key.key.id())
            }
            (Err(reason), Some(key)) => Err(self.refuse(reason, Some(key.key.id().to_owned()))),
            (Err(reason), None) => Err(self.refuse(reason, None)),
            // A good signature names its key.
            (Ok(()), None) => Err(self.refuse(Refusal::UnknownKey.into(), None)),
        }
    }

    /// Removes expired nonces for as long as it is polled, also while no call comes. `clock`
    /// returns the Unix second. It serves this verifier and all that
    /// [`with_keys`](Self::with_keys) makes of it, and keeps none of them alive.
    pub(crate) fn forgetting<C: Fn() -> u64 + Send>(
        &self,
        clock: C,
    ) -> impl Future<Output = ()> + Send + use<C> {
        let (nonces, metrics) = (Arc::clone(&self.nonces), self.metrics.clone());
        let began = self.began;
        async move {
            let mut ticks = interval(SWEEP);
            loop {
                ticks.tick().await;
                let mut nonces = nonces.lock().unwrap_or_else(PoisonError::into_inner);
                nonces.forget(clock(), began.elapsed());
                metrics.set_nonces(nonces.len());
            }
        }
    }

    /// The refusal of a request that has not exactly one of each of the signed headers.
    pub fn unsigned(&self) -> SignatureRefused {
        self.refuse(RefusalReason::Header, None)
    }

    fn refuse(&self, reason: RefusalReason, key_id: Option<String>) -> SignatureRefused {
        self.metrics.refused(reason.to_string());
        SignatureRefused { reason, key_id }
    }

    fn judge<'k>(
        &'k self,
        request: &Signed<'_>,
        now: u64,
        named: &mut Option<&'k EdgeKey>,
    ) -> Result<(), RefusalReason> {
        let is_hinted = |name: &&String| signature::is_authority(request.host, name);
        let hinted = self.names.iter().filter(is_hinted);
        let others = self.names.iter().filter(|name| !is_hinted(name));
        let messages = hinted.chain(others).map(|name| Message {
            method: request.method,
            authority: name,
            path: request.path,
            query: request.query,
            authorization: request.authorization,
            realm: request.realm,
            content_digest: None,
        });
        let proof = signature::verify(
            messages,
            (request.signature_input, request.signature),
            |id| {
                let key = self.keys.iter().find(|key| key.key.id() == id)?;
                *named = Some(key);
                Some(&key.key)
            },
            now,
        )?;
        let uptime = self.began.elapsed();
        if proof.created < self.started && uptime < START {
            return Err(RefusalReason::MadeBeforeStart);
        }
        let mut nonces = self.nonces.lock().unwrap_or_else(PoisonError::into_inner);
        let taken = nonces.take(proof.nonce, proof.expires, now, uptime);
        self.metrics.set_nonces(nonces.len());
        drop(nonces);
        taken.map_err(|untaken| match untaken {
            NonceError::Seen => RefusalReason::Replayed,
            NonceError::Full => RefusalReason::Full,
        })
    }
}

#[cfg(test)]
mod tests;
