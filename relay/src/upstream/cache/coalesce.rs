//! One call for all who ask the same: while it is under way, and for a while after it.

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
use crate::upstream::failure::{Class, Failure};
use crate::upstream::metrics::Meter;

/// Many answers that end one after the other are forgotten together.
const BETWEEN_SWEEPS: Duration = Duration::from_millis(100);

type CallResult = Result<Answer, Failure>;
/// Tells the outcome to all who wait for it.
type Flight = watch::Sender<Option<CallResult>>;

/// Calls under way, and answers held.
///
/// A call is a task of its own. Once it is written it is taken off the owner's quota, so it goes
/// on to its end whoever has gone away, and its answer is kept for who asks again. Before, it ends
/// when nobody waits for it any more.
#[derive(Debug)]
pub(in crate::upstream) struct Coalescer {
    state: Mutex<CacheState>,
    meter: Meter,
}

#[derive(Debug)]
struct CacheState {
    flights: HashMap<CacheKey, Weak<Flight>>,
    store: Store,
    /// Whether somebody looks after what is held.
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

    /// The outcome of a call: one that is held, that of the same call under way, or that of
    /// `begin`'s, which first prepares and then makes it. A held answer tells its age (RFC 9111
    /// section 5.1). Failures are not held, nor is what is no whole JSON.
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
        let mut flight = {
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
                    let (end, waiting) = watch::channel(None);
                    let end = Arc::new(end);
                    flights.insert(key, Arc::downgrade(&end));
                    tokio::spawn(Arc::clone(self).fly(key, limits, call, end));
                    waiting
                }
            }
        };
        match flight.wait_for(Option::is_some).await {
            Ok(outcome) => outcome.clone().unwrap_or_else(|| Err(broken_off())),
            Err(_) => Err(broken_off()),
        }
    }

    async fn fly<M: Future<Output = CallResult>>(
        self: Arc<Self>,
        key: CacheKey,
        limits: StoreLimits,
        call: impl Future<Output = Result<M, Failure>>,
        end: Arc<Flight>,
    ) {
        let prepared = tokio::select! {
            prepared = call => prepared,
            () = self.unwanted(&key, &end) => return,
        };
        let outcome = match prepared {
            Ok(call) => call.await,
            Err(failure) => Err(failure),
        };
        // It is read through before the state is locked.
        let kept = match &outcome {
            Ok(answer) if !limits.time.is_zero() && answer.is_worth_holding() => {
                Some(answer.clone())
            }
            _ => None,
        };
        let begins_sweeping = {
            let mut state = self.lock();
            state.flights.remove(&key);
            let is_held =
                kept.is_some_and(|answer| state.store.put(key, answer, &limits, Instant::now()));
            is_held && !mem::replace(&mut state.sweeping, true)
        };
        // With it goes the last of an answer that is not held, once all have it.
        end.send_replace(Some(outcome));
        if begins_sweeping {
            tokio::spawn(Arc::clone(&self).sweep());
        }
    }

    /// Forgets answers as their time is over, until none is held: nothing of a car stays in memory
    /// longer than it may be answered, but for as long as a sweep has to wait for the next.
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

    /// Ends once nobody waits for a flight any more, and nobody can come to.
    async fn unwanted(&self, key: &CacheKey, end: &Flight) {
        loop {
            end.closed().await;
            let mut state = self.lock();
            if end.receiver_count() == 0 {
                state.flights.remove(key);
                return;
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, CacheState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The relay ends while the call is under way.
fn broken_off() -> Failure {
    Failure::sent(Class::Broken, "the relay has given the call up")
}

#[cfg(test)]
mod tests;
