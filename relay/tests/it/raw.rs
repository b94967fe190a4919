//! Bytes that no edge sends: whatever two parsers might read differently is refused, signed or
//! not, and the relay goes on.

use std::io::{Read as _, Write as _};

use rustls::ALL_VERSIONS;

use crate::support::authority::Authority;
use crate::support::client::{Call, VEHICLES, connect};
use crate::support::relay::Folder;
use crate::support::upstream::{Upstream, json, mutual_tls};

/// Sends bytes, ends the sending side, and reads until the relay ends its own.
fn answers(address: &str, request: &[u8]) -> String {
    let mut stream = connect(address);
    // The relay may have said no and hung up before all is sent.
    let _ = stream.write_all(request);
    let _ = stream.shutdown(std::net::Shutdown::Write);
    let mut answers = Vec::new();
    let _ = stream.read_to_end(&mut answers);
    String::from_utf8_lossy(&answers).into_owned()
}

/// A signed call with more lines in its head, and something after it.
fn with(more: &[(&'static str, &str)], after: &str) -> String {
    Call::to(VEHICLES).head_with(more) + after
}

/// A call whose signature fits the target it is sent with.
fn to(target: &str) -> String {
    Call::to(target).head()
}

/// The requests, signed now: a signature lives for seconds.
fn cases() -> Vec<(&'static str, String)> {
    let smuggled = to(VEHICLES);
    let chunk = format!("0\r\n\r\n{smuggled}");
    let megabyte = "a".repeat(1 << 20);
    vec![
        (
            "both lengths",
            with(
                &[("Content-Length", "4"), ("Transfer-Encoding", "chunked")],
                &chunk,
            ),
        ),
        (
            "both lengths, swapped",
            with(
                &[("Transfer-Encoding", "chunked"), ("Content-Length", "4")],
                &chunk,
            ),
        ),
        (
            "two lengths",
            with(
                &[("Content-Length", "0"), ("Content-Length", "9")],
                &smuggled,
            ),
        ),
        (
            "two lengths in one",
            with(&[("Content-Length", "0, 9")], &smuggled),
        ),
        (
            "a length with a sign",
            with(&[("Content-Length", "+0")], &smuggled),
        ),
        ("a body", with(&[("Content-Length", "4")], "abcd")),
        (
            "a chunked body",
            with(
                &[("Transfer-Encoding", "chunked")],
                "4\r\nabcd\r\n0\r\n\r\n",
            ),
        ),
        (
            "an odd encoding",
            with(&[("Transfer-Encoding", "xchunked")], &smuggled),
        ),
        (
            "a folded header",
            smuggled.replacen("Host", "x: a\r\n b\r\nHost", 1),
        ),
        (
            "a folded encoding",
            smuggled.replacen("Host", "Transfer-Encoding:\r\n chunked\r\nHost", 1),
        ),
        (
            "a space before the colon",
            smuggled.replacen("Host", "Transfer-Encoding : chunked\r\nHost", 1),
        ),
        (
            "a bearer behind a bare line feed",
            smuggled.replacen("Host", "x: a\nAuthorization: Bearer b\r\nHost", 1),
        ),
        (
            "a length behind a bare line feed",
            with(&[("x", "a\nContent-Length: 9")], &smuggled),
        ),
        ("bare line feeds", smuggled.replace("\r\n", "\n")),
        (
            "a bare line feed behind the request line",
            smuggled.replacen("\r\n", "\n", 1),
        ),
        (
            "a bare line feed behind a header",
            smuggled.replacen("example.com\r\n", "example.com\n", 1),
        ),
        (
            "a bare line feed at the end of the head",
            smuggled.replacen("\r\n\r\n", "\r\n\n", 1),
        ),
        ("a bare line feed first", format!("\n{smuggled}")),
        (
            "a bare carriage return",
            with(&[("x", "a\rContent-Length: 9")], &smuggled),
        ),
        (
            "absolute form",
            smuggled.replacen("GET ", "GET http://relay.example.com", 1),
        ),
        (
            "absolute form of another",
            smuggled.replacen("GET ", "GET http://evil.example", 1),
        ),
        ("authority form", smuggled.replacen("GET ", "CONNECT ", 1)),
        ("asterisk form", to("*")),
        ("dots", to("/connectedcar/v4/user/../user")),
        ("encoded dots", to("/connectedcar/v4/user/%2e%2e/user")),
        ("an encoded letter", to("/connectedcar/v4/use%72")),
        ("an encoded slash", to("/connectedcar/v4/user%2fvehicles")),
        ("a backslash", to("/connectedcar/v4\\user")),
        ("two slashes", to("/connectedcar/v4//user")),
        ("two slashes first", to("//connectedcar/v4/user")),
        ("a slash at the end", to("/connectedcar/v4/user/")),
        ("an encoded nul", to("/connectedcar/v4/user%00")),
        ("a nul", smuggled.replacen("vehicles", "vehi\0cles", 1)),
        ("a nul in a header", with(&[("x", "a\0b")], "")),
        ("HTTP/1.0", smuggled.replacen("HTTP/1.1", "HTTP/1.0", 1)),
        ("HTTP/0.9", format!("GET {VEHICLES}\r\n")),
        ("HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_owned()),
        (
            "no host",
            smuggled.replacen("Host: relay.example.com\r\n", "", 1),
        ),
        ("two hosts", with(&[("Host", "relay.example.com")], "")),
        (
            "an upgrade",
            with(&[("Connection", "Upgrade"), ("Upgrade", "websocket")], ""),
        ),
        (
            "an upgrade to HTTP/2",
            with(
                &[
                    ("Connection", "Upgrade, HTTP2-Settings"),
                    ("Upgrade", "h2c"),
                ],
                "",
            ),
        ),
        ("an expectation", with(&[("Expect", "100-continue")], "")),
        ("trailers", with(&[("TE", "trailers")], "")),
        ("a huge header", with(&[("x", &megabyte)], "")),
        (
            "a huge target",
            to(&format!("{VEHICLES}?locale={megabyte}")),
        ),
        ("many headers", with(&[("x", "y"); 200], "")),
        (
            "TLS",
            "\x16\x03\x01\x02\x00\x01\x00\x01\u{7c}\x03\x03".to_owned(),
        ),
        ("nothing", String::new()),
    ]
}

#[test]
fn nothing_ambiguous_reaches_the_upstream_even_when_it_is_signed() {
    let authority = Authority::new("CA");
    let tls = mutual_tls(&authority.server(), &authority, ALL_VERSIONS);
    let upstream = Upstream::start(tls, |_| json("200 OK", "{}"));
    let folder = Folder::new(&authority, &authority.client());
    let relay = folder.start(upstream.port, &[]);

    for number in 0..cases().len() {
        let (case, request) = cases().swap_remove(number);
        let answers = answers(&relay.listen, request.as_bytes());
        assert!(!answers.contains("HTTP/1.1 200"), "{case}: {answers}");
        assert!(!answers.contains("HTTP/1.1 100"), "{case}: {answers}");
        assert!(answers.matches("HTTP/1.").count() <= 1, "{case}: {answers}");
        let seen = upstream.seen();
        assert!(seen.is_empty(), "{case}: {seen:?}");
    }
    assert_eq!(relay.send(&Call::to(VEHICLES)).status, 200);
}
