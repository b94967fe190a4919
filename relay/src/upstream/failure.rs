//! What went wrong with a call, sorted by who has to do something about it.

mod cause;
mod class;

use std::fmt::Write as _;
use std::time::Duration;

pub(super) use cause::{Unresolved, certificate_class};
pub(crate) use cause::{chain, refuses_certificate, tls_error};
pub use class::Class;

/// A call that got no answer to pass on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}: {detail}", .class.as_str())]
pub struct Failure {
    /// What kind of failure it is.
    pub class: Class,
    /// Whether the request may have reached the upstream.
    pub sent: bool,
    /// The status of an answer that was not passed on.
    pub status: Option<u16>,
    /// Seconds after which the call may be worth another try, where that is known.
    pub retry_after: Option<u32>,
    /// For the log. Has nothing that the upstream wrote.
    pub detail: String,
}

impl Failure {
    /// Nothing was sent, for this reason.
    pub(super) fn unsent(class: Class, detail: impl Into<String>) -> Self {
        Self {
            class,
            sent: false,
            status: None,
            retry_after: None,
            detail: detail.into(),
        }
    }

    /// Something may have been sent, and there is no head of an answer.
    pub(super) fn sent(class: Class, detail: impl Into<String>) -> Self {
        Self {
            sent: true,
            ..Self::unsent(class, detail)
        }
    }

    /// The answer that came cannot be passed on.
    pub(crate) fn of_answer(class: Class, status: u16, detail: impl Into<String>) -> Self {
        Self {
            status: Some(status),
            ..Self::sent(class, detail)
        }
    }

    /// There is no connection.
    pub(super) fn of_connecting(error: &(dyn std::error::Error + 'static)) -> Self {
        let class = cause::certificate_class(error).unwrap_or(if cause::lacks_descriptors(error) {
            Class::NoDescriptors
        } else if cause::is_unresolved(error) {
            Class::Unresolved
        } else if cause::is_timeout(error) {
            Class::ConnectTimeout
        } else {
            Class::Unreachable
        });
        Self::unsent(class, cause::chain(error))
    }

    /// The exchange ended without a head. `unwritten` says that no byte of the request was sent.
    pub(super) fn of_exchange(error: &hyper::Error, unwritten: bool) -> Self {
        let class = cause::certificate_class(error)
            .or_else(|| cause::stream_class(error))
            .unwrap_or(Class::Broken);
        Self {
            // What the upstream leaves behind as it goes, or refuses, it has not looked at.
            sent: !unwritten && !matches!(class, Class::GoneAway | Class::RefusedStream),
            ..Self::unsent(class, cause::chain(error))
        }
    }

    /// The body ended early.
    pub(crate) fn of_body(error: &(dyn std::error::Error + 'static), status: u16) -> Self {
        let class = cause::certificate_class(error)
            .or_else(|| cause::stream_class(error).filter(|class| *class == Class::Reset))
            .unwrap_or(Class::Truncated);
        Self::of_answer(class, status, cause::chain(error))
    }

    /// The call's end came first.
    pub(super) fn late(whole: Duration) -> Self {
        Self::sent(
            Class::Timeout,
            format!("no answer within {} s", whole.as_secs()),
        )
    }

    /// The same, while the upstream counts as out of reach and calls are not tried.
    pub(super) fn not_tried(&self, retry_after: Duration) -> Self {
        Self {
            retry_after: Some(whole_seconds(retry_after)),
            ..Self::unsent(self.class, format!("not tried, after {}", self.detail))
        }
    }

    /// Whether it is safe and worth while to make the call once more, on another connection.
    pub(super) fn is_worth_a_retry(&self) -> bool {
        !self.sent
            && matches!(
                self.class,
                Class::Broken | Class::Reset | Class::GoneAway | Class::RefusedStream
            )
    }

    /// Adds why the call is not made once more.
    pub(super) fn not_retried(&mut self, reason: &str) {
        // Writing to a String cannot fail.
        let _ = write!(self.detail, ", not made again: {reason}");
    }
}

/// A time in seconds, and no less than it is.
pub(super) fn whole_seconds(time: Duration) -> u32 {
    u32::try_from(time.as_millis().div_ceil(1000)).unwrap_or(u32::MAX)
}
