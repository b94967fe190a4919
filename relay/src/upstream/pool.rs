//! The connections to one upstream: few, used again before others are opened, and shared out in
//! the order in which calls came.
//!
//! A call that finds none free waits, and takes whichever comes first, one that another call
//! gives back or a new one. There are never more being opened than the waiting calls need. The
//! first of all is opened alone: it tells how many calls a connection of this upstream carries,
//! and leaves a session that makes the next handshakes cheap.

mod alert;
mod breaker;
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

use super::failure::{Class, Failure};
use super::metrics::{Counted, Meter};
pub(super) use connect::Connector;
pub(crate) use connect::connect;
pub(super) use connection::Connection;
use lease::{Lease, Reclaim};
pub(super) use role::Connect;
pub(super) use state::Leased;
use state::{PoolState, Waiter};
pub use tls::Error;
pub(crate) use tls::client;

/// How many connections there may be, and for how long.
#[derive(Debug, Clone, Copy)]
pub(super) struct PoolLimits {
    /// Connections, open and being opened.
    pub(super) connections: usize,
    /// Calls that wait for one.
    pub(super) queue: usize,
    /// Time for which one is kept without a call.
    pub(super) idle: Duration,
    /// Time after which one takes no more calls, at most; a fifth less at least.
    pub(super) age: Duration,
}

/// The pool. When it is dropped its idle connections close, and the others with their calls.
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

    /// A connection with room for a call. The lease is to be given back with it.
    pub(super) async fn checkout(&self) -> Result<Leased<C::Connection>, Failure> {
        let inner = &self.0;
        let handed = {
            let mut state = inner.lock();
            let now = Instant::now();
            // Where calls wait there is no room.
            if let Some((connection, number)) = state.take(now) {
                return Ok((connection, inner.lease(number)));
            }
            if let Some(refusal) = state.breaker.refusal(now) {
                return Err(refusal);
            }
            if state.waiting.len() >= inner.limits.queue {
                let detail = format!("{} calls wait for a connection", inner.limits.queue);
                return Err(Failure::unsent(Class::QueueFull, detail));
            }
            let (hand, handed) = oneshot::channel();
            state.waiting.push_back(Waiter {
                hand,
                _counted: Counted::new(&inner.meter.waiting),
            });
            inner.open_more(&mut state);
            handed
        };
        let mut place = Checkout { inner, handed };
        (&mut place.handed)
            .await
            .unwrap_or_else(|_| Err(Failure::unsent(Class::Unreachable, "there is no pool")))
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

    fn lease(self: &Arc<Self>, number: u64) -> Lease<C::Connection> {
        Lease::new(number, Arc::clone(self) as Arc<dyn Reclaim<C::Connection>>)
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

    /// A connection is open, or could not be opened, by an attempt that began then.
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
                let begins = state.fail(failure, began, Instant::now());
                self.unreachable(state, begins, &reason);
            }
        }
        self.open_more(state);
    }

    /// An outage is over.
    fn reachable(&self) {
        info!(
            identity = self.meter.identity,
            "the upstream can be reached again"
        );
    }

    /// A connection has failed. In an outage, one that begins or one that goes on, somebody has to
    /// find the way back.
    fn unreachable(
        self: &Arc<Self>,
        state: &mut PoolState<C::Connection>,
        begins: bool,
        reason: &str,
    ) {
        if begins {
            warn!(
                identity = self.meter.identity,
                reason, "the upstream cannot be reached: calls are not tried"
            );
        }
        if state.breaker.begin_probing() {
            tokio::spawn(probe(Arc::downgrade(self)));
        }
    }

    /// Gives what is free to who waits, and sees to what is left.
    fn hand_out(self: &Arc<Self>, state: &mut PoolState<C::Connection>) {
        while let Some(waiting) = state.waiting.pop_front() {
            if waiting.hand.is_closed() {
                continue;
            }
            let Some((connection, number)) = state.take(Instant::now()) else {
                state.waiting.push_front(waiting);
                break;
            };
            let handed = (connection, self.lease(number));
            if let Err(Ok((connection, lease))) = waiting.hand.send(Ok(handed)) {
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
        let begins = state.refuse(number, failure, Instant::now());
        self.unreachable(&mut state, begins, &failure.to_string());
        self.open_more(&mut state);
    }
}

/// Tries to connect, one attempt at a time, for as long as no call does.
async fn probe<C: Connect>(pool: Weak<Inner<C>>) {
    let next = |pool: &Weak<Inner<C>>| pool.upgrade()?.lock().breaker.next_probe();
    while let Some(at) = next(&pool) {
        let began = Instant::now();
        if began < at {
            // It may be over before, and another one have begun.
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

/// Ends connections at their time, for as long as there are any without a call.
async fn sweep<C: Connect>(pool: Weak<Inner<C>>) {
    let next = |pool: &Weak<Inner<C>>| {
        let inner = pool.upgrade()?;
        inner.lock().sweep(inner.limits.idle, Instant::now())
    };
    while let Some(at) = next(&pool) {
        sleep_until(at).await;
    }
}

/// A call's place in the queue.
struct Checkout<'p, C: Connect> {
    inner: &'p Arc<Inner<C>>,
    handed: oneshot::Receiver<Result<Leased<C::Connection>, Failure>>,
}

impl<C: Connect> Drop for Checkout<'_, C> {
    fn drop(&mut self) {
        if self.handed.is_terminated() {
            return;
        }
        self.handed.close();
        // Who goes away leaves to the next what was handed over just then.
        if let Ok(Ok((connection, lease))) = self.handed.try_recv() {
            lease.give_back(connection);
        }
        self.inner
            .lock()
            .waiting
            .retain(|waiting| !waiting.hand.is_closed());
    }
}

#[cfg(test)]
mod tests;
