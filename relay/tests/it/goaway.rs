//! A server that leaves an HTTP/2 connection says which requests it has processed. The others are
//! made again on another connection, and do not count as retries.

use std::io::Write as _;

use crate::support::authority::Authority;
use crate::support::client::{Call, VEHICLES};
use crate::support::failed::{PROSE, call};
use crate::support::frames::{HEAD, body, hear_out, upstream};
use crate::support::relay::Folder;
use crate::support::upstream::Upstream;

/// Leaves; the last stream looked at is 0, so none, there is no error, and then [`PROSE`].
const GOAWAY: &[u8] = b"\0\0\x1d\x07\0\0\0\0\0\0\0\0\0\0\0\0\0PROSE-OF-THE-UPSTREAM";

/// An upstream that leaves every connection at once.
fn leaving(authority: &Authority) -> Upstream {
    upstream(authority, |_, tls| {
        tls.write_all(GOAWAY).unwrap();
        hear_out(tls);
    })
}

#[test]
fn a_request_on_a_connection_that_the_upstream_leaves_is_made_once_more_on_another() {
    let authority = Authority::new("CA");
    let upstream = upstream(&authority, |connection, tls| {
        let frames = match connection {
            1 => GOAWAY.to_vec(),
            _ => [HEAD, &body("{}", true)].concat(),
        };
        tls.write_all(&frames).unwrap();
        hear_out(tls);
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
    let upstream = leaving(&authority);
    assert!(GOAWAY.ends_with(PROSE.as_bytes()));
    let folder = Folder::new(&authority, &authority.client());
    let failed = call(&folder, upstream.port, &[]);
    failed.is("upstream-broken", "refused", "gone-away", "");
    assert_eq!(upstream.handshakes(), 3);
}

#[test]
fn a_line_says_that_a_call_was_not_made_again_for_the_budget() {
    let authority = Authority::new("CA");
    let upstream = leaving(&authority);
    let folder = Folder::new(&authority, &authority.client());
    let relay = folder.start(upstream.port, &[]);
    let over_budget = (0..60).any(|_| {
        let answer = relay.send(&Call::to(VEHICLES));
        let line = relay.logged_request(&answer);
        let reason = line["reason"].as_str().unwrap();
        reason.starts_with("gone-away: ") && reason.ends_with(", not made again: over-budget")
    });
    assert!(over_budget, "{}", relay.log());
}
