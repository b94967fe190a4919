//! Rules from the front end's side: what is refused for what, and that nothing of it reaches the
//! driver's object.

use serde_json::{Value, json};
use shared::problem::Code;

use super::commands::callers::{bearer_of, page_of};
use crate::driver::message::{Message, Reply, RuleMessage};
use crate::respond::Response;
use crate::testing::{Browser, acting};

const NOW: u64 = 1_795_000_000;
const PATH: &str = "/api/v1/vehicles/0a/rules";
const ONE: &str = "/api/v1/vehicles/0a/rules/r1";
const STATUS: &str = "/api/v1/vehicles/0a/rules/r1/status";
const RULE: &str = r#"{"name":"It moves","when":{"all":[{"is":"moving"}]}}"#;
const PAUSED: &str = r#"{"paused":true}"#;
/// What a page of ours sends beside its cookie.
const HEADERS: &[(&str, &str)] = &[
    ("x-kerbside", "1"),
    ("origin", "https://edge.test"),
    ("content-type", "application/json"),
    ("idempotency-key", "0123456789abcdef"),
];
/// Every call that changes something: its method, its path, its body.
const CHANGES: [(&str, &str, &str); 4] = [
    ("POST", PATH, RULE),
    ("PUT", ONE, RULE),
    ("PUT", STATUS, PAUSED),
    ("DELETE", ONE, ""),
];

/// A driver whose object takes every rule.
fn driver(changes: &[(&str, &str)]) -> Browser {
    let mut browser = Browser::new(&acting(changes));
    browser.log_in_as("/auth/login?brand=peugeot", "AP-1", Some(NOW));
    browser.world.drivers.answer(|envelope| {
        Ok(match &envelope.message {
            Message::Rules { asked, .. } => match asked {
                RuleMessage::List => Reply::Rules(vec![shown()]),
                RuleMessage::Delete { .. } => Reply::Done,
                _ => Reply::Rule(shown()),
            },
            _ => Reply::Done,
        })
    });
    browser
}

fn shown() -> Value {
    json!({
        "id": "r1",
        "vehicleId": "0a",
        "name": "It moves",
        "when": {"all": [{"is": "moving"}]},
        "state": "active",
        "createdAt": "2026-11-18T11:06:40Z",
        "updatedAt": "2026-11-18T11:06:40Z",
    })
}

/// A call of a page of ours, some headers changed; an empty one is left out.
fn send(
    browser: &mut Browser,
    (method, path, body): (&str, &str, &str),
    changes: &[(&'static str, &str)],
) -> Response {
    let mut headers = HEADERS.to_vec();
    headers.retain(|(name, _)| changes.iter().all(|(changed, _)| changed != name));
    headers.extend(changes.iter().filter(|(_, value)| !value.is_empty()));
    browser.send(method, path, &headers, body)
}

fn body(response: &Response) -> Value {
    serde_json::from_slice(response.body()).unwrap_or_default()
}

fn code(response: &Response) -> String {
    body(response)["code"].as_str().unwrap_or("none").to_owned()
}

fn messages(browser: &Browser) -> Vec<RuleMessage> {
    let asked = browser.world.drivers.asked.borrow();
    let asked = asked.iter().map(|(_, envelope)| match &envelope.message {
        Message::Rules { vehicle, asked } if vehicle == "0a" => asked.clone(),
        other => panic!("{other:?}"),
    });
    asked.collect()
}

fn asked(browser: &Browser) -> usize {
    browser.world.drivers.asked.borrow().len()
}

#[test]
fn each_call_is_a_message_to_the_drivers_object() {
    let mut browser = driver(&[]);
    let made = send(&mut browser, CHANGES[0], &[]);
    assert_eq!((made.status().as_u16(), body(&made)), (201, shown()));
    assert_eq!(made.headers()["location"], ONE);
    let list = browser.call("GET", PATH);
    assert_eq!(body(&list), json!({"items": [shown()], "total": 1}));
    assert_eq!(body(&browser.call("GET", ONE)), shown());
    for (change, status) in CHANGES.into_iter().skip(1).zip([200, 200, 204]) {
        assert_eq!(
            send(&mut browser, change, &[]).status(),
            status,
            "{change:?}"
        );
    }
    let id = "r1".to_owned();
    let rule: Value = serde_json::from_str(RULE).unwrap();
    assert_eq!(
        messages(&browser),
        [
            RuleMessage::Create {
                key: "0123456789abcdef".to_owned(),
                rule: rule.clone(),
            },
            RuleMessage::List,
            RuleMessage::One { id: id.clone() },
            RuleMessage::Replace {
                id: id.clone(),
                rule,
            },
            RuleMessage::Pause {
                id: id.clone(),
                paused: true,
            },
            RuleMessage::Delete { id },
        ]
    );
}

#[test]
fn each_bad_call_has_its_own_problem_and_asks_nobody() {
    let mut browser = driver(&[]);
    let invalid = Code::InvalidBody;
    let text = ("content-type", "text/plain");
    let without_key = ("idempotency-key", "");
    for (method, path, body) in [CHANGES[0], CHANGES[1], CHANGES[2]] {
        let answer = send(&mut browser, (method, path, body), &[text]);
        assert_eq!(code(&answer), "unsupported-media-type", "{method} {path}");
        for body in ["", "[]", "rule", "{}", "null"] {
            let answer = send(&mut browser, (method, path, body), &[]);
            assert_eq!(code(&answer), invalid.slug(), "{method} {path} {body}");
        }
        let answer = send(&mut browser, (method, &format!("{path}?x=1"), body), &[]);
        assert_eq!(code(&answer), "invalid-parameter", "{method} {path}");
    }
    let keyless = send(&mut browser, CHANGES[0], &[without_key]);
    assert_eq!(code(&keyless), "idempotency-key-missing");
    for rule in [
        r#"{"name":"","when":{"all":[{"is":"moving"}]}}"#,
        r#"{"name":"x","when":{"all":[]}}"#,
        r#"{"name":"x","when":{"all":[{"is":"moving"}],"any":[{"is":"moving"}]}}"#,
        r#"{"name":"x","name":"y","when":{"all":[{"is":"moving"}]}}"#,
        r#"{"name":"x","when":{"all":[{"is":"later"}]}}"#,
        r#"{"name":"x","when":{"all":[{"is":"charge-above","percent":101}]}}"#,
        r#"{"name":"x","when":{"all":[{"is":"moving"}]},"remindEverySeconds":60}"#,
        r#"{"name":"x","when":{"all":[{"is":"moving"}]},"extendedEventParam":["vehicle.position"]}"#,
    ] {
        for (method, path) in [("POST", PATH), ("PUT", ONE)] {
            let answer = send(&mut browser, (method, path, rule), &[]);
            assert_eq!(code(&answer), invalid.slug(), "{method} {rule}");
        }
    }
    for status in [
        r#"{"paused":"true"}"#,
        r#"{"paused":true,"until":1}"#,
        r#"{"status":"Paused"}"#,
    ] {
        let answer = send(&mut browser, ("PUT", STATUS, status), &[]);
        assert_eq!(code(&answer), invalid.slug(), "{status}");
    }
    for (method, path, allow) in [
        ("PUT", PATH, "GET, HEAD, POST"),
        ("DELETE", PATH, "GET, HEAD, POST"),
        ("POST", ONE, "GET, HEAD, PUT, DELETE"),
        ("GET", STATUS, "PUT"),
        ("PATCH", ONE, "GET, HEAD, PUT, DELETE"),
    ] {
        let refused = send(&mut browser, (method, path, RULE), &[]);
        assert_eq!(refused.headers()["allow"], allow, "{method} {path}");
    }
    assert_eq!(asked(&browser), 0);
}

#[test]
fn only_who_may_have_rules_changes_and_sees_them() {
    let browser = driver(&[]);
    let denied = Code::ActionNotAllowed.slug();
    let as_app = |bearer: &str, change| {
        let mut app = Browser::new(&browser.world);
        let changes = [
            ("authorization", bearer),
            ("x-kerbside", ""),
            ("origin", ""),
        ];
        send(&mut app, change, &changes)
    };
    for change in CHANGES {
        let before = asked(&browser);
        for (client, is_taken) in [("watch", true), ("phone", false), ("tablet", false)] {
            let answer = as_app(&bearer_of(&browser, client), change);
            assert_eq!(code(&answer) == denied, !is_taken, "{client} {change:?}");
        }
        assert_eq!(asked(&browser), before + 1, "{change:?}");
        for origin in ["https://other.test", "https://third.test"] {
            let mut page = page_of(&browser, origin);
            let answer = send(&mut page, change, &[("origin", origin)]);
            assert_eq!(code(&answer), denied, "{origin}");
        }
        let stolen = as_app("Bearer phone.x", change);
        assert_eq!(code(&stolen), "not-logged-in");
        assert_eq!(asked(&browser), before + 1, "{change:?}");
    }
    let before = asked(&browser);
    let phone = bearer_of(&browser, "phone");
    let list = as_app(&phone, ("GET", PATH, ""));
    assert_eq!(body(&list), json!({"items": [], "total": 0}));
    assert_eq!(code(&as_app(&phone, ("GET", ONE, ""))), "rule-not-found");
    assert_eq!(asked(&browser), before);
    let watch = as_app(&bearer_of(&browser, "watch"), ("GET", PATH, ""));
    assert_eq!(body(&watch)["total"], 1);
}

#[test]
fn a_page_of_another_origin_or_of_none_changes_nothing() {
    let mut browser = driver(&[]);
    for change in CHANGES {
        for origin in ["", "https://evil.test", "null"] {
            let answer = send(&mut browser, change, &[("origin", origin)]);
            assert_eq!(code(&answer), "origin-not-allowed", "{origin} {change:?}");
        }
        let bare = send(&mut browser, change, &[("x-kerbside", "")]);
        assert_eq!(code(&bare), "csrf-header-missing", "{change:?}");
    }
    assert_eq!(asked(&browser), 0);
    let mut listed = driver(&[("ACTION_ORIGINS", "")]);
    for change in CHANGES {
        let answer = send(&mut listed, change, &[("origin", "https://front.test")]);
        assert_eq!(code(&answer), "action-not-allowed", "{change:?}");
    }
    assert_eq!(asked(&listed), 0);
}

#[test]
fn a_preflight_tells_a_page_that_may_act_the_methods_of_its_address() {
    let preflight = |path: &str, origin: &str| {
        let mut browser = Browser::new(&acting(&[]));
        let answer = browser.ask("OPTIONS", path, &[("origin", origin)]);
        let value = answer.headers().get("access-control-allow-methods");
        value.map(|value| value.to_str().unwrap().to_owned())
    };
    for (path, methods) in [
        (PATH, "GET, HEAD, POST"),
        (ONE, "GET, HEAD, PUT, DELETE"),
        (STATUS, "PUT"),
    ] {
        let front = preflight(path, "https://front.test");
        assert_eq!(front.as_deref(), Some(methods), "{path}");
        let third = preflight(path, "https://third.test");
        assert_eq!(third.as_deref(), Some("GET, HEAD"), "{path}");
        assert_eq!(preflight(path, "https://evil.test"), None, "{path}");
    }
}

#[test]
fn where_rules_are_not_switched_on_there_are_none_and_no_object_is_asked() {
    for actions in ["", "lock unlock"] {
        let mut browser = driver(&[("ACTIONS", actions)]);
        for change in CHANGES {
            let answer = send(&mut browser, change, &[]);
            assert_eq!(code(&answer), "action-not-allowed", "{change:?}");
        }
        let list = browser.call("GET", PATH);
        assert_eq!(body(&list), json!({"items": [], "total": 0}));
        assert_eq!(code(&browser.call("GET", ONE)), "rule-not-found");
        assert_eq!(asked(&browser), 0);
    }
}

#[test]
fn a_rule_needs_the_scopes_of_what_it_watches() {
    let mut browser = driver(&[("SCOPES", "openid profile data:telemetry")]);
    assert_eq!(send(&mut browser, CHANGES[0], &[]).status(), 201);
    let home = r#"{"name":"Home","when":{"any":[{"is":"moving"},{"is":"enters","latitude":48.85,"longitude":2.35,"radiusKm":1}]}}"#;
    for (method, path) in [("POST", PATH), ("PUT", ONE)] {
        let answer = send(&mut browser, (method, path, home), &[]);
        assert_eq!(code(&answer), "consent-missing", "{method}");
    }
    assert_eq!(asked(&browser), 1);
    // Where somebody lives is in no log.
    let log = browser.world.log();
    assert!(log.contains("data:position") && !log.contains("48.85"));
}
