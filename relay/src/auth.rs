//! Authentication of edges: the signature of a request, and that it is used only once.
//!
//! A key is for reads or for writes, and never for both, so that whoever has an edge's reading key
//! changes nothing. Either may say hello.

mod metrics;
mod nonce;
mod refusal;

use std::future::Future;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::Registry;
use shared::hop;
use shared::signature::{self, MAX_LIFETIME, MAX_SKEW, Message, Proof, Refusal};
use tokio::time::{Instant, interval};

use crate::config::KeySettings;
use crate::metrics::gauged;
use metrics::SignatureMetrics;
use nonce::Nonces;
pub use refusal::RefusalReason;

/// How long after the start a signature that was made before it may still be valid.
const START: Duration = Duration::from_secs(MAX_LIFETIME + MAX_SKEW);
/// Seconds by which an edge's clock may be ahead of the relay's for a write: one, for the fraction
/// of a second. An edge signs a write by the relay's clock, of which the hello tells.
const WRITE_SKEW: u64 = 1;
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
    settings: KeySettings,
    last_use: OnceLock<Gauge>,
}

impl EdgeKey {
    fn new(settings: KeySettings) -> Self {
        Self {
            settings,
            last_use: OnceLock::new(),
        }
    }

    fn id(&self) -> &str {
        self.settings.key.id()
    }

    /// Whether it may sign such a request.
    fn is_for(&self, request: &Signed<'_>) -> bool {
        match request.content_digest {
            Some(_) => self.settings.writes,
            None => !self.settings.writes || request.path == hop::HELLO_PATH,
        }
    }

    /// `now` is the Unix second.
    fn let_in(&self, metrics: &SignatureMetrics, now: u64) {
        let last_use = || metrics.last_use(self.id());
        self.last_use.get_or_init(last_use).set(gauged(now));
    }
}

/// The signed parts of a request, as they arrived.
#[derive(Debug, Clone, Copy)]
pub struct Signed<'a> {
    /// `GET` of a read, and that of its operation of a write.
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
    /// The whole `Content-Digest` value of a write; none of a read.
    pub content_digest: Option<&'a str>,
    /// The value of `Signature-Input`.
    pub signature_input: &'a str,
    /// The value of `Signature`.
    pub signature: &'a str,
}

/// What a good signature says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verified<'v> {
    /// The id of the key that signed the request, one of ours.
    pub key_id: &'v str,
    /// The public name that it was signed for.
    pub name: &'v str,
}

/// The refusal of a request. The caller gets no reason.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct SignatureRefused {
    /// For the log.
    pub reason: RefusalReason,
    /// The key that the signature names, if it can be read and is one of ours.
    pub key_id: Option<String>,
    /// It is a write, and may be a copy of one that was made.
    pub may_be_made: bool,
}

impl Verifier {
    /// A verifier for a process that started at the Unix second `started`.
    ///
    /// A signature made in an earlier second is refused: the process before this one may have
    /// accepted it. An edge whose clock is behind is refused for as many seconds, signs again by
    /// the `relay-clock` of the refusal, and is accepted. One replay stays possible of a signature
    /// of the starting second itself, or of one made by a clock that was ahead.
    ///
    /// None stays possible of a write, as long as the clock is not put back between the two: the
    /// process before this one has accepted none that was made more than `WRITE_SKEW` after its own
    /// last second, so this one accepts only later ones. For the first two seconds that is none at
    /// all. If that process' clock was ahead and this one's is right, a copy is good once more when
    /// its time comes again.
    ///
    /// This rule ends once what it refuses has expired, measured by the monotonic clock: a machine
    /// that starts with its clock hours ahead serves once the clock is corrected.
    pub fn new(
        names: Vec<String>,
        keys: Vec<KeySettings>,
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
            metrics: SignatureMetrics::register(&RefusalReason::ALL, nonce_capacity, registry),
        }
    }

    /// The same verifier with other keys and names. Both share their nonces: what one of them has
    /// accepted, the other refuses.
    pub fn with_keys(&self, names: Vec<String>, keys: Vec<KeySettings>) -> Self {
        Self {
            names,
            keys: keys.into_iter().map(EdgeKey::new).collect(),
            nonces: Arc::clone(&self.nonces),
            started: self.started,
            began: self.began,
            metrics: self.metrics.clone(),
        }
    }

    /// Has the metrics tell of no key that `before` had and this one has not.
    pub(crate) fn replaces(&self, before: &Self) {
        let ended = |key: &&EdgeKey| self.keys.iter().all(|other| other.id() != key.id());
        for key in before.keys.iter().filter(ended) {
            self.metrics.remove_key(key.id());
        }
    }

    /// Who signed the request, and for which name. `now` is the Unix second.
    pub fn verify(&self, request: &Signed<'_>, now: u64) -> Result<Verified<'_>, SignatureRefused> {
        let mut named = None;
        let judged = self.judge(request, now, &mut named);
        match (judged, named) {
            (Ok(name), Some(key)) => {
                key.let_in(&self.metrics, now);
                let key_id = key.id();
                Ok(Verified { key_id, name })
            }
            (Err(reason), Some(key)) => Err(SignatureRefused {
                may_be_made: request.content_digest.is_some() && reason.may_be_a_copy(),
                ..self.refuse(reason, Some(key.id().to_owned()))
            }),
            (Err(reason), None) => Err(self.refuse(reason, None)),
            // A good signature names its key.
            (Ok(_), None) => Err(self.refuse(Refusal::UnknownKey.into(), None)),
        }
    }

    /// Whether writes that are signed now are accepted. For the first two seconds of a process
    /// they are not, nor after the clock was put back, until it is past the end of each write that
    /// is forgotten.
    pub fn takes_writes(&self, now: u64) -> bool {
        let nonces = self.nonces.lock().unwrap_or_else(PoisonError::into_inner);
        let is_past = nonces.takes_writes(now);
        drop(nonces);
        is_past && !self.is_before_start(now, true, self.began.elapsed())
    }

    /// Whether the process before this one may have accepted what was made at this second.
    ///
    /// Of a write that is up to `started` + `WRITE_SKEW`, so `first` is a second later. A signature
    /// is valid for less than `START` after it was made, so what was made before `first` has
    /// expired `START` after `first`: by the uptime, `START` + `WRITE_SKEW` + 1.
    fn is_before_start(&self, created: u64, is_write: bool, uptime: Duration) -> bool {
        let ahead = match is_write {
            true => WRITE_SKEW + 1,
            false => 0,
        };
        let first = self.started.saturating_add(ahead);
        created < first && uptime < START + Duration::from_secs(ahead)
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
        SignatureRefused {
            reason,
            key_id,
            may_be_made: false,
        }
    }

    /// The name that the request was signed for, if it is let in. `named` becomes the key that the
    /// signature names, whatever is wrong with it.
    fn judge<'k>(
        &'k self,
        request: &Signed<'_>,
        now: u64,
        named: &mut Option<&'k EdgeKey>,
    ) -> Result<&'k str, RefusalReason> {
        let (proof, name) = self.prove(request, now, named)?;
        if !named.is_some_and(|key| key.is_for(request)) {
            return Err(RefusalReason::KeyKind);
        }
        let is_write = request.content_digest.is_some();
        self.use_once(&proof, is_write, now).map(|()| name)
    }

    /// What a good signature says, and the public name for which it is good. The name that the
    /// caller hints at is tried first, which saves MACs.
    fn prove<'k>(
        &'k self,
        request: &Signed<'_>,
        now: u64,
        named: &mut Option<&'k EdgeKey>,
    ) -> Result<(Proof<'k>, &'k str), Refusal> {
        let mut tried = "";
        let is_hinted = |name: &&String| signature::is_authority(request.host, name);
        let hinted = self.names.iter().filter(is_hinted);
        let others = self.names.iter().filter(|name| !is_hinted(name));
        let messages = hinted.chain(others).map(|name| {
            tried = name;
            Message {
                method: request.method,
                authority: name,
                path: request.path,
                query: request.query,
                authorization: request.authorization,
                realm: request.realm,
                content_digest: request.content_digest,
            }
        });
        let proof = signature::verify(
            messages,
            (request.signature_input, request.signature),
            |id| {
                let key = self.keys.iter().find(|key| key.id() == id)?;
                *named = Some(key);
                Some(&key.settings.key)
            },
            now,
        )?;
        Ok((proof, tried))
    }

    /// Lets a good signature in, unless it may have been let in before.
    fn use_once(&self, proof: &Proof<'_>, is_write: bool, now: u64) -> Result<(), RefusalReason> {
        if is_write && proof.created > now.saturating_add(WRITE_SKEW) {
            return Err(Refusal::NotYetValid.into());
        }
        let uptime = self.began.elapsed();
        if self.is_before_start(proof.created, is_write, uptime) {
            return Err(RefusalReason::MadeBeforeStart);
        }
        let mut nonces = self.nonces.lock().unwrap_or_else(PoisonError::into_inner);
        let taken = match is_write {
            true => nonces.take_write(proof.nonce, proof.expires, now, uptime),
            false => nonces.take(proof.nonce, proof.expires, now, uptime),
        };
        self.metrics.set_nonces(nonces.len());
        taken
    }
}

#[cfg(test)]
mod tests;
