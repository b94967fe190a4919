//! What a car can do before a driver has enrolled it: asked of version 3, for no driver, only
//! where the owner has said so, and never shared, held or told.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::support::client::{BEARER, Call, VEHICLES};
use crate::support::relay::Folder;
use crate::support::stage::Stage;
use crate::support::upstream::{Reply, json};

const VIN: &str = "VF3PLANTED1234567";
const QUERY: &str = "extension=onboardCapabilities";

/// The question about a car, to the letter.
fn question() -> Call {
    Call {
        authorization: "Bearer eligibility".to_owned(),
        ..Call::to(&format!("/connectedcar/v3/vehicle/{VIN}?{QUERY}"))
    }
}

/// A relay that asks such questions.
fn asking(reply: impl Fn(&str) -> Reply + Send + Sync + 'static) -> Stage {
    Stage::launch(
        || true,
        reply,
        |folder, _, port| {
            switch_on(folder);
            // What may be held is held.
            folder.start(port, &[("RELAY_UPSTREAM_HOLD", "60")])
        },
    )
}

fn switch_on(folder: &Folder) {
    let settings = std::fs::read_to_string(folder.path().join("relay.toml")).unwrap();
    let settings = settings.replace("keys = [", "eligibility = true\nkeys = [");
    folder.write("relay.toml", &settings);
}

#[test]
fn a_question_goes_to_version_3_with_the_apps_own_means_and_without_a_token() {
    let stage = asking(|_| json("200 OK", r#"{"motorization":"Electric"}"#));
    let answer = stage.relay.send(&question());
    assert_eq!(
        (answer.status, answer.body.as_str()),
        (200, r#"{"motorization":"Electric"}"#)
    );
    assert_eq!(answer.header("relay-answer"), "upstream");
    assert_eq!(answer.header("cache-control"), "no-store");
    let head = stage.upstream.seen().remove(0);
    let line = format!("GET /connectedcar/v3/vehicle/{VIN}?{QUERY}&client_id=b7c1-client HTTP/1.1");
    assert_eq!(head.lines().next(), Some(line.as_str()));
    let head = head.to_ascii_lowercase();
    assert!(
        head.contains("x-introspect-realm: clientsb2cpeugeot"),
        "{head}"
    );
    for none in ["authorization", "bearer", "signature"] {
        assert!(!head.contains(none), "{none}: {head}");
    }
    let line = stage.relay.logged_request(&answer);
    assert_eq!(
        (&line["operation"], &line["outcome"]),
        (&"ELIGIBILITY".into(), &"ok".into())
    );
    // A driver's call is what it was.
    stage.relay.send(&Call::to(VEHICLES));
    let head = stage.upstream.seen().pop().unwrap();
    assert!(
        head.starts_with("GET /connectedcar/v4/user/vehicles?"),
        "{head}"
    );
    assert!(head.contains(BEARER), "{head}");
}

#[test]
fn each_question_is_asked_anew_and_none_is_held() {
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    let stage = asking(move |_| {
        let number = count.fetch_add(1, Ordering::Relaxed);
        json("200 OK", &format!(r#"{{"number":{number}}}"#))
    });
    for number in 0..3 {
        let answer = stage.relay.send(&question());
        assert_eq!(answer.body, format!(r#"{{"number":{number}}}"#));
    }
    assert_eq!(asked.load(Ordering::Relaxed), 3);
    for _ in 0..3 {
        stage.relay.send(&Call::to(VEHICLES));
    }
    assert_eq!(
        asked.load(Ordering::Relaxed),
        4,
        "a driver's answer is held"
    );
}

#[test]
fn it_is_off_unless_the_settings_say_otherwise_and_changes_with_them() {
    let stage = Stage::start(&[], |_| json("200 OK", "{}"));
    let refused = stage.relay.send(&question());
    stage
        .relay
        .has_refused(&refused, (403, "eligibility-off"), "eligibility");
    assert!(stage.upstream.seen().is_empty());
    let (folder, upstream, relay) = stage.parts();
    switch_on(&folder);
    relay.hang_up();
    let renewed = relay.logged("renewed");
    assert_eq!(renewed["what"], r#"identity "test": eligibility"#);
    assert_eq!(relay.send(&question()).status, 200);
    assert_eq!(upstream.seen().len(), 1);
}

#[test]
fn what_is_asked_otherwise_is_not_asked() {
    let stage = asking(|_| json("200 OK", "{}"));
    let to = |target: &str| Call {
        target: target.to_owned(),
        ..question()
    };
    let path = format!("/connectedcar/v3/vehicle/{VIN}");
    let none = (404, "operation-not-allowed", "no-such-operation");
    for (call, (status, code, reason)) in [
        (to(&path), none),
        (to(&format!("{path}?extension=branding")), none),
        (to(&format!("{path}?{QUERY}&locale=fr-FR")), none),
        (to(&format!("/connectedcar/v4/vehicle/{VIN}?{QUERY}")), none),
        (
            to(&format!("/connectedcar/v3/vehicle/{}?{QUERY}", &VIN[1..])),
            none,
        ),
        (
            to(&format!(
                "/connectedcar/v3/vehicle/{}?{QUERY}",
                VIN.to_lowercase()
            )),
            none,
        ),
        (to("/connectedcar/v3/user/vehicles"), none),
        (
            Call {
                authorization: BEARER.to_owned(),
                ..question()
            },
            (400, "request-not-allowed", "bearer"),
        ),
        (
            Call {
                realm: "clientsB2COpel",
                ..question()
            },
            (403, "realm-not-allowed", "realm"),
        ),
    ] {
        let answer = stage.relay.send(&call);
        stage.relay.has_refused(&answer, (status, code), reason);
    }
    let mut forged = question().head();
    forged = forged.replace("Bearer eligibility", "Bearer eligibilitx");
    let answer = crate::support::client::send(&stage.relay.listen, forged.as_bytes());
    assert_eq!(answer.status, 401, "the word is signed");
    assert!(stage.upstream.seen().is_empty());
}

#[test]
fn no_vin_is_in_the_log_or_the_metrics_whatever_becomes_of_the_question() {
    let number = AtomicUsize::new(0);
    let stage = asking(move |_| {
        let body = format!(r#"{{"vin":"{VIN}","code":40400,"message":"no {VIN}"}}"#);
        match number.fetch_add(1, Ordering::Relaxed) {
            0 => json("200 OK", &body),
            1 => json("404 Not Found", &body),
            2 => json("500 Internal Server Error", &body),
            3 => Reply::Cut(format!("{VIN}\r\n\r\n")),
            _ => json("429 Too Many Requests", &body),
        }
    });
    for _ in 0..6 {
        let answer = stage.relay.send(&question());
        stage.relay.logged_request(&answer);
    }
    let metrics = stage.relay.metrics();
    assert!(metrics.contains("ELIGIBILITY"), "{metrics}");
    for text in [stage.relay.log(), metrics] {
        assert!(!text.contains("PLANTED"), "{text}");
    }
}
