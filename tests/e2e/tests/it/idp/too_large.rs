//! An identity provider that answers with more than any answer of one has: it is not read to its
//! end, whether or not it says how long it is.

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::mpsc;
use std::thread;

use e2e::chain::Plan;

use super::TIMEOUT;
use crate::running::wrote;

/// The most bytes of an answer that are read.
const MOST: usize = 64 << 10;
const TOO_LARGE: &str = "the answer is too large";

/// Reads a request, all that comes of it at once, and answers with so many bytes.
fn answer(mut stream: TcpStream, bytes: usize, says_length: bool) {
    stream.set_read_timeout(Some(TIMEOUT)).unwrap();
    assert!(stream.read(&mut [0; 4096]).unwrap() > 0);
    let length = match says_length {
        true => format!("content-length: {bytes}\r\n"),
        false => String::new(),
    };
    let head = format!("HTTP/1.1 200 OK\r\n{length}connection: close\r\n\r\n");
    stream.write_all(head.as_bytes()).unwrap();
    // Who does not read on may hang up.
    let _ = stream.write_all("x".repeat(bytes).as_bytes());
}

#[tokio::test]
async fn an_answer_of_more_than_64_kib_is_refused_for_its_size() {
    for (bytes, says_length) in [
        (MOST, true),
        (MOST, false),
        (MOST + 1, true),
        (MOST + 1, false),
    ] {
        let provider = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let base = format!("http://{}/am/oauth2", provider.local_addr().unwrap());
        let chain = Plan::default()
            .setting("BRANDS", "peugeot")
            .setting("IDP_BASE_PEUGEOT", &base)
            .start()
            .unwrap();
        let (answered, asked) = mpsc::channel();
        thread::spawn(move || {
            answer(provider.accept().unwrap().0, bytes, says_length);
            answered.send(()).unwrap();
        });
        let driver = chain.driver().unwrap();
        let form = driver.begin("peugeot").await.unwrap();
        let mut pairs = form.query_pairs();
        let (_, state) = pairs.find(|(name, _)| name == "state").unwrap();
        let back = format!("/auth/callback?state={state}&code=c");
        let landed = driver.get(&back).await.unwrap();
        asked.recv_timeout(TIMEOUT).unwrap();
        // What is not too large is no answer of an identity provider.
        assert_eq!(landed.header("location"), Some("/?login_error=unavailable"));
        wrote(chain.edge(), "unavailable: ");
        let lines = chain.edge().stderr().lines();
        let is_too_large = lines.iter().any(|line| line.contains(TOO_LARGE));
        assert_eq!(
            is_too_large,
            bytes > MOST,
            "{bytes} {says_length}: {lines:?}"
        );
    }
}
