//! How many calls may be under way at once. One more is refused at once, and does not wait: the
//! upstream's pool has a queue, and an edge that is refused asks the next relay.
//!
//! Only calls with a good signature take a place, so strangers cannot take them all.

use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::Registry;
use tokio::sync::{Semaphore, SemaphorePermit};

/// The places there are.
#[derive(Debug)]
pub struct Admission {
    places: Semaphore,
    under_way: Gauge,
    shed: Counter,
}

/// As many calls are under way as may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("too-many-calls")]
pub struct TooMany;

/// A call's place, given back when it is dropped.
#[derive(Debug)]
pub struct Place<'a> {
    _permit: SemaphorePermit<'a>,
    under_way: &'a Gauge,
}

impl Admission {
    /// Room for `calls`.
    pub fn new(calls: usize, registry: &mut Registry) -> Self {
        let this = Self {
            places: Semaphore::new(calls.min(Semaphore::MAX_PERMITS)),
            under_way: Gauge::default(),
            shed: Counter::default(),
        };
        registry.register("calls_under_way", "Calls under way", this.under_way.clone());
        registry.register(
            "calls_shed",
            "Calls refused because as many were under way as may be",
            this.shed.clone(),
        );
        this
    }

    /// A place, if there is one.
    pub fn enter(&self) -> Result<Place<'_>, TooMany> {
        let Ok(permit) = self.places.try_acquire() else {
            self.shed.inc();
            return Err(TooMany);
        };
        self.under_way.inc();
        Ok(Place {
            _permit: permit,
            under_way: &self.under_way,
        })
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.under_way.dec();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_too_many_is_refused_and_a_place_given_back_is_free_again() {
        let admission = Admission::new(1, &mut Registry::default());
        let place = admission.enter().unwrap();
        assert_eq!(admission.enter().unwrap_err(), TooMany);
        assert_eq!((admission.under_way.get(), admission.shed.get()), (1, 1));
        drop(place);
        assert!(admission.enter().is_ok());
        assert_eq!(admission.under_way.get(), 0);
    }
}
