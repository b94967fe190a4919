//! Refusals without end are all counted and do not fill a disk: of lines alike some a second are
//! written, and those of an edge are written all the same.

use std::io::Write as _;
use std::time::Instant;

use serde_json::Value;

use crate::support::TIMEOUT;
use crate::support::authority::Authority;
use crate::support::client::{Call, answer_on, connect, now};
use crate::support::http2::PREFACE;
use crate::support::relay::{Folder, Relay};

const AT_ONCE: usize = 100;
/// Lines of a stranger for one reason: at once, and a second.
const BURST: u64 = 50;
const A_SECOND: u64 = 10;

fn relay() -> (Folder, Relay) {
    let authority = Authority::new("CA");
    let folder = Folder::new(&authority, &authority.client());
    let relay = folder.start(1, &[]);
    (folder, relay)
}

/// The lines of strangers' requests.
fn strangers_lines(relay: &Relay) -> Vec<Value> {
    relay
        .log()
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter(|line| line["message"] == "request" && line["key_id"].is_null())
        .collect()
}

#[test]
fn a_flood_of_unsigned_requests_is_counted_whole_and_written_in_part() {
    let (_folder, relay) = relay();
    let began = Instant::now();
    let mut stranger = connect(&relay.listen);
    let questions = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n".repeat(AT_ONCE);
    let mut sent = 0;
    let mut flood = |requests: u64| {
        for _ in 0..requests / AT_ONCE as u64 {
            stranger.write_all(questions.as_bytes()).unwrap();
            for _ in 0..AT_ONCE {
                assert_eq!(answer_on(&mut stranger).status, 401);
            }
        }
        sent += requests;
        sent
    };
    let mut all = flood(3000);
    // An edge whose clock is slow, in the middle of it.
    let late = relay.send(&Call {
        created: now() - 60,
        ..Call::hello()
    });
    assert_eq!(relay.logged_request(&late)["reason"], "expired");
    // The next line that is written says what was left out.
    let told = |line: &Value| line["left_out"].as_u64();
    while strangers_lines(&relay).iter().filter_map(told).sum::<u64>() < 2000 {
        all = flood(AT_ONCE as u64);
        assert!(began.elapsed() < TIMEOUT, "nothing says so");
    }
    let written = strangers_lines(&relay).len() as u64;
    let most = BURST + A_SECOND * (began.elapsed().as_secs() + 1);
    assert!(written <= most, "{written} lines, {most} at most");
    let refused = "signatures_refused_total{reason=\"header-missing-or-doubled\"}";
    assert_eq!(relay.metric(refused), all as f64);
    assert!(relay.metric("log_lines_left_out_total") >= (all - most) as f64);
}

#[test]
fn who_names_a_key_without_having_it_takes_no_line_of_the_edge_that_has_it() {
    let (_folder, relay) = relay();
    let began = Instant::now();
    let forged = Call {
        secret: b"another-secret-of-32-bytes-or-so",
        ..Call::hello()
    };
    let mut stranger = connect(&relay.listen);
    let asked = forged.head().repeat(AT_ONCE);
    for _ in 0..5 {
        stranger.write_all(asked.as_bytes()).unwrap();
        for _ in 0..AT_ONCE {
            assert_eq!(answer_on(&mut stranger).status, 401);
        }
    }
    let replayed = Call::hello().head();
    let mut edge = connect(&relay.listen);
    edge.write_all(replayed.repeat(2).as_bytes()).unwrap();
    assert_eq!(answer_on(&mut edge).status, 200);
    let line = relay.logged_request(&answer_on(&mut edge));
    assert_eq!(
        (line["reason"].as_str(), line["left_out"].as_u64()),
        (Some("replayed"), None)
    );
    let written = relay.log().matches("\"mismatch\"").count() as u64;
    let most = BURST + A_SECOND * (began.elapsed().as_secs() + 1);
    assert!(written <= most, "{written} lines, {most} at most");
}

#[test]
fn frames_of_a_stranger_that_a_library_has_words_for_are_not_in_the_log() {
    /// An acknowledgement of a ping that nobody sent (RFC 9113 section 6.7).
    const PONG: &[u8] = &[0, 0, 8, 6, 1, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8];
    let (_folder, relay) = relay();
    let mut stranger = connect(&relay.listen);
    stranger.write_all(PREFACE).unwrap();
    for _ in 0..1000 {
        stranger.write_all(PONG).unwrap();
    }
    stranger
        .write_all(b"no frame at all, and the end of it")
        .unwrap();
    drop(stranger);
    let answer = relay.send(&Call::hello());
    relay.logged_request(&answer);
    assert!(!relay.log().contains("PING"), "{}", relay.log());
}
