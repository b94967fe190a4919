//! While the upstream cannot be reached calls fail at once, and the relay recovers by itself.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use rustls::version::{TLS12, TLS13};

use crate::support::authority::Authority;
use crate::support::client::{Call, VEHICLES};
use crate::support::relay::{Folder, Relay};
use crate::support::stage::Stage;
use crate::support::upstream::{Reply, Upstream, json, mutual_tls};

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

#[test]
fn an_answer_ends_the_row_though_the_upstream_closes_its_connection() {
    let attempts = AtomicUsize::new(0);
    let stage = Stage::start_if(
        &[],
        // Two are turned away, and one is taken.
        move || attempts.fetch_add(1, Ordering::SeqCst) % 3 == 2,
        |_| Reply::Cut("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}".to_owned()),
    );
    for n in 0..9 {
        let answer = stage.relay.send(&Call::to(VEHICLES));
        let reason = stage.relay.logged_request(&answer)["reason"].to_string();
        let problem = match n % 3 {
            2 => "upstream-broken",
            _ => "upstream-unreachable",
        };
        assert_eq!(answer.problem().0, problem, "{reason}");
        assert!(!reason.contains("not tried"), "{reason}");
    }
}

/// Whether the relay says that calls are not tried.
fn fails_fast(relay: &Relay) -> bool {
    let answer = relay.send(&Call::to(VEHICLES));
    let reason = relay.logged_request(&answer)["reason"].to_string();
    let fails = reason.contains("not tried");
    let metric = relay.metric("upstream_failing_fast{identity=\"test\"}");
    assert_eq!(metric, f64::from(u8::from(fails)), "{reason}");
    fails
}

#[test]
fn a_set_that_is_not_taken_ends_no_outage_and_one_that_is_does() {
    let (authority, other) = (Authority::new("CA"), Authority::new("another CA"));
    let tls = mutual_tls(&authority.server(), &other, &[&TLS12]);
    let upstream = Upstream::start(tls, |_| json("200 OK", "{}"));
    let folder = Folder::new(&authority, &authority.client());
    let relay = folder.start(upstream.port, &[]);
    for _ in 0..3 {
        relay.send(&Call::to(VEHICLES));
    }
    assert!(fails_fast(&relay));

    let renew = |clients: &Authority| {
        let identity = clients.client();
        folder.write("client.key", &identity.key);
        folder.write("client.pem", &identity.certificate);
        relay.hang_up();
    };
    renew(&authority);
    relay.logged("the set on disk is refused, the one before it stays");
    assert!(fails_fast(&relay));
    renew(&other);
    relay.logged("renewed");
    assert!(!fails_fast(&relay));
    assert_eq!(relay.send(&Call::to(VEHICLES)).status, 200);
}

#[test]
fn a_certificate_that_is_refused_only_after_the_handshake_is_an_outage_too() {
    let (authority, other) = (Authority::new("CA"), Authority::new("another CA"));
    let attempts = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&attempts);
    let upstream = Upstream::start_if(
        mutual_tls(&authority.server(), &other, &[&TLS13]),
        move || {
            counted.fetch_add(1, Ordering::SeqCst);
            true
        },
        |_| json("200 OK", "{}"),
    );
    let folder = Folder::new(&authority, &authority.client());
    let relay = folder.start(upstream.port, &[]);
    for _ in 0..100 {
        let answer = relay.send(&Call::to(VEHICLES));
        assert_eq!(answer.problem().0, "certificate-refused");
    }
    // Three make it one. Then there are a probe and the call after it, after pauses that double:
    // six of them take at least 14 seconds.
    assert!(attempts.load(Ordering::SeqCst) <= 3 + 2 * 6);
    assert!(!relay.log().contains("can be reached again"));
}
