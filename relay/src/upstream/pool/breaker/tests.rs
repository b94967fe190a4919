//! The states of the breaker, and what leads from one to another.

use super::*;
use crate::upstream::failure::FailureKind;

fn failure() -> Failure {
    Failure::unsent(FailureKind::Unreachable, "refused")
}

fn breaker() -> (Breaker, Gauge) {
    let gauge = Gauge::default();
    (Breaker::closed(gauge.clone()), gauge)
}

#[test]
fn failures_open_the_breaker_only_in_a_row_and_a_connection_half_opens_it() {
    let (now, (mut breaker, gauge)) = (Instant::now(), breaker());
    for _ in 0..5 {
        assert!(!breaker.failed(failure(), now, now));
        assert!(!breaker.failed(failure(), now, now));
        assert!(!breaker.opened());
        breaker.answered();
    }
    assert_eq!(breaker.refusal(now), None);
    let begins = [1, 2, 3, 4].map(|_| breaker.failed(failure(), now, now));
    assert_eq!(begins, [false, false, true, false]);
    assert_eq!(gauge.get(), 1);
    let refusal = breaker.refusal(now).unwrap();
    assert_eq!(
        (refusal.kind, refusal.sent, refusal.retry_after),
        (FailureKind::Unreachable, false, Some(1))
    );
    assert!(refusal.detail.contains("not tried"));
    assert!(breaker.opened());
    assert_eq!((breaker.refusal(now), breaker.next_probe()), (None, None));
    assert_eq!(gauge.get(), 0);
}

#[test]
fn a_half_open_breaker_closes_only_once_a_connection_has_carried_a_call() {
    let (now, (mut breaker, _)) = (Instant::now(), breaker());
    for _ in 0..3 {
        breaker.failed(failure(), now, now);
    }
    assert!(breaker.opened());
    assert!(breaker.failed(failure(), now, now));
    assert!(breaker.opened());
    breaker.answered();
    assert!(!breaker.failed(failure(), now, now));
}

#[test]
fn a_breaker_that_refused_calls_opened_counts_as_open_until_a_call_is_answered() {
    let (mut now, (mut breaker, gauge)) = (Instant::now(), breaker());
    let begins = [1, 2, 3].map(|_| breaker.refused(failure(), now, now));
    assert_eq!(begins, [false, false, true]);
    for most in [0.5, 1.0, 2.0, 4.0] {
        let next = breaker.next_probe().unwrap();
        let pause = next.duration_since(now).as_secs_f64();
        assert!((most * 0.79..=most).contains(&pause), "{pause} of {most}");
        now = next;
        assert!(!breaker.opened());
        assert_eq!((breaker.refusal(now), gauge.get()), (None, 1));
        assert!(!breaker.refused(failure(), now, now));
    }
    // Nor does one that could not be opened meanwhile change what has to be shown.
    breaker.failed(failure(), now, now);
    assert!(!breaker.opened());
    assert!(breaker.answered());
    assert_eq!((breaker.allows_calls(), gauge.get()), (true, 0));
}

#[test]
fn a_breaker_that_opens_again_goes_on_with_its_pauses_until_a_call_is_answered() {
    let (mut now, (mut breaker, gauge)) = (Instant::now(), breaker());
    for round in 0..2 {
        for _ in 0..3 {
            breaker.failed(failure(), now, now);
        }
        for most in [0.5, 1.0, 2.0] {
            let next = breaker.next_probe().unwrap();
            let pause = next.duration_since(now).as_secs_f64();
            assert!((most * 0.79..=most).contains(&pause), "{pause} of {most}");
            assert!(breaker.opened(), "{round}");
            assert_eq!(gauge.get(), 0);
            now = next;
            assert!(breaker.failed(failure(), now, now));
        }
        assert!(breaker.opened());
        assert!(!breaker.answered());
    }
}

#[test]
fn an_inconclusive_attempt_neither_opens_the_breaker_nor_half_opens_it() {
    let (mut now, (mut breaker, gauge)) = (Instant::now(), breaker());
    for _ in 0..9 {
        breaker.inconclusive(now);
    }
    assert!(breaker.allows_calls());
    for _ in 0..3 {
        breaker.failed(failure(), now, now);
    }
    for _ in 0..9 {
        now = breaker.next_probe().unwrap();
        breaker.inconclusive(now);
        let pause = breaker.next_probe().unwrap().duration_since(now);
        assert!((FIRST_PAUSE.mul_f64(0.79)..=FIRST_PAUSE).contains(&pause));
    }
    assert_eq!(gauge.get(), 1);
}

#[test]
fn a_breaker_that_is_dropped_is_not_counted() {
    let (now, (mut breaker, gauge)) = (Instant::now(), breaker());
    for _ in 0..3 {
        breaker.failed(failure(), now, now);
    }
    assert_eq!(gauge.get(), 1);
    drop(breaker);
    assert_eq!(gauge.get(), 0);
}

#[test]
fn pauses_double_up_to_five_seconds_and_only_by_attempts_after_it_opened() {
    let (began, (mut breaker, _)) = (Instant::now(), breaker());
    for _ in 0..12 {
        breaker.failed(failure(), began, began);
    }
    let mut now = began;
    for most in [0.5, 1.0, 2.0, 4.0, 5.0, 5.0, 5.0] {
        let next = breaker.next_probe().unwrap();
        let pause = next.duration_since(now).as_secs_f64();
        assert!((most * 0.79..=most).contains(&pause), "{pause} of {most}");
        now = next;
        breaker.failed(failure(), now, now);
        // One that was under way from the beginning.
        breaker.failed(failure(), began, now);
    }
}
