//! The state of a pool: its connections, what they carry, and the calls that wait.

use std::collections::VecDeque;
use std::time::Duration;

use tokio::sync::oneshot;
use tokio::time::Instant;

use super::breaker::Breaker;
use super::jitter;
use super::lease::Lease;
use super::role::Poolable;
use crate::upstream::failure::{Failure, FailureKind};
use crate::upstream::metrics::{Counted, Meter};

/// A connection with the lease of one call.
pub(in crate::upstream) type Leased<T> = (T, Lease<T>);

/// All of a pool that changes.
#[derive(Debug)]
pub(super) struct PoolState<T> {
    /// The connections, the most recently used one at the end.
    slots: Vec<Slot<T>>,
    /// Calls without a connection, in the order in which they came.
    pub(super) waiting: VecDeque<Waiter<T>>,
    /// Connections that are being opened.
    pub(super) connecting: usize,
    /// Whether connections are opened for calls.
    pub(super) breaker: Breaker,
    /// The calls that a connection carries, once one has been opened.
    capacity: Option<usize>,
    opened: u64,
    sweeping: bool,
    meter: Meter,
}

/// A connection that was taken for a call.
#[derive(Debug)]
pub(super) struct Taken<T> {
    pub(super) connection: T,
    pub(super) number: u64,
    /// Whether a call on it was answered or refused before.
    pub(super) tried: bool,
}

/// A call without a connection.
#[derive(Debug)]
pub(super) struct Waiter<T> {
    /// Where the connection goes, or the reason why there is none.
    pub(super) sender: oneshot::Sender<Result<Leased<T>, Failure>>,
    /// Counts it among those that wait.
    pub(super) _counted: Counted,
}

#[derive(Debug)]
struct Slot<T> {
    number: u64,
    /// None while its only call has it.
    connection: Option<T>,
    calls: usize,
    capacity: usize,
    /// Whether a call on it was answered or refused.
    tried: bool,
    /// When it was last used.
    used: Instant,
    /// The time from which on it takes no more calls.
    retires: Instant,
    idle: Option<Counted>,
    _open: Counted,
}

impl<T: Poolable> Slot<T> {
    fn is_good(&self, now: Instant) -> bool {
        now < self.retires && self.connection.as_ref().is_some_and(T::is_open)
    }
}

impl<T: Poolable> PoolState<T> {
    pub(super) fn new(meter: Meter) -> Self {
        Self {
            slots: Vec::new(),
            waiting: VecDeque::new(),
            connecting: 0,
            breaker: Breaker::closed(meter.failing_fast.clone()),
            capacity: None,
            opened: 0,
            sweeping: false,
            meter,
        }
    }

    /// Connections, idle and not.
    pub(super) fn open(&self) -> usize {
        self.slots.len()
    }

    /// A connection with room for a call. It is the most recently used one, so that the others grow
    /// idle and close.
    pub(super) fn take(&mut self, now: Instant) -> Option<Taken<T>> {
        self.slots
            .retain(|slot| slot.calls > 0 || slot.is_good(now));
        let slot = self
            .slots
            .iter_mut()
            .rev()
            .find(|slot| slot.calls < slot.capacity && slot.is_good(now))?;
        let shared = slot.connection.as_ref().and_then(T::share);
        let connection = shared.or_else(|| slot.connection.take())?;
        slot.calls = slot.calls.saturating_add(1);
        slot.idle = None;
        Some(Taken {
            connection,
            number: slot.number,
            tried: slot.tried,
        })
    }

    /// Adds a new connection.
    pub(super) fn add(&mut self, connection: T, age: Duration, now: Instant) {
        self.capacity = Some(connection.capacity());
        self.opened = self.opened.saturating_add(1);
        self.slots.push(Slot {
            number: self.opened,
            capacity: connection.capacity(),
            connection: Some(connection),
            calls: 0,
            tried: false,
            used: now,
            retires: now + jitter::shortened(age),
            idle: Some(Counted::new(&self.meter.idle)),
            _open: Counted::new(&self.meter.open),
        });
    }

    /// Takes back the connection of a call that has ended. If it does not come back, it takes no
    /// more calls, and counts until those on it have ended.
    pub(super) fn put_back(&mut self, number: u64, connection: Option<T>, now: Instant) {
        let place = self.slots.iter().rposition(|slot| slot.number == number);
        let Some(used) = place.and_then(|place| self.slots.get_mut(place..)) else {
            return;
        };
        // It becomes the most recently used one. Mostly it is already, and nothing is moved.
        used.rotate_left(1);
        let Some(slot) = used.last_mut() else {
            return;
        };
        slot.calls = slot.calls.saturating_sub(1);
        slot.used = now;
        match connection {
            Some(connection) => slot.connection = Some(connection),
            None => slot.retires = now,
        }
        if slot.calls == 0 {
            if slot.is_good(now) {
                slot.idle = Some(Counted::new(&self.meter.idle));
            } else {
                self.slots.pop();
            }
        }
    }

    /// Whether another connection is to be opened, of `limit` in all.
    pub(super) fn wants_more(&self, limit: usize) -> bool {
        let needed = match self.capacity {
            // The first connection may carry all of them.
            None => self.waiting.len().min(1),
            Some(capacity) => self.waiting.len().div_ceil(capacity.max(1)),
        };
        self.breaker.allows_calls()
            && self.connecting < needed
            && self.open().saturating_add(self.connecting) < limit
    }

    /// Takes an attempt that began then and could not open a connection. The calls that it would
    /// have carried fail; if the breaker is open, all that wait do. True if that opens the breaker.
    pub(super) fn fail(&mut self, failure: Failure, began: Instant, now: Instant) -> bool {
        let carried = match (self.capacity, failure.kind) {
            (Some(capacity), _) => capacity,
            // All have waited for the whole time that a connection may take.
            (None, FailureKind::ConnectTimeout) => usize::MAX,
            // The others wait for the next attempt.
            (None, _) => 1,
        };
        for waiter in self.waiting.drain(..carried.min(self.waiting.len())) {
            // Fails only if the caller has stopped waiting.
            let _ = waiter.sender.send(Err(failure.clone()));
        }
        let opens = match failure.kind {
            FailureKind::NoDescriptors => {
                self.breaker.inconclusive(now);
                false
            }
            _ => self.breaker.failed(failure, began, now),
        };
        self.refuse_waiting(now);
        opens
    }

    /// Takes a connection out that the upstream ended with a refusal of the client certificate. If
    /// that was its first call, it counts as a connection that could not be opened. True if that
    /// opens the breaker.
    pub(super) fn refuse(&mut self, number: u64, failure: &Failure, now: Instant) -> bool {
        let untried = self
            .slots
            .iter_mut()
            .find(|slot| slot.number == number && !slot.tried)
            .map(|slot| {
                slot.tried = true;
                slot.used
            });
        self.put_back(number, None, now);
        let opens =
            untried.is_some_and(|opened| self.breaker.refused(failure.clone(), opened, now));
        self.refuse_waiting(now);
        opens
    }

    /// Refuses the calls that wait, if the breaker is open.
    fn refuse_waiting(&mut self, now: Instant) {
        if let Some(refusal) = self.breaker.refusal(now) {
            for waiter in self.waiting.drain(..) {
                let _ = waiter.sender.send(Err(refusal.clone()));
            }
        }
    }

    /// Takes a call that was answered on this connection. True if the upstream counts as reachable
    /// only by that.
    pub(super) fn answered(&mut self, number: u64) -> bool {
        let untried = |slot: &&mut Slot<T>| slot.number == number && !slot.tried;
        let Some(slot) = self.slots.iter_mut().find(untried) else {
            return false;
        };
        slot.tried = true;
        self.breaker.answered()
    }

    /// Whether a task has to begin to sweep: a connection is idle, and no other task does.
    pub(super) fn begin_sweeping(&mut self) -> bool {
        let begins = !self.sweeping && self.slots.iter().any(|slot| slot.calls == 0);
        self.sweeping |= begins;
        begins
    }

    /// Closes connections that have been idle for this time or are too old. The time of the next
    /// sweep, if any connection is idle.
    pub(super) fn sweep(&mut self, idle: Duration, now: Instant) -> Option<Instant> {
        let ends = |slot: &Slot<T>| slot.retires.min(slot.used + idle);
        self.slots
            .retain(|slot| slot.calls > 0 || slot.is_good(now) && now < ends(slot));
        let next = self
            .slots
            .iter()
            .filter(|slot| slot.calls == 0)
            .map(ends)
            .min();
        self.sweeping = next.is_some();
        next
    }
}
