//! What the pool needs of connections, and of what opens them.

use std::future::Future;

use crate::upstream::failure::Failure;

/// Opens connections.
pub(in crate::upstream) trait Connect: Send + Sync + 'static {
    /// What is opened.
    type Connection: Poolable;

    /// Opens a connection, or fails in bounded time.
    fn connect(&self) -> impl Future<Output = Result<Self::Connection, Failure>> + Send;
}

/// A connection that a pool can keep.
pub(in crate::upstream) trait Poolable:
    std::fmt::Debug + Sized + Send + 'static
{
    /// The calls that it carries at a time, one at least.
    fn capacity(&self) -> usize;

    /// Whether it can take another call, as far as is known.
    fn is_open(&self) -> bool;

    /// Another handle to it, if it carries more than one call at a time.
    fn share(&self) -> Option<Self>;
}
