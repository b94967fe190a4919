//! Answers that strangers leave unread: few for each of them, and few for all of them together.
//!
//! Whoever has not shown a good signature is refused, and each refusal takes memory until it is
//! on its way. HTTP/2 lets a peer ask on and take nothing.

use std::sync::Arc;

use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore};

/// Answers that one connection may leave unread.
const OWN: usize = 16;
/// Answers that all connections of a listener may.
const ALL: usize = 1024;

/// What all strangers of a listener may leave unread. A clone is the same.
#[derive(Debug, Clone)]
pub(super) struct Strangers(Arc<Semaphore>);

/// What the stranger on one connection may.
#[derive(Debug)]
pub(super) struct Unread {
    own: Arc<Semaphore>,
    all: Strangers,
    too_many: Notify,
}

/// One unread answer, until this is dropped.
#[derive(Debug)]
pub(super) struct Place {
    _own: OwnedSemaphorePermit,
    _all: OwnedSemaphorePermit,
}

impl Strangers {
    pub(super) fn new() -> Self {
        Self(Arc::new(Semaphore::new(ALL)))
    }

    /// For a connection that has come.
    pub(super) fn one(&self) -> Unread {
        Unread {
            own: Arc::new(Semaphore::new(OWN)),
            all: self.clone(),
            too_many: Notify::new(),
        }
    }
}

impl Unread {
    /// A place for one more, if there is one.
    pub(super) fn place(&self) -> Option<Place> {
        let place = self.free_place();
        if place.is_none() {
            self.too_many.notify_one();
        }
        place
    }

    /// Comes once there was no place for one more.
    pub(super) async fn too_many(&self) {
        self.too_many.notified().await;
    }

    fn free_place(&self) -> Option<Place> {
        Some(Place {
            _own: Arc::clone(&self.own).try_acquire_owned().ok()?,
            _all: Arc::clone(&self.all.0).try_acquire_owned().ok()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn as_many_as_may_be(unread: &Unread) -> Vec<Place> {
        std::iter::from_fn(|| unread.place()).collect()
    }

    #[test]
    fn one_stranger_leaves_few_answers_unread_and_all_together_not_many() {
        let strangers = Strangers::new();
        let crowd: Vec<_> = (0..2 * ALL / OWN).map(|_| strangers.one()).collect();
        let mut places: Vec<_> = crowd.iter().map(as_many_as_may_be).collect();
        assert_eq!(places[0].len(), OWN);
        assert_eq!(places.iter().map(Vec::len).sum::<usize>(), ALL);
        places.clear();
        assert_eq!(as_many_as_may_be(&crowd[ALL / OWN]).len(), OWN);
    }
}
