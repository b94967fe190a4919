//! The consent from the front end's side: who may give and withdraw it, and what goes to the driver's
//! object.

use serde_json::{Value, json};

use super::commands::callers::{bearer_of, page_of};
use crate::driver::message::{Message, Reply};
use crate::respond::Response;
use crate::testing::{Browser, acting};

const NOW: u64 = 1_795_000_000;
const PATH: &str = "/api/v1/events/forwarding";
const OWN: (&str, &str) = ("origin", "https://edge.test");
const ON: &[(&str, &str)] = &[
    ("EVENTS_URL", "https://events.test:8443/secret-path"),
    ("EVENTS_KEY", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
];

/// A driver whose object notes the consent.
fn driver(changes: &[(&str, &str)]) -> Browser {
    let mut browser = Browser::new(&acting(changes));
    browser.log_in_as("/auth/login?brand=peugeot", "AP-1", Some(NOW));
    browser.world.drivers.answer(|envelope| {
        Ok(match &envelope.message {
            Message::Forwarding { on, .. } => Reply::Forwarding(on.unwrap_or(false)),
            _ => Reply::Done,
        })
    });
    browser
}

fn body(response: &Response) -> Value {
    serde_json::from_slice(response.body()).unwrap()
}

fn put(browser: &mut Browser, headers: &[(&'static str, &str)], body: &str) -> Response {
    let mut all = vec![("x-kerbside", "1"), ("content-type", "application/json")];
    all.retain(|(name, _)| headers.iter().all(|(other, _)| other != name));
    all.extend(headers.iter().filter(|(_, value)| !value.is_empty()));
    browser.send("PUT", PATH, &all, body)
}

/// The consents that reached the object.
fn wanted(browser: &Browser) -> Vec<Option<bool>> {
    let asked = browser.world.drivers.asked.borrow();
    let messages = asked.iter().map(|(_, envelope)| &envelope.message);
    messages
        .filter_map(|message| match message {
            Message::Forwarding { on, .. } => Some(*on),
            _ => None,
        })
        .collect()
}

#[test]
fn a_driver_agrees_and_withdraws_on_the_services_own_page() {
    let mut browser = driver(ON);
    let shown = |on: bool| json!({"available": true, "on": on, "to": "events.test:8443"});
    assert_eq!(body(&browser.call("GET", PATH)), shown(false));
    let answer = put(&mut browser, &[OWN], r#"{"on":true}"#);
    assert_eq!(
        (answer.status().as_u16(), body(&answer)),
        (200, shown(true))
    );
    let answer = put(&mut browser, &[OWN], r#"{"on":false}"#);
    assert_eq!(body(&answer), shown(false));
    let slot = browser.accounts()[0].rsplit('-').next().unwrap().to_owned();
    let below = format!("/api/v1/accounts/{slot}/events/forwarding");
    assert_eq!(body(&browser.call("GET", &below)), shown(false));
    assert_eq!(wanted(&browser), [None, Some(true), Some(false), None]);
}

#[test]
fn the_server_that_the_driver_was_shown_goes_along() {
    let mut browser = driver(ON);
    let text = r#"{"on":true,"to":"events.test:8443"}"#;
    assert_eq!(put(&mut browser, &[OWN], text).status(), 200);
    let asked = browser.world.drivers.asked.borrow();
    let (_, envelope) = asked.last().unwrap();
    let message = Message::Forwarding {
        on: Some(true),
        to: Some("events.test:8443".to_owned()),
    };
    assert_eq!(envelope.message, message);
}

#[test]
fn who_may_not_ask_the_driver_may_withdraw_and_not_agree() {
    let mut browser = driver(ON);
    for (origin, code) in [
        ("", "origin-not-allowed"),
        ("https://evil.test", "origin-not-allowed"),
    ] {
        for text in [r#"{"on":true}"#, r#"{"on":false}"#] {
            let refused = put(&mut browser, &[("origin", origin)], text);
            assert_eq!(body(&refused)["code"], code, "{origin}");
        }
    }
    let refused = put(&mut browser, &[OWN, ("x-kerbside", "")], r#"{"on":true}"#);
    assert_eq!(body(&refused)["code"], "csrf-header-missing");
    assert_eq!(wanted(&browser), []);
    // One of ACTION_ORIGINS is as good as an own one.
    let listed = ("origin", "https://front.test");
    assert_eq!(put(&mut browser, &[listed], r#"{"on":true}"#).status(), 200);

    let bearer = bearer_of(&browser, "phone");
    let app = [("authorization", bearer.as_str()), ("x-kerbside", "")];
    let mut phone = Browser::new(&browser.world);
    let refused = put(&mut phone, &app, r#"{"on":true}"#);
    assert_eq!(body(&refused)["code"], "action-not-allowed");
    assert_eq!(put(&mut phone, &app, r#"{"on":false}"#).status(), 200);
    let mut page = page_of(&browser, "https://other.test");
    let other = ("origin", "https://other.test");
    let refused = put(&mut page, &[other], r#"{"on":true}"#);
    assert_eq!(body(&refused)["code"], "action-not-allowed");
    assert_eq!(put(&mut page, &[other], r#"{"on":false}"#).status(), 200);
    assert_eq!(wanted(&browser), [Some(true), Some(false), Some(false)]);

    let mut reading = driver(&[ON, &[("ACTION_ORIGINS", "")]].concat());
    let refused = put(&mut reading, &[listed], r#"{"on":true}"#);
    assert_eq!(body(&refused)["code"], "action-not-allowed");
}

#[test]
fn where_there_is_no_server_that_is_said_and_nobody_agrees_to_one() {
    let mut browser = driver(&[]);
    let nothing = json!({"available": false, "on": false});
    assert_eq!(body(&browser.call("GET", PATH)), nothing);
    let refused = put(&mut browser, &[OWN], r#"{"on":true}"#);
    assert_eq!(body(&refused)["code"], "action-not-allowed");
    let answer = put(&mut browser, &[OWN], r#"{"on":false}"#);
    assert_eq!(body(&answer), nothing);
    assert_eq!(wanted(&browser), []);
}

#[test]
fn what_has_another_form_is_refused() {
    let mut browser = driver(ON);
    for text in [
        "",
        "true",
        "{}",
        r#"{"on":"true"}"#,
        r#"{"on":null}"#,
        r#"{"on":true,"to":null}"#,
        r#"{"on":true,"to":7}"#,
        r#"{"to":"events.test:8443"}"#,
        r#"{"on":true,"to":"events.test:8443","at":7}"#,
        r#"{"on":true,"on":false}"#,
    ] {
        let refused = put(&mut browser, &[OWN], text);
        assert_eq!(body(&refused)["code"], "invalid-body", "{text}");
    }
    let headers = [OWN, ("content-type", "text/plain")];
    let refused = put(&mut browser, &headers, r#"{"on":true}"#);
    assert_eq!(body(&refused)["code"], "unsupported-media-type");
    let unknown = browser.call("GET", &format!("{PATH}?on=true"));
    assert_eq!(body(&unknown)["code"], "invalid-parameter");
    assert_eq!(wanted(&browser), []);
}

#[test]
fn neither_address_nor_key_is_told_to_anyone() {
    let mut browser = driver(ON);
    let answer = put(&mut browser, &[OWN], r#"{"on":true}"#);
    let all = format!("{} {}", body(&answer), browser.world.log());
    for secret in ["secret-path", "whsec", "MfKQ"] {
        assert!(!all.contains(secret), "{secret}: {all}");
    }
}
