//! Whether the upstream can be reached at all: after some connections in a row could not be
//! opened, or were refused with their first call, calls are not tried any more, until one could.
//!
//! The states, and what leads from one to another:
//!
//! - **Well.** Calls are tried. [`PATIENCE`] failures in a row => Out; an answered call begins the
//!   row anew.
//! - **Out.** Calls are not tried; one task opens a connection after each pause, which is one
//!   handshake. The pause begins at [`FIRST_PAUSE`], doubles with each failure that began after
//!   it, and ends at [`LONGEST_PAUSE`], a fifth less by chance. A connection opens => On trial.
//! - **On trial.** Calls are tried. A call is answered => Well; a connection fails, or is refused
//!   with its first call => Out, with the pauses that it had.
//!
//! Where a call was refused on a connection that could be opened, the outage counts as going on
//! while it is On trial: only an answered call ends it.
//!
//! A connection that could not be opened for want of this process's own descriptors changes no
//! state. In Out it moves the next attempt by a pause as long as the last one.

use std::time::Duration;

use prometheus_client::metrics::gauge::Gauge;
use tokio::time::Instant;

use super::jitter;
use crate::upstream::failure::Failure;
use crate::upstream::metrics::Counted;

/// Connections that fail in a row before calls are not tried.
const PATIENCE: u32 = 3;
/// The first pause between attempts, and the longest.
pub(super) const FIRST_PAUSE: Duration = Duration::from_millis(500);
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

/// What is known of the way to the upstream.
#[derive(Debug)]
pub(super) struct Breaker {
    failed: u32,
    /// From its beginning until a call has shown that connections work.
    last: Option<Attempt>,
    /// Whether somebody tries on.
    probed: bool,
    failing_fast: Gauge,
}

#[derive(Debug)]
struct Attempt {
    failure: Failure,
    pause: Duration,
    next: Instant,
    /// Whether a connection was opened since, so that calls are tried.
    on_trial: bool,
    /// Whether a call was refused on a connection that could be opened: then none that is opened
    /// shows that it is over.
    refused: bool,
    /// For as long as it is not known to be over.
    counted: Option<Counted>,
}

impl Breaker {
    /// There is none. One that comes counts in the gauge for as long as it lasts, or as this does.
    pub(super) fn none(failing_fast: Gauge) -> Self {
        Self {
            failed: 0,
            last: None,
            probed: false,
            failing_fast,
        }
    }

    /// An attempt that began then failed. True if that begins an outage.
    pub(super) fn failed(&mut self, failure: Failure, began: Instant, now: Instant) -> bool {
        self.failed = self.failed.saturating_add(1);
        let Some(last) = &mut self.last else {
            if self.failed < PATIENCE {
                return false;
            }
            self.last = Some(Attempt {
                failure,
                pause: FIRST_PAUSE,
                next: now + jitter::shortened(FIRST_PAUSE),
                on_trial: false,
                refused: false,
                counted: Some(Counted::new(&self.failing_fast)),
            });
            return true;
        };
        // What was under way as the others failed tells nothing new.
        let is_late = began < last.next;
        if is_late && !last.on_trial {
            return false;
        }
        if !is_late {
            last.pause = last.pause.saturating_mul(2).min(LONGEST_PAUSE);
        }
        last.failure = failure;
        last.next = now + jitter::shortened(last.pause);
        last.on_trial = false;
        let begins = last.counted.is_none();
        last.counted
            .get_or_insert_with(|| Counted::new(&self.failing_fast));
        begins
    }

    /// The first call of a connection that was opened then was refused. True if that begins an
    /// outage. It is over only once a call is answered.
    pub(super) fn refused(&mut self, failure: Failure, opened: Instant, now: Instant) -> bool {
        let begins = self.failed(failure, opened, now);
        if let Some(last) = &mut self.last {
            last.refused = true;
        }
        begins
    }

    /// An attempt told nothing of the upstream: the next one comes after another pause.
    pub(super) fn untold(&mut self, now: Instant) {
        if let Some(last) = &mut self.last {
            last.next = last.next.max(now + jitter::shortened(last.pause));
        }
    }

    /// Whether somebody has to begin to try on. There is one who does at a time.
    pub(super) fn begin_probing(&mut self) -> bool {
        let begins = !self.is_over() && !self.probed;
        self.probed |= begins;
        begins
    }

    /// A connection was opened: calls are tried. True if that ends an outage. Until a call is
    /// answered, the next failure begins it again, with its pauses.
    pub(super) fn opened(&mut self) -> bool {
        let Some(last) = &mut self.last else {
            return false;
        };
        last.on_trial = true;
        !last.refused && last.counted.take().is_some()
    }

    /// A call was answered on a new connection: what failed before it is no row. True if that
    /// ends an outage.
    pub(super) fn worked(&mut self) -> bool {
        if !self.is_over() {
            return false;
        }
        self.failed = 0;
        self.last.take().is_some_and(|last| last.counted.is_some())
    }

    /// Whether calls are tried.
    pub(super) fn is_over(&self) -> bool {
        self.current().is_none()
    }

    fn current(&self) -> Option<&Attempt> {
        self.last.as_ref().filter(|last| !last.on_trial)
    }

    /// What a call is told, if there is one.
    pub(super) fn refusal(&self, now: Instant) -> Option<Failure> {
        let last = self.current()?;
        let wait = last.next.saturating_duration_since(now);
        Some(last.failure.not_tried(wait.max(Duration::from_secs(1))))
    }

    /// When to try to connect again; none once it is over.
    pub(super) fn next_attempt(&mut self) -> Option<Instant> {
        let next = self.current().map(|last| last.next);
        self.probed = next.is_some();
        next
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::upstream::failure::Class;

    fn failure() -> Failure {
        Failure::unsent(Class::Unreachable, "refused")
    }

    fn outage() -> (Breaker, Gauge) {
        let gauge = Gauge::default();
        (Breaker::none(gauge.clone()), gauge)
    }

    #[test]
    fn failures_make_an_outage_only_in_a_row_and_a_connection_ends_it() {
        let (now, (mut outage, gauge)) = (Instant::now(), outage());
        for _ in 0..5 {
            assert!(!outage.failed(failure(), now, now));
            assert!(!outage.failed(failure(), now, now));
            assert!(!outage.opened());
            outage.worked();
        }
        assert_eq!(outage.refusal(now), None);
        let begins = [1, 2, 3, 4].map(|_| outage.failed(failure(), now, now));
        assert_eq!(begins, [false, false, true, false]);
        assert_eq!(gauge.get(), 1);
        let refusal = outage.refusal(now).unwrap();
        assert_eq!(
            (refusal.class, refusal.sent, refusal.retry_after),
            (Class::Unreachable, false, Some(1))
        );
        assert!(refusal.detail.contains("not tried"));
        assert!(outage.opened());
        assert_eq!((outage.refusal(now), outage.next_attempt()), (None, None));
        assert_eq!(gauge.get(), 0);
    }

    #[test]
    fn a_connection_ends_an_outage_for_good_only_once_it_has_carried_a_call() {
        let (now, (mut outage, _)) = (Instant::now(), outage());
        for _ in 0..3 {
            outage.failed(failure(), now, now);
        }
        assert!(outage.opened());
        assert!(outage.failed(failure(), now, now));
        assert!(outage.opened());
        outage.worked();
        assert!(!outage.failed(failure(), now, now));
    }

    #[test]
    fn an_outage_of_connections_whose_calls_are_refused_is_over_only_with_a_call_that_is_not() {
        let (mut now, (mut outage, gauge)) = (Instant::now(), outage());
        let begins = [1, 2, 3].map(|_| outage.refused(failure(), now, now));
        assert_eq!(begins, [false, false, true]);
        for most in [0.5, 1.0, 2.0, 4.0] {
            let next = outage.next_attempt().unwrap();
            let pause = next.duration_since(now).as_secs_f64();
            assert!((most * 0.79..=most).contains(&pause), "{pause} of {most}");
            now = next;
            assert!(!outage.opened());
            assert_eq!((outage.refusal(now), gauge.get()), (None, 1));
            assert!(!outage.refused(failure(), now, now));
        }
        // Nor does one that could not be opened meanwhile change what has to be shown.
        outage.failed(failure(), now, now);
        assert!(!outage.opened());
        assert!(outage.worked());
        assert_eq!((outage.is_over(), gauge.get()), (true, 0));
    }

    #[test]
    fn an_outage_that_begins_again_goes_on_with_its_pauses_until_a_call_is_answered() {
        let (mut now, (mut outage, gauge)) = (Instant::now(), outage());
        for round in 0..2 {
            for _ in 0..3 {
                outage.failed(failure(), now, now);
            }
            for most in [0.5, 1.0, 2.0] {
                let next = outage.next_attempt().unwrap();
                let pause = next.duration_since(now).as_secs_f64();
                assert!((most * 0.79..=most).contains(&pause), "{pause} of {most}");
                assert!(outage.opened(), "{round}");
                assert_eq!(gauge.get(), 0);
                now = next;
                assert!(outage.failed(failure(), now, now));
            }
            assert!(outage.opened());
            assert!(!outage.worked());
        }
    }

    #[test]
    fn an_attempt_that_tells_nothing_begins_no_outage_and_ends_none() {
        let (mut now, (mut outage, gauge)) = (Instant::now(), outage());
        for _ in 0..9 {
            outage.untold(now);
        }
        assert!(outage.is_over());
        for _ in 0..3 {
            outage.failed(failure(), now, now);
        }
        for _ in 0..9 {
            now = outage.next_attempt().unwrap();
            outage.untold(now);
            let pause = outage.next_attempt().unwrap().duration_since(now);
            assert!((FIRST_PAUSE.mul_f64(0.79)..=FIRST_PAUSE).contains(&pause));
        }
        assert_eq!(gauge.get(), 1);
    }

    #[test]
    fn an_outage_that_nobody_knows_of_any_more_is_none() {
        let (now, (mut outage, gauge)) = (Instant::now(), outage());
        for _ in 0..3 {
            outage.failed(failure(), now, now);
        }
        assert_eq!(gauge.get(), 1);
        drop(outage);
        assert_eq!(gauge.get(), 0);
    }

    #[test]
    fn pauses_double_up_to_five_seconds_and_only_by_attempts_of_the_outage() {
        let (began, (mut outage, _)) = (Instant::now(), outage());
        for _ in 0..12 {
            outage.failed(failure(), began, began);
        }
        let mut now = began;
        for most in [0.5, 1.0, 2.0, 4.0, 5.0, 5.0, 5.0] {
            let next = outage.next_attempt().unwrap();
            let pause = next.duration_since(now).as_secs_f64();
            assert!((most * 0.79..=most).contains(&pause), "{pause} of {most}");
            now = next;
            outage.failed(failure(), now, now);
            // One that was under way from the beginning.
            outage.failed(failure(), began, now);
        }
    }
}
