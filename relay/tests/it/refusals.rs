//! Refused requests: callers without a key learn nothing, edges learn what they did wrong, and
//! nothing reaches the upstream.

use crate::support::client::{Answer, BEARER, Call, VEHICLES, head, now, send};
use crate::support::stage::Stage;
use crate::support::upstream::json;

/// The headers of a good call, changed.
fn changed(change: impl FnOnce(&mut Vec<(&'static str, String)>)) -> String {
    let mut headers = Call::to(VEHICLES).headers();
    change(&mut headers);
    head(&format!("GET {VEHICLES} HTTP/1.1"), &headers)
}

fn without(name: &str) -> String {
    changed(|headers| headers.retain(|(header, _)| *header != name))
}

fn doubled(name: &str) -> String {
    changed(|headers| {
        let header = headers.iter().find(|(header, _)| *header == name);
        headers.push(header.unwrap().clone());
    })
}

fn replaced(name: &str, value: &str) -> String {
    changed(|headers| {
        headers.retain(|(header, _)| *header != name);
        headers.push(("x-added", "1".to_owned()));
        let name = [
            "Authorization",
            "x-introspect-realm",
            "Signature-Input",
            "Signature",
        ]
        .into_iter()
        .find(|known| *known == name)
        .unwrap();
        headers.push((name, value.to_owned()));
    })
}

#[test]
fn every_bad_signature_gets_the_same_401_and_its_reason_is_in_the_log_only() {
    let (_folder, upstream, relay) = Stage::start(&[], |_| json("200 OK", "{}")).parts();
    let used = Call::to(VEHICLES).head();
    assert_eq!(send(&relay.listen, used.as_bytes()).status, 200);

    let good = || Call::to(VEHICLES);
    let header = "header-missing-or-doubled";
    let cases = [
        ("unsigned", without("Signature"), header),
        ("no input", without("Signature-Input"), header),
        ("no bearer", without("Authorization"), header),
        ("no realm", without("x-introspect-realm"), header),
        ("two signatures", doubled("Signature"), header),
        ("two inputs", doubled("Signature-Input"), header),
        ("two bearers", doubled("Authorization"), header),
        ("two realms", doubled("x-introspect-realm"), header),
        (
            "oversized",
            replaced("Signature", &"A".repeat(2000)),
            "malformed",
        ),
        (
            "rubbish",
            replaced("Signature-Input", "edge=()"),
            "malformed",
        ),
        (
            "another bearer",
            replaced("Authorization", "Bearer other"),
            "mismatch",
        ),
        (
            "another realm",
            replaced("x-introspect-realm", "clientsB2COpel"),
            "mismatch",
        ),
        (
            "another key",
            Call {
                secret: b"another-secret-of-32-bytes-or-so",
                ..good()
            }
            .head(),
            "mismatch",
        ),
        (
            "unknown key",
            Call {
                key_id: "edge-9",
                ..good()
            }
            .head(),
            "unknown-key",
        ),
        (
            "another relay",
            Call {
                authority: "relay.evil.example",
                ..good()
            }
            .head(),
            "mismatch",
        ),
        (
            "expired",
            Call {
                created: now() - 60,
                ..good()
            }
            .head(),
            "expired",
        ),
        (
            "of the future",
            Call {
                created: now() + 60,
                ..good()
            }
            .head(),
            "not-yet-valid",
        ),
        (
            "before the start",
            Call {
                created: now() - 15,
                ..good()
            }
            .head(),
            "made-before-start",
        ),
        (
            "another path",
            Call::to(VEHICLES)
                .head()
                .replacen("vehicles", "callbacks", 1),
            "mismatch",
        ),
        (
            "another query",
            Call::to(VEHICLES)
                .head()
                .replacen("vehicles", "vehicles?locale=fr", 1),
            "mismatch",
        ),
        ("replayed", used, "replayed"),
    ];
    let mut first: Option<Answer> = None;
    for (case, request, reason) in cases {
        let mut answer = send(&relay.listen, request.as_bytes());
        assert_eq!(answer.status, 401, "{case}");
        assert_eq!(
            answer.problem(),
            ("signature-refused".to_owned(), "refused".to_owned())
        );
        let line = relay.logged_request(&answer);
        assert_eq!(
            (&line["outcome"], &line["reason"]),
            (&"signature-refused".into(), &reason.into()),
            "{case}"
        );
        // What differs is the time, and the name that leads to the log.
        assert!(answer.headers.remove("x-request-id").is_some());
        assert!(answer.headers.remove("date").is_some(), "{case}");
        let clock: u64 = answer
            .headers
            .remove("relay-clock")
            .unwrap()
            .parse()
            .unwrap();
        assert!(now().abs_diff(clock) <= 1, "{case}: {clock}");
        let first = first.get_or_insert_with(|| answer.clone());
        assert_eq!(answer, *first, "{case}");
    }
    assert_eq!(upstream.seen().len(), 1);
}

#[test]
fn a_stranger_cannot_tell_what_there_is_from_what_there_is_not() {
    let (_folder, _upstream, relay) = Stage::start(&[], |_| json("200 OK", "{}")).parts();
    let ask = |target: &str| {
        let request = format!(
            "GET {target} HTTP/1.1\r\nHost: a\r\nx-request-id: 0af7651916cd43dd8448eb211c80319c\r\n\r\n"
        );
        let mut answer = send(&relay.listen, request.as_bytes());
        answer.headers.remove("date");
        answer.headers.remove("relay-clock");
        answer
    };
    let there = ask(VEHICLES);
    assert_eq!(there.status, 401);
    for target in [
        "/nothing",
        "/kerbside/v1/hello",
        "/connectedcar/v4/user?x=y",
        "/live",
        "/ready",
    ] {
        assert_eq!(ask(target), there, "{target}");
    }
}

#[test]
fn a_refused_signature_is_logged_with_the_key_it_names_if_that_is_ours() {
    let (_folder, _upstream, relay) = Stage::start(&[], |_| json("200 OK", "{}")).parts();
    let ours = relay.send(&Call {
        authority: "evil.example",
        ..Call::to(VEHICLES)
    });
    assert_eq!(relay.logged_request(&ours)["key_id"], "edge-1");
    let theirs = relay.send(&Call {
        key_id: "edge-9",
        ..Call::to(VEHICLES)
    });
    assert_eq!(relay.logged_request(&theirs).get("key_id"), None);
}

#[test]
fn a_full_memory_for_signatures_refuses_rather_than_forgets() {
    let (_folder, upstream, relay) = Stage::start(&[("RELAY_LIMITS_NONCE_CAPACITY", "1")], |_| {
        json("200 OK", "{}")
    })
    .parts();
    assert_eq!(relay.send(&Call::to(VEHICLES)).status, 200);
    let busy = relay.send(&Call::to(VEHICLES));
    assert_eq!((busy.status, busy.header("retry-after")), (503, "2"));
    assert_eq!(
        busy.problem(),
        ("relay-busy".to_owned(), "refused".to_owned())
    );
    assert_eq!(relay.logged_request(&busy)["reason"], "nonce-store-full");
    assert_eq!(upstream.seen().len(), 1);
}

#[test]
fn an_edge_is_told_what_it_may_not_ask() {
    let (_folder, upstream, relay) = Stage::start(&[], |_| json("200 OK", "{}")).parts();
    let to = |target: &str| Call::to(&format!("/connectedcar/v4{target}"));
    let long = format!("/user?country={}", "a".repeat(2049));
    let cases = [
        (to("/user/nothing"), 404, "operation-not-allowed"),
        (to("/user/vehicles/a.b"), 404, "operation-not-allowed"),
        (Call::to("/user"), 404, "operation-not-allowed"),
        (
            Call {
                method: "POST",
                ..to("/user/callbacks")
            },
            404,
            "operation-not-allowed",
        ),
        (
            Call {
                method: "DELETE",
                ..to("/user/callbacks/1")
            },
            404,
            "operation-not-allowed",
        ),
        (
            Call {
                method: "PUT",
                ..to("/user/vehicles")
            },
            404,
            "operation-not-allowed",
        ),
        (to("/user?client_id=other"), 400, "request-not-allowed"),
        (to("/user?country=%00"), 400, "request-not-allowed"),
        (to("/user?country=%zz"), 400, "request-not-allowed"),
        (to("/user?"), 400, "request-not-allowed"),
        (to(&long), 400, "request-not-allowed"),
        (
            Call {
                realm: "clientsB2COpel",
                ..to("/user")
            },
            403,
            "realm-not-allowed",
        ),
        (
            Call {
                realm: "hello",
                ..to("/user")
            },
            403,
            "realm-not-allowed",
        ),
        (
            Call {
                authorization: "Basic YTpi".to_owned(),
                ..to("/user")
            },
            400,
            "request-not-allowed",
        ),
        (
            Call {
                authorization: "Bearer ".to_owned() + &"a".repeat(4097),
                ..to("/user")
            },
            400,
            "request-not-allowed",
        ),
        (
            Call {
                authorization: "Bearer a b".to_owned(),
                ..to("/user")
            },
            400,
            "request-not-allowed",
        ),
        (
            Call {
                authorization: BEARER.to_owned(),
                ..Call::hello()
            },
            400,
            "request-not-allowed",
        ),
        (
            Call {
                method: "POST",
                ..Call::hello()
            },
            404,
            "operation-not-allowed",
        ),
    ];
    for (call, status, code) in cases {
        let answer = relay.send(&call);
        assert_eq!(answer.status, status, "{}", call.target);
        assert_eq!(
            answer.problem(),
            (code.to_owned(), "refused".to_owned()),
            "{}",
            call.target
        );
        let id = answer.header("x-request-id");
        assert!(answer.body.contains(id), "{}", answer.body);
    }
    assert_eq!(upstream.handshakes(), 0);
}
