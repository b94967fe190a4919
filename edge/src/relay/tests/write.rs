//! A write: which relay it goes to, how it is signed, and that it is sent once.

use std::rc::Rc;

use serde_json::json;
use shared::command::Action;
use shared::operation::{CREATE_REMOTE, Call, SET_CALLBACK_STATUS};
use shared::problem::Code;
use shared::secret::Secret;
use shared::signature::{self, content_digest};

use super::{UPSTREAM, is, problem};
use crate::ports::HttpFailure;
use crate::relay::{RelayContext, Write, Written, write};
use crate::settings::Settings;
use crate::settings::tests::{ACTING, read};
use crate::testing::{Outside, Served, World, served, soon};

/// What the clock shows when a world begins.
const START: u64 = 1_795_000_000;
const BODY: &[u8] = br#"{"label":"ks-AAECAwQFBgcICQoLDA0ODw"}"#;

fn settings() -> Settings {
    read(ACTING).unwrap()
}

fn is_hello(request: &http::Request<Vec<u8>>) -> bool {
    request.uri().path() == shared::hop::HELLO_PATH
}

fn hello(writes: &[&str]) -> Served {
    hello_at(START, writes)
}

fn hello_at(now: u64, writes: &[&str]) -> Served {
    let hello = json!({"now": now, "realms": [], "certificateDaysLeft": 1, "writes": writes});
    served(200, &[("relay-answer", "own")], &hello.to_string())
}

/// A world whose relays take writes of doors, and answer them so.
fn world(answer: impl Fn(&http::Request<Vec<u8>>) -> Served + 'static) -> Rc<World> {
    World::new(move |request| match is_hello(request) {
        true => hello(&["lock", "unlock"]),
        false => answer(request),
    })
}

fn send(world: &Rc<World>, settings: &Settings, action: Option<Action>) -> Written {
    let outside = Outside(Rc::clone(world));
    let context = RelayContext {
        settings,
        ports: &outside,
        request_id: "0b7e4f0c5a1d4e0f9c7d2b6a8e3f1c55",
        deadline: world.now.get() + 30,
    };
    let call = match action {
        Some(_) => Call::new(&CREATE_REMOTE, &["c0ffee", "6a1c-0f"]),
        None => Call::new(&SET_CALLBACK_STATUS, &["6a1c-0f"]),
    };
    let bearer = Secret::from("access-1");
    soon(write(
        &context,
        &Write {
            call: &call.unwrap(),
            body: BODY,
            action,
            bearer: &bearer,
            realm: "clientsB2CPeugeot",
        },
    ))
}

/// The hosts that a write was sent to.
fn writes(world: &World) -> Vec<String> {
    let sent = world.sent.borrow();
    let writes = sent.iter().filter(|request| !is_hello(request));
    let hosts = writes.map(|request| request.uri().host().unwrap().to_owned());
    hosts.collect()
}

#[test]
fn a_write_is_signed_over_its_body_with_the_key_for_writes() {
    let world = world(|_| served(202, UPSTREAM, "{}"));
    let settings = settings();
    let written = send(&world, &settings, Some(Action::Lock));
    assert!(matches!(written, Written::Answered(answer) if answer.status == 202));
    let sent = world.sent.borrow();
    let [greeting, request] = sent.as_slice() else {
        panic!("{}", sent.len())
    };
    assert_eq!(greeting.method(), "GET");
    assert_eq!(request.method(), "POST");
    assert_eq!(request.body(), BODY);
    let header = |name: &str| request.headers()[name].to_str().unwrap();
    assert_eq!(header("content-type"), "application/json");
    assert_eq!(header("content-digest"), content_digest(BODY));
    let message = signature::Message {
        method: "POST",
        authority: "relay.test",
        path: request.uri().path(),
        query: None,
        authorization: "Bearer access-1",
        realm: "clientsB2CPeugeot",
        content_digest: Some(header("content-digest")),
    };
    let is_good = |key: &signature::Key, message: signature::Message<'_>| {
        let signed = (header("signature-input"), header("signature"));
        let now = world.now.get();
        let known = |id: &str| (id == key.id()).then_some(key);
        signature::verify([message], signed, known, now).is_ok()
    };
    let key = settings.actions.write_key.as_ref().unwrap();
    assert!(is_good(key, message));
    assert!(!is_good(&settings.relay_key, message));
    let reading = signature::Message {
        content_digest: None,
        ..message
    };
    assert!(!is_good(key, reading));
}

#[test]
fn a_write_goes_to_the_first_relay_that_takes_it() {
    for (first, action, to) in [
        (hello(&["lock"]), Some(Action::Lock), "relay.test"),
        (hello(&["unlock"]), Some(Action::Lock), "relay-2.test"),
        (hello(&[]), Some(Action::Lock), "relay-2.test"),
        (hello(&[]), None, "relay-2.test"),
        (hello(&["horn"]), None, "relay.test"),
        (served(200, &[], "{}"), None, "relay-2.test"),
        (Err(HttpFailure::Timeout), None, "relay-2.test"),
    ] {
        let world =
            World::new(
                move |request| match (is_hello(request), is(request, "relay.test")) {
                    (true, true) => first.clone(),
                    (true, false) => hello(&["lock"]),
                    (false, _) => served(202, UPSTREAM, "{}"),
                },
            );
        let written = send(&world, &settings(), action);
        assert!(matches!(written, Written::Answered(_)), "{written:?}");
        assert_eq!(writes(&world), [to]);
    }
}

#[test]
fn where_no_relay_takes_it_nothing_is_sent() {
    let mut keyless = settings();
    keyless.actions.write_key = None;
    for (allowed, settings, code) in [
        (&["horn"][..], settings(), Code::ActionNotAllowed),
        (&[], settings(), Code::NoWriter),
        (&["lock"], keyless, Code::ActionNotAllowed),
    ] {
        let words: Vec<&'static str> = allowed.to_vec();
        let world = World::new(move |_| hello(&words));
        let written = send(&world, &settings, Some(Action::Lock));
        assert!(matches!(written, Written::Refused(problem) if problem.code() == code));
        assert!(writes(&world).is_empty());
    }
}

#[test]
fn only_a_relay_that_says_that_it_sent_nothing_leaves_the_write_to_the_next() {
    for (code, is_left) in [
        (Code::RelayBusy, true),
        (Code::UpstreamUnreachable, true),
        (Code::ActionNotAllowed, true),
        (Code::TooManyCommands, false),
        (Code::RateLimited, false),
    ] {
        let world = world(move |request| match is(request, "relay.test") {
            true => problem("refused", code),
            false => served(202, UPSTREAM, "{}"),
        });
        let written = send(&world, &settings(), Some(Action::Lock));
        match is_left {
            true => {
                assert!(matches!(written, Written::Answered(_)), "{code}");
                assert_eq!(writes(&world), ["relay.test", "relay-2.test"]);
                let sent = world.sent.borrow();
                let signed: Vec<_> = sent
                    .iter()
                    .map(|it| &it.headers()["signature-input"])
                    .collect();
                assert_ne!(signed[1], signed[3], "each has a nonce of its own");
            }
            false => {
                assert!(matches!(written, Written::Refused(problem) if problem.code() == code));
                assert_eq!(writes(&world), ["relay.test"]);
            }
        }
    }
}

#[test]
fn what_may_have_gone_upstream_is_sent_to_nobody_again() {
    for answer in [
        (|| Err(HttpFailure::Unreachable("reset".to_owned()))) as fn() -> Served,
        || Err(HttpFailure::Timeout),
        || Err(HttpFailure::TooLarge),
        || served(202, &[], "{}"),
        || served(530, &[], "<html>tunnel</html>"),
        || served(202, &[("relay-answer", "own")], "{}"),
        || served(202, &[("relay-answer", "nonsense")], "{}"),
        || problem("failed", Code::UpstreamTimeout),
        || problem("failed", Code::SignatureRefused),
        || problem("own", Code::SignatureRefused),
    ] {
        let world = world(move |_| answer());
        let written = send(&world, &settings(), Some(Action::Lock));
        assert!(matches!(written, Written::Unclear(_)), "{written:?}");
        assert_eq!(writes(&world), ["relay.test"]);
    }
}

#[test]
fn a_write_is_signed_by_the_clock_that_the_hello_tells_unless_it_is_far_off() {
    for (theirs, is_near) in [
        (START + 30, true),
        (START - 30, true),
        (START + 31, false),
        (START - 31, false),
    ] {
        let world = World::new(move |request| match is_hello(request) {
            true => hello_at(theirs, &["lock"]),
            false => served(202, UPSTREAM, "{}"),
        });
        let written = send(&world, &settings(), Some(Action::Lock));
        if !is_near {
            assert!(matches!(written, Written::Refused(_)), "{written:?}");
            assert!(writes(&world).is_empty());
            continue;
        }
        assert!(matches!(written, Written::Answered(_)), "{written:?}");
        let sent = world.sent.borrow();
        let input = sent.last().unwrap().headers()["signature-input"]
            .to_str()
            .unwrap();
        let created = format!(";created={theirs};");
        assert!(input.contains(&created), "{input}");
    }
}

#[test]
fn a_write_is_never_signed_twice_for_one_relay() {
    for (word, to) in [
        ("refused", &["relay.test", "relay-2.test"][..]),
        ("failed", &["relay.test"]),
    ] {
        let world = world(move |_| {
            let clock = (START + 5).to_string();
            let headers = [("relay-answer", word), ("relay-clock", &*clock)];
            served(401, &headers, r#"{"code":"signature-refused"}"#)
        });
        let written = send(&world, &settings(), Some(Action::Lock));
        let (Written::Refused(problem) | Written::Unclear(problem)) = &written else {
            panic!("{written:?}")
        };
        assert_eq!(problem.code(), Code::RelayRefusesEdge);
        assert_eq!(matches!(written, Written::Unclear(_)), word == "failed");
        assert_eq!(writes(&world), to);
    }
}

#[test]
fn no_write_begins_after_the_deadline() {
    let world = world(|_| served(202, UPSTREAM, "{}"));
    let slow = Rc::downgrade(&world);
    world.serve(move |_| {
        let world = slow.upgrade().unwrap();
        world.now.set(world.now.get() + 21);
        hello(&["lock"])
    });
    let written = send(&world, &settings(), Some(Action::Lock));
    assert!(matches!(written, Written::Refused(_)), "{written:?}");
    assert!(writes(&world).is_empty());
}
