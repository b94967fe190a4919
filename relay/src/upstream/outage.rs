//! Whether the upstream can be reached at all: after some connections in a row could not be
//! opened calls are not tried any more, until one could.

use std::time::Duration;

use tokio::time::Instant;

use super::failure::Failure;
use super::jitter;

/// Connections that fail in a row before calls are not tried.
const PATIENCE: u32 = 3;
/// The first pause between attempts, and the longest.
const FIRST_PAUSE: Duration = Duration::from_millis(500);
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// What is known of the way to the upstream.
#[derive(Debug, Default)]
pub(super) struct Outage {
    failed: u32,
    /// Once it is one.
    last: Option<Attempt>,
}

#[derive(Debug)]
struct Attempt {
    failure: Failure,
    pause: Duration,
    next: Instant,
}

impl Outage {
    /// A connection could not be opened. True if that begins an outage: somebody has to try on.
    pub(super) fn failed(&mut self, failure: Failure, now: Instant) -> bool {
        self.failed = self.failed.saturating_add(1);
        let begins = self.last.is_none();
        if self.failed < PATIENCE {
            return false;
        }
        let pause = match &self.last {
            None => FIRST_PAUSE,
            Some(last) => last.pause.saturating_mul(2).min(LONGEST_PAUSE),
        };
        self.last = Some(Attempt {
            failure,
            pause,
            next: now + jitter::shortened(pause),
        });
        begins
    }

    /// A connection was opened. True if that ends an outage.
    pub(super) fn ended(&mut self) -> bool {
        self.failed = 0;
        self.last.take().is_some()
    }

    /// Whether there is none.
    pub(super) fn is_over(&self) -> bool {
        self.last.is_none()
    }

    /// What a call is told, if there is one.
    pub(super) fn refusal(&self, now: Instant) -> Option<Failure> {
        let last = self.last.as_ref()?;
        let wait = last.next.saturating_duration_since(now);
        Some(last.failure.not_tried(wait.max(Duration::from_secs(1))))
    }

    /// When to try to connect again, if there is one.
    pub(super) fn next_attempt(&self) -> Option<Instant> {
        self.last.as_ref().map(|last| last.next)
    }
}

#[cfg(test)]
mod tests {
    use super::super::class::Class;
    use super::*;

    fn failure() -> Failure {
        Failure::unsent(Class::Unreachable, "refused")
    }

    #[test]
    fn failures_make_an_outage_only_in_a_row_and_a_connection_ends_it() {
        let (now, mut outage) = (Instant::now(), Outage::default());
        for _ in 0..5 {
            assert!(!outage.failed(failure(), now));
            assert!(!outage.failed(failure(), now));
            assert!(!outage.ended());
        }
        assert_eq!(outage.refusal(now), None);
        let begins = [1, 2, 3, 4].map(|_| outage.failed(failure(), now));
        assert_eq!(begins, [false, false, true, false]);
        let refusal = outage.refusal(now).unwrap();
        assert_eq!(
            (refusal.class, refusal.sent, refusal.retry_after),
            (Class::Unreachable, false, Some(1))
        );
        assert!(refusal.detail.contains("not tried"));
        assert!(outage.ended());
        assert_eq!((outage.refusal(now), outage.next_attempt()), (None, None));
    }

    #[test]
    fn pauses_double_up_to_half_a_minute() {
        let (now, mut outage) = (Instant::now(), Outage::default());
        let pauses: Vec<_> = (0..14)
            .filter_map(|_| {
                outage.failed(failure(), now);
                Some(outage.next_attempt()?.duration_since(now).as_secs_f64())
            })
            .collect();
        for (pause, most) in pauses
            .iter()
            .zip([0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 30.0, 30.0])
        {
            assert!((most * 0.79..=most).contains(pause), "{pause} of {most}");
        }
    }
}
