//! A handshake costs as much as twenty calls, so calls in a row share one, and a new connection
//! resumes the session.

use std::time::Instant;

use crate::support::client::{Call, VEHICLES, connect, exchange};
use crate::support::stage::Stage;
use crate::support::upstream::{Reply, json};
use crate::support::{TIMEOUT, pause};

fn calls_in_a_row(count: usize) {
    let stage = Stage::start(&[], |_| json("200 OK", "{}"));
    let mut stream = connect(&stage.relay.listen);
    for _ in 0..count {
        let answer = exchange(&mut stream, Call::to(VEHICLES).head().as_bytes());
        assert_eq!(answer.status, 200);
    }
    assert_eq!(
        (stage.upstream.seen().len(), stage.upstream.handshakes()),
        (count, 1)
    );
}

#[test]
fn five_hundred_calls_in_a_row_make_one_handshake() {
    calls_in_a_row(500);
}

#[test]
#[ignore = "long: `make soak` runs it"]
fn ten_thousand_calls_in_a_row_make_one_handshake() {
    calls_in_a_row(10_000);
}

fn reconnects(count: usize) {
    let stage = Stage::start(&[], |_| {
        Reply::Whole(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\
             Content-Length: 2\r\n\r\n{}"
                .to_owned(),
        )
    });
    let mut stream = connect(&stage.relay.listen);
    for _ in 0..=count {
        let answer = exchange(&mut stream, Call::to(VEHICLES).head().as_bytes());
        assert_eq!(answer.status, 200);
    }
    let (handshakes, resumed) = (stage.upstream.handshakes(), stage.upstream.resumed());
    assert_eq!(handshakes, count + 1);
    assert!(resumed * 100 >= count * 99, "{resumed} of {count}");
}

#[test]
fn of_a_hundred_reconnects_ninety_nine_resume_a_session() {
    reconnects(100);
}

#[test]
#[ignore = "long: `make soak` runs it"]
fn of_ten_thousand_reconnects_ninety_nine_in_a_hundred_resume_a_session() {
    reconnects(10_000);
}

#[test]
fn a_connection_past_its_age_is_replaced_between_two_calls() {
    let stage = Stage::start(&[("RELAY_UPSTREAM_MAX_AGE", "1")], |_| json("200 OK", "{}"));
    let mut stream = connect(&stage.relay.listen);
    let until = Instant::now() + TIMEOUT;
    while stage.upstream.handshakes() < 2 {
        assert!(Instant::now() < until, "it is used for ever");
        let answer = exchange(&mut stream, Call::to(VEHICLES).head().as_bytes());
        assert_eq!(answer.status, 200);
        pause();
    }
    assert_eq!(stage.upstream.resumed(), 1);
}
