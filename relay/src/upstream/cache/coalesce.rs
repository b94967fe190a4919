//! Request coalescing: identical calls share one call upstream while it is under way, and its
//! answer, if the store holds it.
//!
//! The first caller carries the call: most calls are never joined, and need neither a task nor a
//! channel. Whoever joins waits at a channel, which is made for the first of them.
//!
//! Until a call has its connection it ends when nobody waits for it any more, so that callers who
//! come and go use up neither the queue nor the quota. Once it is written it goes on to its end,
//! whoever has gone away: it counts against the owner's quota, so its answer is worth holding for a
//! reload of the page. Its deadline bounds it. If its first caller goes away, a task carries it on.
//!
//! Failures and errors are shared by those who wait at the time, and are not held. Neither is a 200
//! given to another caller if its body is not JSON to its end: what the upstream garbled once must
//! not be answered again. The body is read for it when it is first asked for again, since most
//! answers never are.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::future::Future;
use std::mem;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use http::header::AGE;
use tokio::runtime::Handle;
use tokio::sync::watch;
use tokio::time::{Instant, sleep_until};

use super::key::CacheKey;
use super::progress::{CallResult, Progress};
use super::store::{CachedAnswer, Store, StoreLimits};
use crate::upstream::failure::Failure;
use crate::upstream::metrics::Meter;

/// The time between two sweeps, at least, so that answers which expire one after the other are
/// dropped together.
const BETWEEN_SWEEPS: Duration = Duration::from_millis(100);

/// Publishes the outcome of a call to all who have joined it.
type Channel = watch::Sender<Option<CallResult>>;

/// The calls under way of one identity, and its answers that are held.
#[derive(Debug)]
pub(in crate::upstream) struct Coalescer {
    state: Mutex<CacheState>,
    meter: Meter,
}

#[derive(Debug)]
struct CacheState {
    /// The calls under way, with the channel of those that were joined.
    flights: HashMap<CacheKey, Option<Channel>>,
    store: Store,
    /// Whether a task drops answers as they expire.
    sweeping: bool,
}

/// What is there for a call.
enum Place {
    /// A held answer.
    Cached(CachedAnswer),
    /// The same call under way.
    Joined(watch::Receiver<Option<CallResult>>),
    /// Nothing: it is made.
    Own(Flight),
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

    /// The outcome of a call that comes now: a held answer, that of the same call under way, or
    /// that of a new one, which `begin` begins. A held answer has its age in the header `Age` (RFC
    /// 9111 section 5.1).
    pub(in crate::upstream) async fn call<P, M>(
        self: &Arc<Self>,
        key: CacheKey,
        limits: StoreLimits,
        now: Instant,
        begin: impl FnOnce() -> Result<Progress<P, M>, Failure>,
    ) -> CallResult
    where
        P: Future<Output = Result<M, Failure>> + Send + 'static,
        M: Future<Output = CallResult> + Send + 'static,
    {
        match self.place(key, limits, now) {
            Place::Cached(CachedAnswer {
                mut answer, age, ..
            }) => {
                self.meter.hits.inc();
                answer.headers.insert(AGE, age.as_secs().into());
                Ok(answer)
            }
            Place::Joined(mut waiting) => {
                self.meter.coalesced.inc();
                match waiting.wait_for(Option::is_some).await {
                    Ok(outcome) => outcome
                        .clone()
                        .unwrap_or_else(|| Err(Failure::broken_off())),
                    Err(_) => Err(Failure::broken_off()),
                }
            }
            Place::Own(flight) => match begin() {
                Ok(progress) => Carrier::new(flight, limits, progress).outcome().await,
                Err(failure) => flight.land(limits, Err(failure)),
            },
        }
    }

    fn place(self: &Arc<Self>, key: CacheKey, limits: StoreLimits, now: Instant) -> Place {
        let mut state = self.lock();
        if !limits.time.is_zero()
            && let Some(held) = state.store.get(&key, now)
        {
            if held.is_checked {
                return Place::Cached(held);
            }
            // The body is parsed while the state is not locked.
            drop(state);
            let is_good = held.answer.is_worth_holding();
            state = self.lock();
            state.store.checked(&key, held.came, is_good);
            if is_good {
                return Place::Cached(held);
            }
        }
        match state.flights.entry(key) {
            Entry::Occupied(mut flight) => {
                let channel = flight.get_mut();
                let channel = channel.get_or_insert_with(|| watch::Sender::new(None));
                Place::Joined(channel.subscribe())
            }
            Entry::Vacant(place) => {
                place.insert(None);
                Place::Own(Flight {
                    coalescer: Arc::clone(self),
                    key,
                    has_ended: false,
                })
            }
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

    fn lock(&self) -> MutexGuard<'_, CacheState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A call under way, which can be joined until this is dropped.
struct Flight {
    coalescer: Arc<Coalescer>,
    key: CacheKey,
    has_ended: bool,
}

impl Flight {
    /// Ends the call: holds its answer, and publishes its outcome.
    fn land(mut self, limits: StoreLimits, outcome: CallResult) -> CallResult {
        let held = match &outcome {
            Ok(answer) if !limits.time.is_zero() && answer.is_cacheable() => Some(answer.clone()),
            _ => None,
        };
        let (channel, begins_sweeping) = {
            let mut state = self.coalescer.lock();
            let channel = state.flights.remove(&self.key).flatten();
            let is_held = held
                .is_some_and(|answer| state.store.put(self.key, answer, &limits, Instant::now()));
            (channel, is_held && !mem::replace(&mut state.sweeping, true))
        };
        self.has_ended = true;
        if let Some(channel) = channel {
            // An answer that is not held is dropped once all who wait have taken it from here.
            channel.send_replace(Some(outcome.clone()));
        }
        if begins_sweeping {
            tokio::spawn(Arc::clone(&self.coalescer).sweep());
        }
        outcome
    }

    /// Where those wait who have joined the call, if any are left. Else it cannot be joined any
    /// more.
    fn channel(&mut self) -> Option<Channel> {
        let mut state = self.coalescer.lock();
        let channel = state.flights.get(&self.key).cloned().flatten();
        let waited_for = channel.filter(|channel| channel.receiver_count() > 0);
        if waited_for.is_none() {
            state.flights.remove(&self.key);
            self.has_ended = true;
        }
        waited_for
    }

    /// Completes once nobody waits for the call any more. From then on it cannot be joined.
    async fn unwanted(&mut self) {
        while let Some(channel) = self.channel() {
            channel.closed().await;
        }
    }
}

impl Drop for Flight {
    fn drop(&mut self) {
        // Those who wait for a call that was broken off learn it by the end of the channel.
        if !self.has_ended {
            self.coalescer.lock().flights.remove(&self.key);
        }
    }
}

/// The first caller of a call, who carries it. If it goes away, a task carries the call on.
struct Carrier<P, M>
where
    P: Future<Output = Result<M, Failure>> + Send + 'static,
    M: Future<Output = CallResult> + Send + 'static,
{
    /// None once the call has ended.
    carried: Option<(Flight, Progress<P, M>)>,
    limits: StoreLimits,
}

impl<P, M> Carrier<P, M>
where
    P: Future<Output = Result<M, Failure>> + Send + 'static,
    M: Future<Output = CallResult> + Send + 'static,
{
    fn new(flight: Flight, limits: StoreLimits, progress: Progress<P, M>) -> Self {
        Self {
            carried: Some((flight, progress)),
            limits,
        }
    }

    async fn outcome(mut self) -> CallResult {
        let outcome = match &mut self.carried {
            Some((_, progress)) => progress.outcome().await,
            None => Err(Failure::broken_off()),
        };
        match self.carried.take() {
            Some((flight, _)) => flight.land(self.limits, outcome),
            None => outcome,
        }
    }
}

impl<P, M> Drop for Carrier<P, M>
where
    P: Future<Output = Result<M, Failure>> + Send + 'static,
    M: Future<Output = CallResult> + Send + 'static,
{
    fn drop(&mut self) {
        let Some((mut flight, progress)) = self.carried.take() else {
            return;
        };
        let is_wanted = match &progress {
            Progress::Preparing(_) => flight.channel().is_some(),
            Progress::Making(_) => true,
        };
        // A call that has panicked cannot go on.
        if is_wanted
            && !thread::panicking()
            && let Ok(runtime) = Handle::try_current()
        {
            runtime.spawn(carry_on(flight, progress, self.limits));
        }
    }
}

/// Carries a call to its end, or until it is prepared and nobody waits for it.
async fn carry_on<P, M>(mut flight: Flight, mut progress: Progress<P, M>, limits: StoreLimits)
where
    P: Future<Output = Result<M, Failure>>,
    M: Future<Output = CallResult>,
{
    let outcome = match &progress {
        Progress::Making(_) => progress.outcome().await,
        Progress::Preparing(_) => {
            let prepared = tokio::select! {
                prepared = progress.prepared() => prepared,
                () = flight.unwanted() => return,
            };
            match prepared {
                Ok(make) => make.await,
                Err(failure) => Err(failure),
            }
        }
    };
    // Whoever waits takes the outcome from the channel.
    let _ = flight.land(limits, outcome);
}

#[cfg(test)]
mod tests;
