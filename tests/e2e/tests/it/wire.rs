//! Requests as no client library sends them, over a socket of their own.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use e2e::chain::Chain;

use crate::running::chain;

/// The longest that an answer may take.
const TIMEOUT: Duration = Duration::from_secs(30);

/// The head of what a request is answered with and what has come of the body. Nothing is sent after
/// the request.
fn answered(chain: &Chain, request: &[u8]) -> String {
    let (_, host) = chain.origin().split_once("://").unwrap();
    let port: u16 = host.rsplit(':').next().unwrap().parse().unwrap();
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    stream.set_read_timeout(Some(TIMEOUT)).unwrap();
    stream.write_all(request).unwrap();
    let mut answer = Vec::new();
    let mut chunk = [0; 4096];
    while !String::from_utf8_lossy(&answer).trim_end().ends_with('}') {
        let read = stream.read(&mut chunk).unwrap();
        if read == 0 {
            break;
        }
        answer.extend_from_slice(chunk.get(..read).unwrap());
    }
    String::from_utf8(answer).unwrap()
}

fn head(chain: &Chain, line: &str, headers: &str) -> String {
    let (_, host) = chain.origin().split_once("://").unwrap();
    format!("{line} HTTP/1.1\r\nhost: {host}\r\n{headers}\r\n")
}

#[test]
fn a_body_that_nobody_takes_is_not_waited_for() {
    let chain = chain();
    let request = head(&chain, "GET /health", "content-length: 10\r\n");
    let answer = answered(&chain, &[request.as_bytes(), b"abc"].concat());
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
}

#[test]
fn a_body_for_an_object_that_nobody_has_is_not_waited_for() {
    let chain = chain();
    let line = format!("POST /hooks/v1/{:064x}/AAECAwQFBgcICQoLDA0ODw", 1);
    let request = head(&chain, &line, "content-length: 10\r\n");
    let answer = answered(&chain, &[request.as_bytes(), b"abc"].concat());
    // What does not come to its end would be asked for again.
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
}

#[test]
fn a_body_that_does_not_come_to_its_end_is_given_up_on() {
    let chain = chain();
    let headers = "content-type: application/x-www-form-urlencoded\r\ncontent-length: 10\r\n";
    let request = head(&chain, "POST /auth/token", headers);
    let answer = answered(&chain, &[request.as_bytes(), b"abc"].concat());
    assert!(answer.contains("body-too-slow"), "{answer}");
}

#[test]
fn an_origin_that_cannot_be_read_is_a_foreign_one() {
    let chain = chain();
    for origin in ["é", "https://app.example\u{20ac}"] {
        let headers = format!("x-kerbside: 1\r\norigin: {origin}\r\n");
        let request = head(&chain, "GET /auth/session", &headers);
        let answer = answered(&chain, request.as_bytes());
        assert!(answer.contains("origin-not-allowed"), "{answer}");
    }
}
