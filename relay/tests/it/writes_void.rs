//! Writes that were not signed, or were signed for something else, another process or another time:
//! all get the 401 that everybody gets.

use crate::support::authority::Authority;
use crate::support::client::{Call, SECRET, VEHICLES, now, send};
use crate::support::relay::{Folder, Relay};
use crate::support::stage::Stage;
use crate::support::upstream::json;
use crate::support::write::{EVERY_WORD, WRITE_KEY_ID, WRITE_SECRET, Write};

#[test]
fn whoever_has_not_signed_gets_the_401_of_everybody_and_no_byte_of_a_body_is_waited_for() {
    let stage = Stage::writing(&[], |_| json("202 Accepted", "{}"));
    let (relay, good) = (&stage.relay, Write::lock);
    let replaced = |from: &str, to: &str| {
        let head = good().head();
        assert!(head.contains(from), "{head}");
        head.replacen(from, to, 1)
    };
    let of = |write: Write| write.head();
    let used = good();
    let used_head = used.head();
    let first = [used_head.as_bytes(), &used.body].concat();
    assert_eq!(send(&relay.listen, &first).status, 202);
    let stranger = relay.send(&Call {
        key_id: "edge-9",
        ..Call::to(VEHICLES)
    });
    for (head, reason) in [
        // It becomes valid within seconds, so it is sent before all others.
        (
            of(good().with(|call| call.created = now() + 4)),
            "not-yet-valid",
        ),
        (
            replaced("Signature: ", "Unsigned: "),
            "header-missing-or-doubled",
        ),
        (
            replaced("Content-Digest: sha-256=:", "Content-Digest: sha-256=:A"),
            "mismatch",
        ),
        (replaced("c0ffee", "decade"), "mismatch"),
        (replaced("POST ", "PUT "), "mismatch"),
        (replaced("driver-", "drover-"), "mismatch"),
        (
            replaced("kerbside-relay-write-v1", "kerbside-relay-v1"),
            "malformed",
        ),
        (
            of(good().with(|call| call.authority = "relay.evil.example")),
            "mismatch",
        ),
        (
            of(good().with(|call| call.key_id = "edge-9")),
            "unknown-key",
        ),
        (of(good().with(|call| call.secret = SECRET)), "mismatch"),
        // A key that reads does not write, and the other way round.
        (
            of(good().with(|call| (call.key_id, call.secret) = ("edge-1", SECRET))),
            "key-of-another-kind",
        ),
        (
            Call {
                key_id: WRITE_KEY_ID,
                secret: WRITE_SECRET,
                ..Call::to(VEHICLES)
            }
            .head(),
            "key-of-another-kind",
        ),
        (of(good().with(|call| call.created = now() - 60)), "expired"),
        (
            of(good().with(|call| call.created = now() + 60)),
            "not-yet-valid",
        ),
        (used_head, "replayed"),
    ] {
        let mut answer = send(&relay.listen, head.as_bytes());
        // Only who has the key is told that the write may have been made.
        let may_be_made = matches!(reason, "replayed" | "expired" | "not-yet-valid");
        let mark = if may_be_made { "failed" } else { "refused" };
        assert_eq!(answer.header("relay-answer"), mark, "{reason}");
        let refused = stranger.header("relay-answer").to_owned();
        answer.headers.insert("relay-answer".to_owned(), refused);
        relay.has_refused(&answer, (401, "signature-refused"), reason);
        // The connection does not go on where a body may follow.
        let closes = answer.headers.remove("connection").is_some();
        assert_eq!(closes, head.contains("Content-Length"), "{reason}");
        assert_eq!(answer.body, stranger.body, "{reason}");
        for name in ["date", "relay-clock", "x-request-id"] {
            answer.headers.remove(name).unwrap();
        }
        assert!(
            answer
                .headers
                .iter()
                .all(|(name, value)| stranger.header(name) == value)
        );
    }
    assert_eq!(stage.upstream.seen().len(), 1);
    // Only who has signed is counted among the writes.
    let counted = "writes_total{action=\"none\",outcome=\"signature-refused\"}";
    assert_eq!(stage.relay.metric(counted), 0.0);
}

#[test]
fn a_captured_write_is_void_at_the_same_relay_at_another_and_after_a_restart() {
    let authority = Authority::new("CA");
    let folder = Folder::new(&authority, &authority.client());
    folder.allow_writes(EVERY_WORD);
    let mut relay = folder.start(1, &[]);
    relay.await_writes();
    let captured = Write::lock().request();
    let again = |relay: &Relay, mark: &str, reason: &str| {
        let answer = send(&relay.listen, &captured);
        relay.has_answered(&answer, (401, "signature-refused", mark), reason);
    };
    // Nothing listens upstream.
    let first = send(&relay.listen, &captured);
    assert_eq!(
        first.problem(),
        ("upstream-unreachable".to_owned(), "refused".to_owned())
    );
    again(&relay, "failed", "replayed");
    relay.hang_up();
    again(&relay, "failed", "replayed");
    // Another relay of the same owner, with the same keys.
    let names = [
        ("RELAY_PUBLIC_NAMES", "relay-2.example.com"),
        ("RELAY_WRITES_NAME", "relay-2.example.com"),
    ];
    let other = folder.start(1, &names);
    again(&other, "refused", "mismatch");
    // The same one after a restart within the same second or the next.
    relay.terminate();
    relay.wait();
    again(&folder.start(1, &[]), "failed", "made-before-start");
}

#[test]
fn a_process_that_begins_takes_no_write_of_its_first_second() {
    let authority = Authority::new("CA");
    let folder = Folder::new(&authority, &authority.client());
    folder.allow_writes(EVERY_WORD);
    let started = now();
    let relay = folder.start(1, &[]);
    for created in [started - 1, started] {
        let answer = relay.write(&Write::lock().with(|call| call.created = created));
        let refused = (401, "signature-refused", "failed");
        relay.has_answered(&answer, refused, "made-before-start");
    }
}
