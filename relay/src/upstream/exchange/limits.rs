//! How long a call and its phases may take, and how large its answer may be.

use std::time::Duration;

/// The limits of a call.
#[derive(Debug, Clone, Copy)]
pub(in crate::upstream) struct ExchangeLimits {
    /// Time for the whole call.
    pub(in crate::upstream) deadline: Duration,
    /// Time from the request to the head of the answer.
    pub(in crate::upstream) head: Duration,
    /// Time for which the body may pause.
    pub(in crate::upstream) body: Duration,
    /// Bytes of the body.
    pub(in crate::upstream) bytes: usize,
    /// Bytes of all bodies in memory.
    pub(in crate::upstream) all_bytes: usize,
}
