//! A call is made again only if nothing of it was written: whatever else happened to it may have
//! been counted against the owner's quota.

use std::io::Write as _;
use std::net::Shutdown;
use std::sync::mpsc::channel;

use crate::support::TIMEOUT;
use crate::support::client::{Call, VEHICLES};
use crate::support::stage::Stage;
use crate::support::upstream::{Reply, json};

#[test]
fn a_connection_that_the_upstream_closes_while_it_is_idle_fails_no_call() {
    let (closed, closing) = channel();
    let stage = Stage::start(&[], move |_| {
        let closed = closed.clone();
        Reply::Own(Box::new(move |tls| {
            let answer = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\
                           Content-Length: 2\r\n\r\n{}";
            tls.write_all(answer).unwrap();
            tls.sock.shutdown(Shutdown::Both).unwrap();
            closed.send(()).unwrap();
        }))
    });
    for made in 1..=20 {
        assert_eq!(stage.relay.send(&Call::to(VEHICLES)).status, 200);
        assert_eq!(stage.upstream.seen().len(), made);
        closing.recv_timeout(TIMEOUT).unwrap();
    }
}

#[test]
fn a_call_that_was_written_is_not_made_again_whatever_comes_of_it() {
    for reply in [
        (|| Reply::Cut(String::new())) as fn() -> Reply,
        || Reply::Cut("HTTP/1.1 200 OK\r\n".to_owned()),
        || json("500 Internal Server Error", "{}"),
        || json("503 Service Unavailable", "{}"),
        || json("429 Too Many Requests", "{}"),
    ] {
        let stage = Stage::start(&[], move |_| reply());
        let answer = stage.relay.send(&Call::to(VEHICLES));
        assert!(answer.status >= 400);
        assert_ne!(answer.header("relay-answer"), "refused");
        assert_eq!(stage.upstream.seen().len(), 1);
    }
}
