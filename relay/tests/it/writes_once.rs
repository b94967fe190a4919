//! A write is sent once. It is made again only if no byte of it was written; what became of any
//! other is for the edge to find out.

use std::io::Write as _;
use std::net::Shutdown;
use std::sync::Mutex;
use std::sync::mpsc::channel;

use h2::Reason;

use crate::support::TIMEOUT;
use crate::support::client::{Answer, send};
use crate::support::http2_upstream;
use crate::support::stage::Stage;
use crate::support::upstream::{Reply, json};
use crate::support::write::{WRITE_KEY_ID, Write};

/// The status of an answer, the code of its problem if it is one, and how far the call got.
fn outcome(answer: &Answer) -> (u16, String, String) {
    let mark = answer.header("relay-answer").to_owned();
    match mark.as_str() {
        "upstream" => (answer.status, String::new(), mark),
        _ => (answer.status, answer.problem().0, mark),
    }
}

fn is(answer: &Answer, status: u16, code: &str, mark: &str) {
    assert_eq!(outcome(answer), (status, code.to_owned(), mark.to_owned()));
}

#[test]
fn a_write_that_was_written_is_not_made_again_whatever_comes_of_it() {
    type Case = (fn() -> Reply, u16, &'static str, &'static str);
    let cases: [Case; 7] = [
        (
            || Reply::Cut(String::new()),
            503,
            "upstream-broken",
            "failed",
        ),
        (
            || {
                Reply::Cut("HTTP/1.1 202 Accepted\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{".to_owned())
            },
            503,
            "upstream-broken",
            "failed",
        ),
        (
            || {
                Reply::Whole(
                    "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\nok"
                        .to_owned(),
                )
            },
            503,
            "upstream-unreadable",
            "failed",
        ),
        (|| Reply::Silence, 503, "upstream-timeout", "failed"),
        (
            || json("500 Internal Server Error", "{}"),
            500,
            "",
            "upstream",
        ),
        (
            || json("503 Service Unavailable", "{}"),
            503,
            "",
            "upstream",
        ),
        (
            || {
                Reply::Whole(
                    "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 60\r\n\
                     Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
                        .to_owned(),
                )
            },
            429,
            "",
            "upstream",
        ),
    ];
    let kind = std::sync::Arc::new(Mutex::new(0));
    let replies = kind.clone();
    let stage = Stage::writing(&[("RELAY_UPSTREAM_HEAD_TIMEOUT", "1")], move |_| {
        cases[*replies.lock().unwrap()].0()
    });
    for (number, (_, status, code, mark)) in cases.iter().enumerate() {
        *kind.lock().unwrap() = number;
        is(&stage.relay.write(&Write::lock()), *status, code, mark);
        assert_eq!(stage.upstream.seen().len(), number + 1, "{code}");
    }
    // The limit that a write was told of holds for the next one.
    let answer = stage.relay.write(&Write::lock());
    is(&answer, 429, "rate-limited", "refused");
    assert_eq!(stage.upstream.seen().len(), cases.len());
}

#[test]
fn of_a_write_that_comes_twice_the_second_is_said_to_be_maybe_made() {
    let stage = Stage::writing(&[], |_| json("202 Accepted", "{}"));
    let doubled = Write::lock().request();
    is(&send(&stage.relay.listen, &doubled), 202, "", "upstream");
    let second = send(&stage.relay.listen, &doubled);
    let refused = (401, "signature-refused", "failed");
    stage.relay.has_answered(&second, refused, "replayed");
    assert_eq!(stage.upstream.seen().len(), 1);
}

#[test]
fn a_write_over_http_2_that_the_server_disowns_is_not_made_again() {
    for (reply, reason) in [
        (
            http2_upstream::Reply::Reset(Reason::REFUSED_STREAM),
            "refused-stream: ",
        ),
        (
            http2_upstream::Reply::Reset(Reason::INTERNAL_ERROR),
            "reset: ",
        ),
        (http2_upstream::Reply::GoAway, ""),
    ] {
        let stage = Stage::http2(move |_| reply);
        stage.relay.await_writes();
        let answer = stage.relay.write(&Write::lock());
        is(&answer, 503, "upstream-broken", "failed");
        let line = stage.relay.logged_request(&answer);
        assert!(
            line["reason"].as_str().unwrap().starts_with(reason),
            "{line}"
        );
        assert_eq!(stage.upstream.seen().len(), 1, "{reply:?}");
    }
}

#[test]
fn a_write_over_http_2_is_sent_with_its_method_and_type() {
    let stage = Stage::http2(|_| http2_upstream::Reply::Json);
    stage.relay.await_writes();
    is(&stage.relay.write(&Write::lock()), 200, "", "upstream");
    let (_, headers) = stage.upstream.seen().remove(0);
    assert_eq!(headers["content-type"], "application/json");
    assert_eq!(headers["content-length"], "143");
}

#[test]
fn a_connection_that_the_upstream_closes_while_it_is_idle_fails_no_write() {
    let (closed, closing) = channel();
    let stage = Stage::writing(&[], move |_| {
        let closed = closed.clone();
        Reply::Own(Box::new(move |tls| {
            let answer = b"HTTP/1.1 202 Accepted\r\nContent-Type: application/json\r\n\
                           Content-Length: 2\r\n\r\n{}";
            tls.write_all(answer).unwrap();
            tls.sock.shutdown(Shutdown::Both).unwrap();
            closed.send(()).unwrap();
        }))
    });
    for made in 1..=20 {
        is(&stage.relay.write(&Write::lock()), 202, "", "upstream");
        assert_eq!(stage.upstream.seen().len(), made);
        closing.recv_timeout(TIMEOUT).unwrap();
    }
}

#[test]
fn a_write_whose_caller_goes_away_goes_on_to_its_end() {
    let (came_in, came) = channel();
    let (go, gone) = channel();
    let gone = Mutex::new(gone);
    let stage = Stage::writing(&[], move |_| {
        came_in.send(()).unwrap();
        let _ = gone.lock().unwrap().recv_timeout(TIMEOUT);
        json("202 Accepted", "{}")
    });
    let first = stage.begin_write(&Write::lock());
    came.recv_timeout(TIMEOUT).unwrap();
    drop(first);
    let line = stage.relay.logged_outcome("caller-gone");
    let told = ["operation", "action", "key_id"].map(|member| line[member].as_str().unwrap());
    assert_eq!(told, ["CREATE_REMOTE", "lock", WRITE_KEY_ID], "{line}");
    let written = "writes_total{action=\"lock\",outcome=\"caller-gone\"}";
    let under_way = "calls_under_way";
    assert_eq!(
        [written, under_way].map(|sample| stage.relay.metric(sample)),
        [1.0, 1.0]
    );
    for _ in 0..2 {
        go.send(()).unwrap();
    }
    let calls = "upstream_calls_total{identity=\"test\",outcome=\"2xx\"}";
    stage.relay.settles("the call is made to its end", |relay| {
        relay.metric(calls) == 1.0 && relay.metric(under_way) == 0.0
    });
    is(&stage.relay.write(&Write::lock()), 202, "", "upstream");
    // Given up, it would have taken its connection along.
    assert_eq!(
        (stage.upstream.seen().len(), stage.upstream.handshakes()),
        (2, 1)
    );
}
