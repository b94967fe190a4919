//! What the pool asks of connections and of what opens them.

use std::future::Future;

use crate::upstream::failure::Failure;

/// Opens connections.
pub(in crate::upstream) trait Connect: Send + Sync + 'static {
    /// What it opens.
    type Connection: Poolable;

    /// Opens one. It ends in bounded time.
    fn connect(&self) -> impl Future<Output = Result<Self::Connection, Failure>> + Send;
}

/// A connection.
pub(in crate::upstream) trait Poolable:
    std::fmt::Debug + Sized + Send + 'static
{
    /// The calls that it carries at a time.
    fn capacity(&self) -> usize;

    /// Whether it is not known to have ended.
    fn is_open(&self) -> bool;

    /// A second handle to it, if it carries more than one call at a time.
    fn share(&self) -> Option<Self>;
}
