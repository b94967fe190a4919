//! The right to make one call on a connection of the pool.

use std::fmt;
use std::sync::Arc;

use crate::upstream::failure::Failure;

/// Takes connections back.
pub(super) trait Reclaim<T>: Send + Sync {
    /// The call of this number has been answered.
    fn answered(&self, number: u64);

    /// The call of this number is over. Without its connection that takes no more calls.
    fn returned(self: Arc<Self>, number: u64, connection: Option<T>);

    /// The call of this number has ended its connection: the upstream does not take who makes it.
    fn refused(self: Arc<Self>, number: u64, failure: &Failure);
}

/// Held for as long as a call takes. Dropped without its connection, as by a call that is broken
/// off, it takes the connection out of the pool: what is left on it would be taken for the answer
/// to another call.
pub(in crate::upstream) struct Lease<T> {
    number: u64,
    owner: Option<Arc<dyn Reclaim<T>>>,
}

impl<T> Lease<T> {
    pub(super) fn new(number: u64, owner: Arc<dyn Reclaim<T>>) -> Self {
        Self {
            number,
            owner: Some(owner),
        }
    }

    /// The upstream has begun to answer: the connection works, whatever becomes of it.
    pub(in crate::upstream) fn answered(&self) {
        if let Some(owner) = &self.owner {
            owner.answered(self.number);
        }
    }

    /// Gives the connection to the next call.
    pub(in crate::upstream) fn give_back(mut self, connection: T) {
        if let Some(owner) = self.owner.take() {
            owner.returned(self.number, Some(connection));
        }
    }

    /// Takes the connection out of the pool for this reason. In TLS 1.3 an identity is refused
    /// only then, and not as its connection is opened.
    pub(in crate::upstream) fn refuse(mut self, failure: &Failure) {
        if let Some(owner) = self.owner.take() {
            owner.refused(self.number, failure);
        }
    }

    /// Is no more; the owner knows.
    pub(super) fn forget(mut self) {
        self.owner = None;
    }
}

impl<T> Drop for Lease<T> {
    fn drop(&mut self) {
        if let Some(owner) = self.owner.take() {
            owner.returned(self.number, None);
        }
    }
}

impl<T> fmt::Debug for Lease<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lease")
            .field("number", &self.number)
            .finish()
    }
}
