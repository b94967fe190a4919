//! How many calls may be under way at once. One more is refused at once, and does not wait: the
//! upstream's pool has a queue, and an edge that is refused asks the next relay.
//!
//! Only calls with a good signature take a permit, so others cannot take them all; nor can the
//! edges of one identity where there are several.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::Registry;

/// Part of all places that one of several identities leaves to the others.
const RESERVE: usize = 4;

/// The places there are.
#[derive(Debug)]
pub struct Admission {
    places: usize,
    taken: Mutex<Taken>,
    under_way: Gauge,
    shed: Counter,
}

#[derive(Debug, Default)]
struct Taken {
    all: usize,
    /// By the identity's name.
    of: HashMap<String, usize>,
}

/// Who wants a permit, for a call or for a connection.
#[derive(Debug, Clone, Copy)]
pub struct IdentityShare<'a> {
    /// The identity's name.
    pub identity: &'a str,
    /// Whether there are others.
    pub one_of_several: bool,
}

/// As many calls are under way as may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("too-many-calls")]
pub struct CallLimitReached;

/// A call's permit, given back when it is dropped: once its answer is taken.
#[derive(Debug)]
pub struct CallPermit {
    admission: Arc<Admission>,
    identity: String,
}

impl IdentityShare<'_> {
    /// How many of all places it can have.
    pub fn share_of(&self, places: usize) -> usize {
        let reserve = if self.one_of_several {
            places / RESERVE
        } else {
            0
        };
        places.saturating_sub(reserve)
    }
}

impl Admission {
    /// Room for `calls`.
    pub fn new(calls: usize, registry: &mut Registry) -> Arc<Self> {
        let this = Self {
            places: calls,
            taken: Mutex::default(),
            under_way: Gauge::default(),
            shed: Counter::default(),
        };
        registry.register(
            "calls_under_way",
            "Calls under way: until their answers are taken",
            this.under_way.clone(),
        );
        registry.register(
            "calls_shed",
            "Calls refused because as many were under way as may be",
            this.shed.clone(),
        );
        Arc::new(this)
    }

    /// A permit, if there is one for this identity.
    pub fn enter(
        self: &Arc<Self>,
        share: IdentityShare<'_>,
    ) -> Result<CallPermit, CallLimitReached> {
        let identity = share.identity;
        let mut taken = self.taken();
        let own = taken.of.get(identity).copied().unwrap_or_default();
        if taken.all >= self.places || own >= share.share_of(self.places) {
            self.shed.inc();
            return Err(CallLimitReached);
        }
        taken.all = taken.all.saturating_add(1);
        taken.of.insert(identity.to_owned(), own.saturating_add(1));
        self.under_way.inc();
        Ok(CallPermit {
            admission: Arc::clone(self),
            identity: identity.to_owned(),
        })
    }

    fn taken(&self) -> MutexGuard<'_, Taken> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for CallPermit {
    fn drop(&mut self) {
        let mut taken = self.admission.taken();
        taken.all = taken.all.saturating_sub(1);
        if let Some(own) = taken.of.get_mut(&self.identity) {
            *own = own.saturating_sub(1);
            if *own == 0 {
                taken.of.remove(&self.identity);
            }
        }
        self.admission.under_way.dec();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alone(identity: &str) -> IdentityShare<'_> {
        IdentityShare {
            identity,
            one_of_several: false,
        }
    }

    fn among_others(identity: &str) -> IdentityShare<'_> {
        IdentityShare {
            identity,
            one_of_several: true,
        }
    }

    #[test]
    fn one_too_many_is_refused_and_a_place_given_back_is_free_again() {
        let admission = Admission::new(1, &mut Registry::default());
        let permit = admission.enter(alone("a")).unwrap();
        assert_eq!(admission.enter(alone("a")).unwrap_err(), CallLimitReached);
        assert_eq!((admission.under_way.get(), admission.shed.get()), (1, 1));
        drop(permit);
        assert!(admission.enter(alone("a")).is_ok());
        assert_eq!(admission.under_way.get(), 0);
        assert!(admission.taken().of.is_empty());
    }

    #[test]
    fn an_identity_leaves_a_quarter_to_the_others_and_has_all_without_any() {
        let admission = Admission::new(8, &mut Registry::default());
        let most = |share: IdentityShare<'_>| -> Vec<_> {
            std::iter::from_fn(|| admission.enter(share).ok()).collect()
        };
        assert_eq!(most(alone("a")).len(), 8);
        let first = most(among_others("a"));
        assert_eq!(first.len(), 6);
        assert_eq!(most(among_others("b")).len(), 2);
        drop(first);
        assert_eq!(most(among_others("b")).len(), 6);
    }
}
