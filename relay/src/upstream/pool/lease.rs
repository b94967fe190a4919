//! A lease: the right to make one call on a connection of the pool.

use std::fmt;
use std::sync::Arc;

use crate::upstream::failure::Failure;

/// Takes leased connections back.
pub(super) trait Reclaim<T>: Send + Sync {
    /// A call on the connection of this number has been answered.
    fn answered(&self, number: u64);

    /// A call on the connection of this number has ended. If the connection does not come back, it
    /// takes no more calls.
    fn returned(self: Arc<Self>, number: u64, connection: Option<T>);

    /// The upstream has ended the connection of this number with a refusal of the client
    /// certificate.
    fn refused(self: Arc<Self>, number: u64, failure: &Failure);
}

/// A lease, for as long as a call takes. If it is dropped without its connection, as by a call that
/// is broken off, the connection leaves the pool: what is left on it would be taken for the answer
/// to another call.
pub(in crate::upstream) struct Lease<T> {
    number: u64,
    /// Whether a call on the connection was answered or refused before.
    tried: bool,
    owner: Option<Arc<dyn Reclaim<T>>>,
}

impl<T> Lease<T> {
    pub(super) fn new(number: u64, tried: bool, owner: Arc<dyn Reclaim<T>>) -> Self {
        Self {
            number,
            tried,
            owner: Some(owner),
        }
    }

    /// Reports that the head of an answer has come: the connection works. That is news only the
    /// first time.
    pub(in crate::upstream) fn answered(&self) {
        if let Some(owner) = &self.owner
            && !self.tried
        {
            owner.answered(self.number);
        }
    }

    /// Gives the connection to the next call.
    pub(in crate::upstream) fn give_back(mut self, connection: T) {
        if let Some(owner) = self.owner.take() {
            owner.returned(self.number, Some(connection));
        }
    }

    /// Takes the connection out of the pool, since the upstream refuses the client certificate. In
    /// TLS 1.3 it does so only once the connection is in use.
    pub(in crate::upstream) fn refuse(mut self, failure: &Failure) {
        if let Some(owner) = self.owner.take() {
            owner.refused(self.number, failure);
        }
    }

    /// Ends the lease of a call that never got its connection.
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
