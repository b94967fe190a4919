//! Why a call has no answer, sorted by who has to do something about it.
//!
//! A failure goes to the log with its detail, which has nothing that the upstream wrote: its text
//! may name a driver, a car or a place.

mod cause;
mod kind;
mod objection;

use std::fmt::Write as _;
use std::time::Duration;

use crate::retry_after::whole_seconds;
pub(super) use cause::Unresolved;
pub(crate) use cause::{certificate_failure, chain, tls_error};
pub use kind::FailureKind;
pub(crate) use objection::{OBJECTION_TIME, await_objection};

/// A call that got no answer to pass on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}: {detail}", .kind.as_str())]
pub struct Failure {
    /// What kind of failure it is.
    pub kind: FailureKind,
    /// Whether the request may have reached the upstream, and so may have been counted there.
    pub sent: bool,
    /// The status of an answer that was not passed on.
    pub status: Option<u16>,
    /// Seconds after which another call may succeed, where that is known.
    pub retry_after: Option<u32>,
    /// The reason, for the log.
    pub detail: String,
}

impl Failure {
    /// A failure before anything was sent.
    pub(super) fn unsent(kind: FailureKind, detail: impl Into<String>) -> Self {
        Self {
            kind,
            sent: false,
            status: None,
            retry_after: None,
            detail: detail.into(),
        }
    }

    /// A failure after something may have been sent, and before the head of an answer.
    pub(super) fn sent(kind: FailureKind, detail: impl Into<String>) -> Self {
        Self {
            sent: true,
            ..Self::unsent(kind, detail)
        }
    }

    /// An answer with this status that cannot be passed on.
    pub(crate) fn of_answer(kind: FailureKind, status: u16, detail: impl Into<String>) -> Self {
        Self {
            status: Some(status),
            ..Self::sent(kind, detail)
        }
    }

    /// A connection that could not be opened.
    pub(super) fn of_connecting(error: &(dyn std::error::Error + 'static)) -> Self {
        let kind =
            cause::certificate_failure(error).unwrap_or(if cause::lacks_descriptors(error) {
                FailureKind::NoDescriptors
            } else if cause::is_unresolved(error) {
                FailureKind::Unresolved
            } else if cause::is_timeout(error) {
                FailureKind::ConnectTimeout
            } else {
                FailureKind::Unreachable
            });
        Self::unsent(kind, cause::chain(error))
    }

    /// An exchange that ended without the head of an answer. `unwritten` says that no byte of the
    /// request was sent.
    pub(super) fn of_exchange(error: &hyper::Error, unwritten: bool) -> Self {
        let kind = cause::certificate_failure(error)
            .or_else(|| cause::stream_failure(error))
            .unwrap_or(FailureKind::Broken);
        Self {
            // The upstream has not processed a stream that it refuses or leaves behind a GOAWAY.
            sent: !unwritten && !matches!(kind, FailureKind::GoAway | FailureKind::RefusedStream),
            ..Self::unsent(kind, cause::chain(error))
        }
    }

    /// A body that ended early.
    pub(crate) fn of_body(error: &(dyn std::error::Error + 'static), status: u16) -> Self {
        let kind = cause::certificate_failure(error)
            .or_else(|| cause::stream_failure(error).filter(|kind| *kind == FailureKind::Reset))
            .unwrap_or(FailureKind::Truncated);
        Self::of_answer(kind, status, cause::chain(error))
    }

    /// A call that was not answered before its deadline.
    pub(super) fn timed_out(whole: Duration) -> Self {
        Self::sent(
            FailureKind::Timeout,
            format!("no answer within {} s", whole.as_secs()),
        )
    }

    /// A call that was broken off: the relay is ending.
    pub(super) fn broken_off() -> Self {
        Self::sent(FailureKind::Broken, "the relay has given the call up")
    }

    /// The failure of a call that is not tried, since this one opened the breaker.
    pub(super) fn not_tried(&self, retry_after: Duration) -> Self {
        Self {
            retry_after: Some(whole_seconds(retry_after)),
            ..Self::unsent(self.kind, format!("not tried, after {}", self.detail))
        }
    }

    /// Whether the call may be retried on another connection: the upstream has not processed it,
    /// and the reason lies in the connection that it was made on.
    pub(super) fn is_retryable(&self) -> bool {
        !self.sent
            && matches!(
                self.kind,
                FailureKind::Broken
                    | FailureKind::Reset
                    | FailureKind::GoAway
                    | FailureKind::RefusedStream
            )
    }

    /// Adds why the call is not retried.
    pub(super) fn not_retried(&mut self, reason: &str) {
        // Writing to a String cannot fail.
        let _ = write!(self.detail, ", not made again: {reason}");
    }
}
