//! The limit on concurrent calls. A call over the limit is refused at once and does not wait: the
//! pool of upstream connections has the one queue there is, and an edge that is refused tries the
//! next relay.
//!
//! Only a call with a good signature takes a permit, so no other caller can use them up. A hello
//! takes none. Where there are several identities, each leaves a quarter of the permits to the
//! others.
//!
//! The store of nonces is not divided: an edge of one identity can fill it for a minute, for the
//! edges of all of them. Identities whose edges do not trust each other so far belong in relays of
//! their own.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::Registry;

use crate::metrics::register;

/// One of several identities leaves one in so many permits to the others.
const RESERVE: usize = 4;

/// The limit on concurrent calls.
#[derive(Debug)]
pub struct Admission {
    limit: usize,
    by_identity: Mutex<Vec<IdentityCalls>>,
    under_way: Gauge,
    shed: Counter,
}

/// The calls of one identity that are under way. There are few identities, so they are searched one
/// after the other, without hashing a name for each call.
#[derive(Debug)]
struct IdentityCalls {
    identity: Arc<str>,
    under_way: usize,
}

/// The share of an identity in a limit, of calls or of connections.
#[derive(Debug, Clone, Copy)]
pub struct IdentityShare<'a> {
    /// The identity's name.
    pub identity: &'a str,
    /// Whether there are others.
    pub one_of_several: bool,
}

/// As many calls are under way as the limit allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("too-many-calls")]
pub struct CallLimitReached;

/// The permit of a call, released when it is dropped: once the caller has read the answer.
#[derive(Debug)]
pub struct CallPermit {
    admission: Arc<Admission>,
    identity: Arc<str>,
}

impl IdentityShare<'_> {
    /// How many of `limit` it may have.
    pub fn share_of(&self, limit: usize) -> usize {
        let reserve = if self.one_of_several {
            limit / RESERVE
        } else {
            0
        };
        limit.saturating_sub(reserve)
    }
}

impl Admission {
    /// Allows `limit` concurrent calls.
    pub fn new(limit: usize, registry: &mut Registry) -> Arc<Self> {
        Arc::new(Self {
            limit,
            by_identity: Mutex::default(),
            under_way: register(
                registry,
                "calls_under_way",
                "Calls under way: until their answers are taken",
            ),
            shed: register(
                registry,
                "calls_shed",
                "Calls refused because as many were under way as may be",
            ),
        })
    }

    /// A permit, unless the limit or the identity's share of it is reached.
    pub fn enter(
        self: &Arc<Self>,
        share: IdentityShare<'_>,
    ) -> Result<CallPermit, CallLimitReached> {
        let Some(permit) = self.try_acquire(share) else {
            self.shed.inc();
            return Err(CallLimitReached);
        };
        self.under_way.inc();
        Ok(permit)
    }

    fn try_acquire(self: &Arc<Self>, share: IdentityShare<'_>) -> Option<CallPermit> {
        let mut by_identity = self.by_identity();
        let counts = by_identity.iter().map(|calls| calls.under_way);
        if counts.sum::<usize>() >= self.limit {
            return None;
        }
        let most = share.share_of(self.limit);
        let own = by_identity
            .iter_mut()
            .find(|calls| *calls.identity == *share.identity);
        let identity = match own {
            Some(calls) if calls.under_way >= most => return None,
            Some(calls) => {
                calls.under_way = calls.under_way.saturating_add(1);
                Arc::clone(&calls.identity)
            }
            None => {
                let identity: Arc<str> = share.identity.into();
                by_identity.push(IdentityCalls {
                    identity: Arc::clone(&identity),
                    under_way: 1,
                });
                identity
            }
        };
        Some(CallPermit {
            admission: Arc::clone(self),
            identity,
        })
    }

    fn by_identity(&self) -> MutexGuard<'_, Vec<IdentityCalls>> {
        self.by_identity
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for CallPermit {
    fn drop(&mut self) {
        let mut by_identity = self.admission.by_identity();
        let own = by_identity
            .iter()
            .position(|calls| Arc::ptr_eq(&calls.identity, &self.identity));
        if let Some(own) = own
            && let Some(calls) = by_identity.get_mut(own)
        {
            calls.under_way = calls.under_way.saturating_sub(1);
            if calls.under_way == 0 {
                by_identity.swap_remove(own);
            }
        }
        drop(by_identity);
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
    fn one_too_many_is_refused_and_a_released_permit_is_free_again() {
        let admission = Admission::new(1, &mut Registry::default());
        let permit = admission.enter(alone("a")).unwrap();
        assert_eq!(admission.enter(alone("a")).unwrap_err(), CallLimitReached);
        assert_eq!((admission.under_way.get(), admission.shed.get()), (1, 1));
        drop(permit);
        assert!(admission.enter(alone("a")).is_ok());
        assert_eq!(admission.under_way.get(), 0);
        assert!(admission.by_identity().is_empty());
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
