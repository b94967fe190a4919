//! Request coalescing: identical calls share one call upstream while it is under way, and its
//! answer, if the store holds it.
//!
//! A call is a task of its own. Until it has its connection it ends when nobody waits for it any
//! more, so that callers who come and go use up neither the queue nor the quota. Once it is written
//! it goes on to its end, whoever has gone away: it counts against the owner's quota, so its answer
//! is worth holding for a reload of the page. Its deadline bounds it.
//!
//! Failures and errors are shared by those who wait at the time, and are not held. Neither is a 200
//! whose body is not JSON to its end: what the upstream garbled once must not be answered again.

use std::collections::HashMap;
use std::future::Future;
use std::mem;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use http::header::AGE;
use tokio::sync::watch;
use tokio::time::{Instant, sleep_until};

use super::key::CacheKey;
use super::store::{Store, StoreLimits};
use crate::upstream::exchange::Answer;
use crate::upstream::failure::{Failure, FailureKind};
use crate::upstream::metrics::Meter;

/// The time between two sweeps, at least, so that answers which expire one after the other are
/// dropped together.
const BETWEEN_SWEEPS: Duration = Duration::from_millis(100);

type CallResult = Result<Answer, Failure>;
/// A call under way: publishes its outcome to all who wait for it.
type Flight = watch::Sender<Option<CallResult>>;

/// The calls under way of one identity, and its answers that are held.
#[derive(Debug)]
pub(in crate::upstream) struct Coalescer {
    state: Mutex<CacheState>,
    meter: Meter,
}

#[derive(Debug)]
struct CacheState {
    flights: HashMap<CacheKey, Weak<Flight>>,
    store: Store,
    /// Whether a task drops answers as they expire.
    sweeping: bool,
}

impl Coalescer {
    pub(in crate::upstream) fn new(meter: Meter) -> Self {
        Self {
            state: Mutex::new(CacheState {
                flights: HashMap::new(),
                store: Store::new(meter.clone()),
                sweeping: false,
            }),
            meter,
        }
    }

    /// The outcome of a call: a held answer, that of the same call under way, or that of a new
    /// one. `begin` gives a future that prepares the new call, and whose output makes it. A held
    /// answer has its age in the header `Age` (RFC 9111 section 5.1).
    pub(in crate::upstream) async fn call<P, M>(
        self: &Arc<Self>,
        key: CacheKey,
        limits: StoreLimits,
        begin: impl FnOnce() -> Result<P, Failure>,
    ) -> CallResult
    where
        P: Future<Output = Result<M, Failure>> + Send + 'static,
        M: Future<Output = CallResult> + Send + 'static,
    {
        let mut waiting = {
            let mut state = self.lock();
            let CacheState { flights, store, .. } = &mut *state;
            if !limits.time.is_zero()
                && let Some((mut answer, age)) = store.get(&key, Instant::now())
            {
                self.meter.hits.inc();
                answer.headers.insert(AGE, age.as_secs().into());
                return Ok(answer);
            }
            match flights.get(&key).and_then(Weak::upgrade) {
                Some(flight) => {
                    self.meter.coalesced.inc();
                    flight.subscribe()
                }
                None => {
                    let call = begin()?;
                    let (flight, waiting) = watch::channel(None);
                    let flight = Arc::new(flight);
                    flights.insert(key, Arc::downgrade(&flight));
                    tokio::spawn(Arc::clone(self).run(key, limits, call, flight));
                    waiting
                }
            }
        };
        match waiting.wait_for(Option::is_some).await {
            Ok(outcome) => outcome.clone().unwrap_or_else(|| Err(broken_off())),
            Err(_) => Err(broken_off()),
        }
    }

    /// Prepares and makes a call, and holds its answer.
    async fn run<M: Future<Output = CallResult>>(
        self: Arc<Self>,
        key: CacheKey,
        limits: StoreLimits,
        call: impl Future<Output = Result<M, Failure>>,
        flight: Arc<Flight>,
    ) {
        let prepared = tokio::select! {
            prepared = call => prepared,
            () = self.unwanted(&key, &flight) => return,
        };
        let outcome = match prepared {
            Ok(call) => call.await,
            Err(failure) => Err(failure),
        };
        // The body is parsed before the state is locked.
        let held = match &outcome {
            Ok(answer) if !limits.time.is_zero() && answer.is_worth_holding() => {
                Some(answer.clone())
            }
            _ => None,
        };
        let begins_sweeping = {
            let mut state = self.lock();
            state.flights.remove(&key);
            let is_held =
                held.is_some_and(|answer| state.store.put(key, answer, &limits, Instant::now()));
            is_held && !mem::replace(&mut state.sweeping, true)
        };
        // An answer that is not held is dropped once all who wait have taken it from here.
        flight.send_replace(Some(outcome));
        if begins_sweeping {
            tokio::spawn(Arc::clone(&self).sweep());
        }
    }

    /// Drops answers as they expire, until none is held. So nothing of a car stays in memory for
    /// longer than it may be answered, but for the time between two sweeps.
    async fn sweep(self: Arc<Self>) {
        while let Some(next) = self.expire() {
            sleep_until(next.max(Instant::now() + BETWEEN_SWEEPS)).await;
        }
    }

    fn expire(&self) -> Option<Instant> {
        let mut state = self.lock();
        let next = state.store.expire(Instant::now());
        state.sweeping = next.is_some();
        next
    }

    /// Completes once no caller waits for a call any more. From then on it cannot be joined.
    async fn unwanted(&self, key: &CacheKey, flight: &Flight) {
        loop {
            flight.closed().await;
            let mut state = self.lock();
            if flight.receiver_count() == 0 {
                state.flights.remove(key);
                return;
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, CacheState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The failure of a call whose task was dropped: the relay is ending.
fn broken_off() -> Failure {
    Failure::sent(FailureKind::Broken, "the relay has given the call up")
}

#[cfg(test)]
mod tests;
