//! One call for all who ask the same: while it is under way, and for a while after it.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::future::Future;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use http::StatusCode;
use http::header::AGE;
use tokio::sync::watch;
use tokio::time::{Instant, sleep};

use super::answer::Answer;
use super::class::Class;
use super::failure::Failure;
use super::held::{Held, Limits};
use super::key::Key;
use super::metrics::Meter;

type Outcome = Result<Answer, Failure>;
type Flight = watch::Receiver<Option<Outcome>>;

/// Calls under way, and answers held.
///
/// A call is a task of its own and goes on to its end, whoever has gone away: once it is written
/// it is taken off the owner's quota, so its answer is worth keeping for who asks again.
#[derive(Debug)]
pub(super) struct Sharing {
    state: Mutex<State>,
    meter: Meter,
}

#[derive(Debug)]
struct State {
    flights: HashMap<Key, Flight>,
    held: Held,
}

impl Sharing {
    pub(super) fn new(meter: Meter) -> Self {
        Self {
            state: Mutex::new(State {
                flights: HashMap::new(),
                held: Held::new(meter.clone()),
            }),
            meter,
        }
    }

    /// The outcome of a call: one that is held, that of the same call under way, or that of
    /// `begin`'s. A held answer tells its age (RFC 9111 section 5.1). Failures are not held.
    pub(super) async fn call<F>(
        self: &Arc<Self>,
        key: Key,
        limits: Limits,
        begin: impl FnOnce() -> Result<F, Failure>,
    ) -> Outcome
    where
        F: Future<Output = Outcome> + Send + 'static,
    {
        let mut flight = {
            let mut state = self.lock();
            let State { flights, held } = &mut *state;
            if !limits.time.is_zero()
                && let Some((mut answer, age)) = held.get(&key, Instant::now())
            {
                self.meter.served.inc();
                answer.headers.insert(AGE, age.as_secs().into());
                return Ok(answer);
            }
            match flights.entry(key) {
                Entry::Occupied(flight) => {
                    self.meter.joined.inc();
                    flight.get().clone()
                }
                Entry::Vacant(place) => {
                    let call = begin()?;
                    let (end, flight) = watch::channel(None);
                    tokio::spawn(Arc::clone(self).fly(key, limits, call, end));
                    place.insert(flight).clone()
                }
            }
        };
        match flight.wait_for(Option::is_some).await {
            Ok(outcome) => outcome.clone().unwrap_or_else(|| Err(broken_off())),
            Err(_) => Err(broken_off()),
        }
    }

    async fn fly(
        self: Arc<Self>,
        key: Key,
        limits: Limits,
        call: impl Future<Output = Outcome>,
        end: watch::Sender<Option<Outcome>>,
    ) {
        let outcome = call.await;
        let is_held = {
            let mut state = self.lock();
            state.flights.remove(&key);
            match &outcome {
                Ok(answer) if answer.status == StatusCode::OK && !limits.time.is_zero() => {
                    let answer = answer.clone();
                    state.held.put(key, answer, &limits, Instant::now());
                    true
                }
                _ => false,
            }
        };
        end.send_replace(Some(outcome));
        if is_held {
            // Nothing of a car stays in memory longer than it may be answered.
            sleep(limits.time).await;
            self.lock().held.expire(Instant::now());
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The relay ends while the call is under way.
fn broken_off() -> Failure {
    Failure::sent(Class::Broken, "the relay has given the call up")
}

#[cfg(test)]
mod tests;
