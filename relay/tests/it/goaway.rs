//! A server that leaves an HTTP/2 connection says which requests it has looked at; the others are
//! made again on another connection.

use std::io::{Read as _, Write as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rustls::{ALL_VERSIONS, ServerConfig};

use crate::support::authority::Authority;
use crate::support::client::{Call, VEHICLES};
use crate::support::relay::Folder;
use crate::support::upstream::{Reply, Tls, Upstream, mutual_tls};

// Frames as RFC 9113 section 4.1 has them: length, type, flags, stream.
const SETTINGS: &[u8] = &[0, 0, 0, 4, 0, 0, 0, 0, 0];
/// Leaves; the last stream looked at is 0, so none, there is no error, and then prose.
const GOAWAY: &[u8] = b"\x00\x00\x0d\x07\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00prose";
/// To stream 1: status 200 (RFC 7541 appendix A), `content-type: application/json`, the end of the
/// head; and `{}`, the end of the stream.
const JSON: &[u8] = b"\x00\x00\x14\x01\x04\x00\x00\x00\x01\x88\x0f\x10\x10application/json\
                      \x00\x00\x02\x00\x01\x00\x00\x00\x01{}";
const HEADERS_TYPE: u8 = 1;

/// Reads frames up to the head of a request.
fn read_request(tls: &mut Tls) -> std::io::Result<()> {
    loop {
        let mut head = [0; 9];
        tls.read_exact(&mut head)?;
        let length = u32::from_be_bytes([0, head[0], head[1], head[2]]);
        tls.read_exact(&mut vec![0; usize::try_from(length).unwrap()])?;
        if head[3] == HEADERS_TYPE {
            return Ok(());
        }
    }
}

/// An upstream that answers the first request on each connection with these frames, the number of
/// the connection given from 1.
fn upstream(
    authority: &Authority,
    frames: impl Fn(usize) -> &'static [u8] + Send + Sync + 'static,
) -> Upstream {
    let mut tls = ServerConfig::clone(&mutual_tls(&authority.server(), authority, ALL_VERSIONS));
    tls.alpn_protocols = vec![b"h2".to_vec()];
    let connections = AtomicUsize::new(0);
    // What is read as a head here is the first half of the preface.
    Upstream::start(Arc::new(tls), move |_| {
        let frames = frames(connections.fetch_add(1, Ordering::SeqCst) + 1);
        Reply::Own(Box::new(move |tls| {
            tls.read_exact(&mut [0; 6]).unwrap();
            tls.write_all(SETTINGS).unwrap();
            read_request(tls).unwrap();
            tls.write_all(frames).unwrap();
            let _ = tls.read_to_end(&mut Vec::new());
        }))
    })
}

#[test]
fn a_request_on_a_connection_that_the_upstream_leaves_is_made_once_more_on_another() {
    let authority = Authority::new("CA");
    let upstream = upstream(&authority, |connection| match connection {
        1 => GOAWAY,
        _ => JSON,
    });
    let folder = Folder::new(&authority, &authority.client());
    let relay = folder.start(upstream.port, &[]);
    let answer = relay.send(&Call::to(VEHICLES));
    assert_eq!((answer.status, answer.body.as_str()), (200, "{}"));
    assert_eq!(upstream.handshakes(), 2);
}

#[test]
fn an_upstream_that_leaves_every_connection_is_broken_and_was_asked_for_nothing() {
    let authority = Authority::new("CA");
    let upstream = upstream(&authority, |_| GOAWAY);
    let folder = Folder::new(&authority, &authority.client());
    let relay = folder.start(upstream.port, &[]);
    let answer = relay.send(&Call::to(VEHICLES));
    assert_eq!(
        answer.problem(),
        ("upstream-broken".to_owned(), "refused".to_owned())
    );
    let line = relay.logged_request(&answer);
    assert!(line["reason"].as_str().unwrap().starts_with("gone-away: "));
    assert!(!relay.log().contains("prose"), "{}", relay.log());
    assert_eq!(upstream.handshakes(), 2);
}
