//! The memory of all answers' bodies: it is reserved before a body is read, and released once the
//! last caller has taken it and the cache no longer holds it.

use std::cmp::Ordering;
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;

use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::{Registry, Unit};

use crate::metrics::{gauged, register_with_unit};
use crate::upstream::failure::{Failure, FailureKind};

/// The bodies in memory, of all identities.
#[derive(Debug)]
pub struct Bodies {
    /// Their bytes.
    gauge: Gauge,
}

/// The memory that is reserved for one body; released when it is dropped.
#[derive(Debug)]
pub(super) struct Reservation {
    bodies: Arc<Bodies>,
    bytes: usize,
}

/// There is no memory for a body: all of it, so many bytes, is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("answers that are held or not taken have their {0} bytes")]
pub(super) struct Exhausted(usize);

impl Bodies {
    /// Adds the gauge of their bytes to a registry.
    pub fn register(registry: &mut Registry) -> Arc<Self> {
        let gauge = register_with_unit(
            registry,
            "answers",
            "Memory of answers that come, are held or are not taken yet",
            Unit::Bytes,
            Gauge::default(),
        );
        Arc::new(Self { gauge })
    }

    /// Checks that so many bytes of `limit` are free.
    pub(super) fn check(&self, bytes: usize, limit: usize) -> Result<(), Exhausted> {
        match self.gauge.get().checked_add(gauged(bytes)) {
            Some(all) if all <= gauged(limit) => Ok(()),
            _ => Err(Exhausted(limit)),
        }
    }

    /// A reservation of no bytes yet.
    pub(super) fn reservation(self: &Arc<Self>) -> Reservation {
        Reservation {
            bodies: Arc::clone(self),
            bytes: 0,
        }
    }

    fn release(&self, bytes: usize) {
        self.gauge.dec_by(gauged(bytes));
    }
}

impl Reservation {
    /// Changes the reservation to so many bytes. Fails if it grows and all bodies together would
    /// then have more than `limit`.
    pub(super) fn resize(&mut self, bytes: usize, limit: usize) -> Result<(), Exhausted> {
        let Self { bodies, bytes: own } = self;
        let exhausted = Exhausted(limit);
        match bytes.cmp(own) {
            Ordering::Equal => return Ok(()),
            Ordering::Less => bodies.release(own.saturating_sub(bytes)),
            Ordering::Greater => {
                let (more, limit) = (gauged(bytes.saturating_sub(*own)), gauged(limit));
                let add = |all: i64| all.checked_add(more).filter(|all| *all <= limit);
                bodies
                    .gauge
                    .inner()
                    .fetch_update(Relaxed, Relaxed, add)
                    .map_err(|_| exhausted)?;
            }
        }
        *own = bytes;
        Ok(())
    }
}

impl Drop for Reservation {
    fn drop(&mut self) {
        self.bodies.release(self.bytes);
    }
}

impl Exhausted {
    /// The failure of a call of which nothing was sent.
    pub(super) fn unsent(self) -> Failure {
        Failure::unsent(FailureKind::NoMemory, self.to_string())
    }

    /// The failure of a call that was answered with this status.
    pub(super) fn of_answer(self, status: u16) -> Failure {
        Failure::of_answer(FailureKind::NoMemory, status, self.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_take_no_more_than_there_is_and_give_it_back() {
        let bodies = Bodies::register(&mut Registry::default());
        let (mut one, mut other) = (bodies.reservation(), bodies.reservation());
        assert_eq!(one.resize(60, 100), Ok(()));
        assert_eq!(other.resize(41, 100), Err(Exhausted(100)));
        assert_eq!(other.resize(40, 100), Ok(()));
        assert_eq!(bodies.check(1, 100), Err(Exhausted(100)));
        // A reservation may shrink even if the limit has been lowered below it.
        assert_eq!(one.resize(10, 1), Ok(()));
        assert_eq!(bodies.gauge.get(), 50);
        // An answer must fit whole.
        assert_eq!(bodies.check(50, 100), Ok(()));
        assert_eq!(bodies.check(51, 100), Err(Exhausted(100)));
        drop((one, other));
        assert_eq!((bodies.gauge.get(), bodies.check(1, 1)), (0, Ok(())));
    }
}
