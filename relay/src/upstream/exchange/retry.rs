//! Whether a call is retried on another connection.
//!
//! A call is retried only if its request was never written, or, if it is a read, an HTTP/2 server
//! says that it has not processed it. An error of a connection that broke right after the request
//! is not enough: the upstream may have counted the call, or done what it asks for.
//!
//! A call is retried once, and only a tenth of all calls and one a second are, so that an upstream
//! in trouble is not hit by a second wave. What a graceful GOAWAY leaves behind is no sign of trouble,
//! as servers close connections in order after so many requests: such a call is retried without cost
//! to the budget, and within the budget a second time, since many calls at once may meet the end of
//! the next connection too. A refused stream costs budget: that server says that it has too much to
//! do.

use std::time::Duration;

use tower::retry::budget::{Budget as _, TpsBudget};

use crate::upstream::failure::{Failure, FailureKind};

/// Retries of a call, at most.
const RETRIES: u32 = 1;
/// The same where the upstream leaves one connection after another.
const RETRIES_AFTER_GOAWAY: u32 = 2;
/// The time over which the budget counts calls and retries.
const BUDGET_WINDOW: Duration = Duration::from_secs(10);
/// Retries that the budget allows however few calls there are.
const BUDGET_A_SECOND: u32 = 1;
/// The part of all calls that the budget allows to be retried.
const BUDGET_PART: f32 = 0.1;

/// The retries that the calls of one identity have together.
pub(in crate::upstream) fn retry_budget() -> TpsBudget {
    TpsBudget::new(BUDGET_WINDOW, BUDGET_A_SECOND, BUDGET_PART)
}

/// The retries of one call.
#[derive(Debug)]
pub(super) struct RetryPolicy<'b> {
    budget: &'b TpsBudget,
    retries: u32,
}

/// What follows a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Decision {
    /// The call is made again, on another connection.
    Retry,
    /// It would be, but the budget is used up.
    OverBudget,
    /// It is not made again.
    Stop,
}

impl<'b> RetryPolicy<'b> {
    /// The retries of a call that begins now.
    pub(super) fn begin(budget: &'b TpsBudget) -> Self {
        budget.deposit();
        Self { budget, retries: 0 }
    }

    /// What follows this failure. A retry that is allowed counts as made.
    pub(super) fn after(&mut self, failure: &Failure) -> Decision {
        let is_goaway = failure.kind == FailureKind::GoAway;
        let most = if is_goaway {
            RETRIES_AFTER_GOAWAY
        } else {
            RETRIES
        };
        if !failure.is_retryable() || self.retries >= most {
            return Decision::Stop;
        }
        let is_free = is_goaway && self.retries == 0;
        if !is_free && !self.budget.withdraw() {
            return Decision::OverBudget;
        }
        self.retries = self.retries.saturating_add(1);
        Decision::Retry
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A budget of so many retries a second, to which calls add nothing.
    fn budget(reserve: u32) -> TpsBudget {
        TpsBudget::new(Duration::from_secs(10), reserve, 0.0)
    }

    /// What follows each failure of one call.
    fn after<const N: usize>(budget: &TpsBudget, failures: [Failure; N]) -> [Decision; N] {
        let mut retry = RetryPolicy::begin(budget);
        failures.map(|failure| retry.after(&failure))
    }

    fn unsent(kind: FailureKind) -> Failure {
        Failure::unsent(kind, "")
    }

    #[test]
    fn a_connection_that_is_left_costs_no_budget_and_the_next_does() {
        let left = || unsent(FailureKind::GoAway);
        assert_eq!(
            after(&budget(0), [left(), left()]),
            [Decision::Retry, Decision::OverBudget]
        );
        assert_eq!(
            after(&budget(1), [left(), left(), left()]),
            [Decision::Retry, Decision::Retry, Decision::Stop]
        );
    }

    #[test]
    fn what_else_was_not_seen_is_made_again_once_and_within_the_budget() {
        for kind in [
            FailureKind::Broken,
            FailureKind::Reset,
            FailureKind::RefusedStream,
        ] {
            let failures = || [unsent(kind), unsent(kind)];
            assert_eq!(
                after(&budget(1), failures()),
                [Decision::Retry, Decision::Stop]
            );
            assert_eq!(after(&budget(0), failures())[0], Decision::OverBudget);
            let left_first = [unsent(FailureKind::GoAway), unsent(kind)];
            assert_eq!(
                after(&budget(1), left_first),
                [Decision::Retry, Decision::Stop]
            );
        }
    }

    #[test]
    fn what_may_have_been_seen_or_had_no_connection_is_not_made_again() {
        for failure in [
            Failure::sent(FailureKind::Broken, ""),
            Failure::sent(FailureKind::Reset, ""),
            unsent(FailureKind::Unreachable),
            unsent(FailureKind::CertificateRefused),
        ] {
            assert_eq!(after(&budget(1), [failure]), [Decision::Stop]);
        }
    }
}
