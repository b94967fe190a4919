//! The pool of connections to one upstream: few connections, reused before others are opened, and
//! handed to calls in the order in which they came.
//!
//! It is a pool of our own because a handshake costs as much as twenty calls, and the pools of
//! general clients begin another one whenever no connection is free. Here a call that finds none
//! waits, and takes whichever comes first, one that another call gives back or a new one. No more
//! connections are being opened than the waiting calls need. The first one is opened alone: it
//! shows whether the upstream speaks HTTP/2, where one connection carries a hundred calls, and its
//! TLS session makes the next handshakes cheap.
//!
//! While connections cannot be opened, the circuit [`breaker`] refuses calls.

mod alert;
mod breaker;
mod buffered;
mod connect;
mod connection;
mod jitter;
mod lease;
mod resolve;
mod role;
mod state;
mod tls;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use tokio::sync::oneshot;
use tokio::time::{Instant, sleep_until};
use tracing::{info, warn};

pub(super) use connect::Connector;
pub(crate) use connect::connect;
pub(super) use connection::{Connection, Unanswered};
pub(super) use role::Connect;
pub(super) use state::Leased;
pub use tls::Error;
pub(crate) use tls::client;

use super::failure::{Failure, FailureKind};
use super::metrics::{Counted, Meter};
use lease::{Lease, Reclaim};
use state::{PoolState, Taken, Waiter};

/// How many connections there may be, and for how long.
#[derive(Debug, Clone, Copy)]
pub(super) struct PoolLimits {
    /// Connections, open or being opened, at most.
    pub(super) connections: usize,
    /// Calls that wait for a connection, at most.
    pub(super) queue: usize,
    /// Time for which a connection without a call is kept.
    pub(super) idle: Duration,
    /// Time after which a connection takes no more calls. Jitter makes it up to a fifth shorter.
    pub(super) age: Duration,
}

/// A pool. When it is dropped its idle connections close, and the others when their calls end.
#[derive(Debug)]
pub(super) struct Pool<C: Connect>(Arc<Inner<C>>);

#[derive(Debug)]
struct Inner<C: Connect> {
    connect: Arc<C>,
    limits: PoolLimits,
    meter: Meter,
    state: Mutex<PoolState<C::Connection>>,
}

impl<C: Connect> Pool<C> {
    /// A pool that opens a connection when a call needs one.
    pub(super) fn new(connect: C, limits: PoolLimits, meter: Meter) -> Self {
        Self(Arc::new(Inner {
            connect: Arc::new(connect),
            limits,
            state: Mutex::new(PoolState::new(meter.clone())),
            meter,
        }))
    }

    /// A connection that is free now, with its lease. While calls wait there is none, so no call is
    /// overtaken.
    pub(super) fn take(&self, now: Instant) -> Option<Leased<C::Connection>> {
        let inner = &self.0;
        let taken = inner.lock().take(now)?;
        Some(inner.lease(taken))
    }

    /// A connection for one call, with its lease. Fails if the breaker is open, if the queue is
    /// full, or with the reason why a connection could not be opened.
    pub(super) async fn checkout(&self) -> Result<Leased<C::Connection>, Failure> {
        let inner = &self.0;
        let leased = {
            let mut state = inner.lock();
            let now = Instant::now();
            if let Some(taken) = state.take(now) {
                return Ok(inner.lease(taken));
            }
            if let Some(refusal) = state.breaker.refusal(now) {
                return Err(refusal);
            }
            if state.waiting.len() >= inner.limits.queue {
                let detail = format!("{} calls wait for a connection", inner.limits.queue);
                return Err(Failure::unsent(FailureKind::QueueFull, detail));
            }
            let (sender, leased) = oneshot::channel();
            state.waiting.push_back(Waiter {
                sender,
                _counted: Counted::new(&inner.meter.waiting),
            });
            inner.open_more(&mut state);
            leased
        };
        let mut checkout = Checkout { inner, leased };
        (&mut checkout.leased).await.unwrap_or_else(|_| {
            Err(Failure::unsent(
                FailureKind::Unreachable,
                "there is no pool",
            ))
        })
    }

    /// Whether there is any connection.
    pub(super) fn is_connected(&self) -> bool {
        self.0.lock().open() > 0
    }
}

impl<C: Connect> Inner<C> {
    fn lock(&self) -> MutexGuard<'_, PoolState<C::Connection>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn lease(self: &Arc<Self>, taken: Taken<C::Connection>) -> Leased<C::Connection> {
        let owner = Arc::clone(self) as Arc<dyn Reclaim<C::Connection>>;
        let lease = Lease::new(taken.number, taken.tried, owner);
        (taken.connection, lease)
    }

    /// Opens as many connections as the waiting calls need and the limit allows.
    fn open_more(self: &Arc<Self>, state: &mut PoolState<C::Connection>) {
        while state.wants_more(self.limits.connections) {
            state.connecting = state.connecting.saturating_add(1);
            let (connect, inner) = (Arc::clone(&self.connect), Arc::downgrade(self));
            let began = Instant::now();
            tokio::spawn(async move {
                let opened = connect.connect().await;
                if let Some(inner) = inner.upgrade() {
                    let mut state = inner.lock();
                    state.connecting = state.connecting.saturating_sub(1);
                    inner.opened(&mut state, opened, began);
                }
            });
        }
    }

    /// Takes the outcome of an attempt to open a connection, which began then.
    fn opened(
        self: &Arc<Self>,
        state: &mut PoolState<C::Connection>,
        opened: Result<C::Connection, Failure>,
        began: Instant,
    ) {
        match opened {
            Ok(connection) => {
                if state.breaker.opened() {
                    self.reachable();
                }
                state.add(connection, self.limits.age, Instant::now());
                self.hand_out(state);
            }
            Err(failure) => {
                let reason = failure.to_string();
                let opens = state.fail(failure, began, Instant::now());
                self.unreachable(state, opens, &reason);
            }
        }
        self.open_more(state);
    }

    /// Logs that calls are tried again.
    fn reachable(&self) {
        info!(
            identity = self.meter.identity,
            "the upstream can be reached again"
        );
    }

    /// Logs a connection that has failed, if that opens the breaker, and sees to it that an open
    /// breaker is probed.
    fn unreachable(
        self: &Arc<Self>,
        state: &mut PoolState<C::Connection>,
        opens: bool,
        reason: &str,
    ) {
        if opens {
            warn!(
                identity = self.meter.identity,
                reason, "the upstream cannot be reached: calls are not tried"
            );
        }
        if state.breaker.begin_probing() {
            tokio::spawn(probe(Arc::downgrade(self)));
        }
    }

    /// Hands free connections to the calls that wait, and has the rest swept.
    fn hand_out(self: &Arc<Self>, state: &mut PoolState<C::Connection>) {
        while let Some(waiter) = state.waiting.pop_front() {
            if waiter.sender.is_closed() {
                continue;
            }
            let Some(taken) = state.take(Instant::now()) else {
                state.waiting.push_front(waiter);
                break;
            };
            let number = taken.number;
            let leased = self.lease(taken);
            if let Err(Ok((connection, lease))) = waiter.sender.send(Ok(leased)) {
                lease.forget();
                state.put_back(number, Some(connection), Instant::now());
            }
        }
        if state.begin_sweeping() {
            tokio::spawn(sweep(Arc::downgrade(self)));
        }
    }
}

impl<C: Connect> Reclaim<C::Connection> for Inner<C> {
    fn answered(&self, number: u64) {
        if self.lock().answered(number) {
            self.reachable();
        }
    }

    fn returned(self: Arc<Self>, number: u64, connection: Option<C::Connection>) {
        let mut state = self.lock();
        state.put_back(number, connection, Instant::now());
        self.hand_out(&mut state);
        self.open_more(&mut state);
    }

    fn refused(self: Arc<Self>, number: u64, failure: &Failure) {
        let mut state = self.lock();
        let opens = state.refuse(number, failure, Instant::now());
        self.unreachable(&mut state, opens, &failure.to_string());
        self.open_more(&mut state);
    }
}

/// Probes an open breaker: tries to connect, one attempt at a time, until one gets through.
async fn probe<C: Connect>(pool: Weak<Inner<C>>) {
    let next = |pool: &Weak<Inner<C>>| pool.upgrade()?.lock().breaker.next_probe();
    while let Some(at) = next(&pool) {
        let began = Instant::now();
        if began < at {
            // The breaker is looked at in between: it may close, and open again with an earlier
            // time.
            sleep_until(at.min(began + breaker::FIRST_PAUSE)).await;
            continue;
        }
        let Some(connect) = pool.upgrade().map(|inner| Arc::clone(&inner.connect)) else {
            return;
        };
        let opened = connect.connect().await;
        if let Some(inner) = pool.upgrade() {
            inner.opened(&mut inner.lock(), opened, began);
        }
    }
}

/// Closes idle connections at their time, for as long as there are any.
async fn sweep<C: Connect>(pool: Weak<Inner<C>>) {
    let next = |pool: &Weak<Inner<C>>| {
        let inner = pool.upgrade()?;
        inner.lock().sweep(inner.limits.idle, Instant::now())
    };
    while let Some(at) = next(&pool) {
        sleep_until(at).await;
    }
}

/// A call that waits for its connection. Dropped before, it leaves the queue.
struct Checkout<'p, C: Connect> {
    inner: &'p Arc<Inner<C>>,
    leased: oneshot::Receiver<Result<Leased<C::Connection>, Failure>>,
}

impl<C: Connect> Drop for Checkout<'_, C> {
    fn drop(&mut self) {
        if self.leased.is_terminated() {
            return;
        }
        self.leased.close();
        // What was handed over just then goes to the next call.
        if let Ok(Ok((connection, lease))) = self.leased.try_recv() {
            lease.give_back(connection);
        }
        self.inner
            .lock()
            .waiting
            .retain(|waiter| !waiter.sender.is_closed());
    }
}

#[cfg(test)]
mod tests;
