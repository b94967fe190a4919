//! Whether a call of which the upstream has seen nothing is made again.
//!
//! What an upstream leaves behind as it goes from a connection in order costs it nothing the next
//! time either, however many calls the connection carried: once that is free. Every other call
//! that is made again adds to what the upstream could not take, and only a part of all may be.

use tower::retry::budget::{Budget as _, TpsBudget};

use crate::upstream::failure::{Class, Failure};

/// How often a call is made again, at most.
const RETRIES: u32 = 1;
/// The same where one connection after another is left: the next may be over as fast.
const MOVES: u32 = 2;

/// The retries of one call.
#[derive(Debug)]
pub(super) struct RetryPolicy<'b> {
    budget: &'b TpsBudget,
    retries: u32,
}

/// What comes after a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Decision {
    /// Another try, on another connection.
    Retry,
    /// None, for too many calls are made again.
    OverBudget,
    /// None.
    Stop,
}

impl<'b> RetryPolicy<'b> {
    /// The retries of a call that begins now.
    pub(super) fn begin(budget: &'b TpsBudget) -> Self {
        budget.deposit();
        Self { budget, retries: 0 }
    }

    /// What comes after this failure. A try that it allows counts as made.
    pub(super) fn after(&mut self, failure: &Failure) -> Decision {
        let is_move = failure.class == Class::GoneAway;
        let most = if is_move { MOVES } else { RETRIES };
        if !failure.is_worth_a_retry() || self.retries >= most {
            return Decision::Stop;
        }
        let is_free = is_move && self.retries == 0;
        if !is_free && !self.budget.withdraw() {
            return Decision::OverBudget;
        }
        self.retries = self.retries.saturating_add(1);
        Decision::Retry
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    /// A budget with so much in it, and nothing for a call.
    fn budget(reserve: u32) -> TpsBudget {
        TpsBudget::new(Duration::from_secs(10), reserve, 0.0)
    }

    /// What comes after each failure of one call.
    fn after<const N: usize>(budget: &TpsBudget, failures: [Failure; N]) -> [Decision; N] {
        let mut retry = RetryPolicy::begin(budget);
        failures.map(|failure| retry.after(&failure))
    }

    fn unsent(class: Class) -> Failure {
        Failure::unsent(class, "")
    }

    #[test]
    fn a_connection_that_is_left_costs_no_budget_and_the_next_does() {
        let left = || unsent(Class::GoneAway);
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
        for class in [Class::Broken, Class::Reset, Class::RefusedStream] {
            let failures = || [unsent(class), unsent(class)];
            assert_eq!(
                after(&budget(1), failures()),
                [Decision::Retry, Decision::Stop]
            );
            assert_eq!(after(&budget(0), failures())[0], Decision::OverBudget);
            let left_first = [unsent(Class::GoneAway), unsent(class)];
            assert_eq!(
                after(&budget(1), left_first),
                [Decision::Retry, Decision::Stop]
            );
        }
    }

    #[test]
    fn what_may_have_been_seen_or_had_no_connection_is_not_made_again() {
        for failure in [
            Failure::sent(Class::Broken, ""),
            Failure::sent(Class::Reset, ""),
            unsent(Class::Unreachable),
            unsent(Class::CertificateRefused),
        ] {
            assert_eq!(after(&budget(1), [failure]), [Decision::Stop]);
        }
    }
}
