//! While the upstream cannot be reached calls fail at once, and the relay finds its way back by
//! itself.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use crate::support::client::{Call, VEHICLES};
use crate::support::stage::Stage;
use crate::support::upstream::json;

#[test]
fn an_upstream_that_is_down_costs_no_call_its_time_and_is_found_again() {
    let (up, attempts) = (
        Arc::new(AtomicBool::new(false)),
        Arc::new(AtomicUsize::new(0)),
    );
    let (is_up, counted) = (Arc::clone(&up), Arc::clone(&attempts));
    let stage = Stage::start_if(
        &[],
        move || {
            counted.fetch_add(1, Ordering::SeqCst);
            is_up.load(Ordering::SeqCst)
        },
        |_| json("200 OK", "{}"),
    );
    let call = || {
        let answer = stage.relay.send(&Call::to(VEHICLES));
        let reason = stage.relay.logged_request(&answer)["reason"].to_string();
        (answer, reason)
    };
    for _ in 0..3 {
        let (answer, reason) = call();
        assert_eq!(
            answer.problem(),
            ("upstream-unreachable".to_owned(), "refused".to_owned())
        );
        assert!(!reason.contains("not tried"), "{reason}");
    }
    let (answer, reason) = call();
    assert_eq!(
        answer.problem(),
        ("upstream-unreachable".to_owned(), "refused".to_owned())
    );
    assert!(reason.contains("not tried"), "{reason}");
    assert_eq!(answer.header("retry-after"), "1");
    let before = attempts.load(Ordering::SeqCst);
    for _ in 0..100 {
        call();
    }
    // A probe or two may have come in between.
    assert!(attempts.load(Ordering::SeqCst) - before < 10);

    up.store(true, Ordering::SeqCst);
    stage.relay.logged("the upstream can be reached again");
    assert_eq!(call().0.status, 200);
    assert_eq!(stage.upstream.handshakes(), 1);
}
