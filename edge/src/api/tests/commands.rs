//! Commands from the front end's side: what is refused for what, and that nothing of it reaches the
//! driver's object.

pub(super) mod callers;

use serde_json::{Value, json};
use shared::problem::Code;

use crate::driver::DriverName;
use crate::driver::message::{Message, Reply};
use crate::objects::Unreachable;
use crate::respond::Response;
use crate::settings::tests::{ACTING, read};
use crate::testing::{Browser, acting, served, token_of, tokens};

const NOW: u64 = 1_795_000_000;
const PATH: &str = "/api/v1/vehicles/0a/commands";
const LOGIN: &str = "/auth/login?brand=peugeot";
const LOCK: &str = r#"{"type":"lock"}"#;
const UNLOCK: &str = r#"{"type":"unlock"}"#;
/// What a page of ours sends beside its cookie.
const HEADERS: &[(&str, &str)] = &[
    ("x-kerbside", "1"),
    ("origin", "https://edge.test"),
    ("content-type", "application/json"),
    ("idempotency-key", "0123456789abcdef"),
];

/// A driver whose object takes every command.
fn driver(changes: &[(&str, &str)]) -> Browser {
    let mut browser = Browser::new(&acting(changes));
    browser.log_in_as(LOGIN, "AP-1", Some(NOW));
    assert_eq!(browser.accounts().len(), 1);
    browser.world.drivers.answer(|envelope| {
        Ok(match &envelope.message {
            Message::List { .. } => Reply::Commands(vec![locked()]),
            Message::Send { command: sent, .. } => Reply::Command(command(sent)),
            _ => Reply::Command(locked()),
        })
    });
    browser
}

fn command(request: &Value) -> Value {
    json!({
        "id": "c1",
        "vehicleId": "0a",
        "type": request["type"],
        "request": request,
        "state": "accepted",
        "done": false,
        "history": [{"state": "sending", "at": "2026-11-18T12:26:40Z"}],
        "createdAt": "2026-11-18T12:26:40Z",
        "updatedAt": "2026-11-18T12:26:40Z",
    })
}

fn locked() -> Value {
    command(&json!({"type": "lock"}))
}

/// A command that a page of ours sends, some headers changed; an empty one is left out.
fn send(browser: &mut Browser, changes: &[(&'static str, &str)], body: &str) -> Response {
    let mut headers = HEADERS.to_vec();
    headers.retain(|(name, _)| changes.iter().all(|(changed, _)| changed != name));
    headers.extend(changes.iter().filter(|(_, value)| !value.is_empty()));
    browser.send("POST", PATH, &headers, body)
}

fn code(response: &Response) -> String {
    let body: Value = serde_json::from_slice(response.body()).unwrap();
    body["code"].as_str().unwrap_or("none").to_owned()
}

fn body(response: &Response) -> Value {
    serde_json::from_slice(response.body()).unwrap()
}

fn asked(browser: &Browser) -> usize {
    browser.world.drivers.asked.borrow().len()
}

#[test]
fn a_command_goes_to_the_drivers_object_and_is_answered_with_its_place() {
    let mut browser = driver(&[]);
    let answer = send(&mut browser, &[], r#" {"on":true, "type":"horn"} "#);
    assert_eq!(answer.status(), 202);
    assert_eq!(answer.headers()["location"], format!("{PATH}/c1"));
    assert_eq!(body(&answer), command(&json!({"type": "horn", "on": true})));
    let asked = browser.world.drivers.asked.borrow();
    let (name, envelope) = &asked[0];
    assert_eq!(*name, DriverName::new("clientsB2CPeugeot", "AP-1"));
    assert_eq!(token_of(envelope).as_deref(), Some("access-1"));
    assert_eq!(envelope.act.realm, "clientsB2CPeugeot");
    assert_eq!(envelope.act.ends_at, NOW + 180 * 86_400);
    assert_eq!(envelope.act.session.len(), 43);
    let request_id = answer.headers()["x-request-id"].to_str().unwrap();
    assert_eq!(envelope.request_id, request_id);
    let message = Message::Send {
        vehicle: "0a".to_owned(),
        key: "0123456789abcdef".to_owned(),
        command: json!({"type": "horn", "on": true}),
    };
    assert_eq!(envelope.message, message);
    assert_eq!(asked.len(), 1);
}

#[test]
fn what_became_of_commands_is_asked_of_the_object() {
    let mut browser = driver(&[]);
    let list = browser.call("GET", PATH);
    assert_eq!(body(&list), json!({"items": [locked()], "total": 1}));
    let slot = browser.accounts()[0].rsplit('-').next().unwrap().to_owned();
    let one = browser.call(
        "GET",
        &format!("/api/v1/accounts/{slot}/vehicles/0a/commands/c1"),
    );
    assert_eq!(body(&one), locked());
    let asked = browser.world.drivers.asked.borrow();
    let (vehicle, id) = ("0a".to_owned(), "c1".to_owned());
    assert_eq!(asked[1].1.message, Message::One { vehicle, id });
}

#[test]
fn each_bad_command_has_its_own_problem_and_asks_nobody() {
    let mut browser = driver(&[("ACTIONS", "lock climate navigation charging")]);

    let invalid = Code::InvalidBody;
    for (changes, text, problem) in [
        (
            &[("content-type", "text/plain")][..],
            LOCK,
            Code::UnsupportedMediaType,
        ),
        (&[("content-type", "")], LOCK, Code::UnsupportedMediaType),
        (
            &[("idempotency-key", "")],
            LOCK,
            Code::IdempotencyKeyMissing,
        ),
        (
            &[("idempotency-key", "short")],
            LOCK,
            Code::IdempotencyKeyMissing,
        ),
        (&[], "", invalid),
        (&[], "[]", invalid),
        (&[], "lock", invalid),
        (&[], r#"{"type":"toggle"}"#, invalid),
        (&[], r#"{"type":"lock","force":true}"#, invalid),
        (&[], r#"[{"type":"lock"},{"type":"unlock"}]"#, invalid),
        (&[], r#"{"type":"lock","type":"unlock"}"#, invalid),
        (&[], r#"{"type":"climate","on":"yes"}"#, invalid),
        (&[], r#"{"type":"climate"}"#, invalid),
        (
            &[],
            r#"{"type":"climate-programs","programs":[{"slot":1,"remove":true},{"slot":1,"remove":true}]}"#,
            invalid,
        ),
        (&[], r#"{"type":"charging-preferences"}"#, invalid),
        (
            &[],
            r#"{"type":"navigation","points":[{"latitude":91,"longitude":0}]}"#,
            invalid,
        ),
        (&[], UNLOCK, Code::ActionNotAllowed),
        (&[], r#"{"type":"horn","on":true}"#, Code::ActionNotAllowed),
        (&[], r#"{"type":"wake-up"}"#, Code::ActionNotAllowed),
    ] {
        let answer = send(&mut browser, changes, text);
        assert_eq!(code(&answer), problem.slug(), "{changes:?} {text}");

        assert_eq!(asked(&browser), 0, "{text}");
    }

    let query = browser.send("POST", &format!("{PATH}?x=1"), HEADERS, LOCK);
    assert_eq!(code(&query), "invalid-parameter");
    assert_eq!(asked(&browser), 0);
    assert!(browser.world.log().contains("action-not-allowed"));
    for method in ["PUT", "PATCH", "DELETE"] {
        let refused = browser.call(method, PATH);
        assert_eq!(refused.headers()["allow"], "GET, HEAD, POST");
    }
    let one = browser.send("POST", &format!("{PATH}/c1"), HEADERS, LOCK);
    assert_eq!(one.headers()["allow"], "GET, HEAD");
    let raw = "/api/v1/raw/user/vehicles/0a/callbacks/0b/remotes";
    assert_eq!(browser.send("POST", raw, HEADERS, LOCK).status(), 405);
    assert_eq!(asked(&browser), 0);
}

#[test]
fn where_nothing_is_switched_on_nothing_is_sent_and_no_object_is_asked() {
    let mut browser = driver(&[("ACTIONS", "")]);
    assert_eq!(code(&send(&mut browser, &[], LOCK)), "action-not-allowed");
    assert_eq!(
        body(&browser.call("GET", PATH)),
        json!({"items": [], "total": 0})
    );
    let one = browser.call("GET", &format!("{PATH}/c1"));
    assert_eq!(code(&one), "command-not-found");
    assert_eq!(asked(&browser), 0);
}

#[test]
fn a_login_that_does_not_say_who_it_is_of_needs_a_fresh_one() {
    let mut browser = Browser::new(&crate::testing::World::new(crate::testing::all_is_well));
    browser.log_in(shared::brand::Brand::Peugeot);
    browser.world.deploy(read(ACTING).unwrap());
    for answer in [send(&mut browser, &[], LOCK), browser.call("GET", PATH)] {
        assert_eq!(code(&answer), "fresh-login-required");
        let url = "https://edge.test/auth/login?brand=peugeot&max_age=60";
        assert_eq!(body(&answer)["loginUrl"], url);
    }
    assert_eq!(asked(&browser), 0);
    // Nobody is logged out by it.
    assert_eq!(browser.accounts().len(), 1);
}

#[test]
fn a_car_is_unlocked_while_the_proof_of_who_the_driver_is_is_fresh() {
    let mut browser = driver(&[("UNLOCK_MAX_AUTH_AGE", "600")]);
    browser.world.now.set(NOW + 600);
    assert_eq!(send(&mut browser, &[], UNLOCK).status(), 202);
    browser.world.now.set(NOW + 601);
    let refused = send(&mut browser, &[], UNLOCK);
    assert_eq!(code(&refused), "fresh-login-required");
    assert_eq!(asked(&browser), 1);
    // Locking needs none.
    assert_eq!(send(&mut browser, &[], LOCK).status(), 202);
    // Having been here lately is no proof, and what was not told is none either.
    browser.call("GET", "/api/v1/user");
    assert_eq!(
        code(&send(&mut browser, &[], UNLOCK)),
        "fresh-login-required"
    );
    let target = body(&refused)["loginUrl"].as_str().unwrap().to_owned();
    let target = target.strip_prefix("https://edge.test").unwrap();
    browser.log_in_as(target, "AP-1", Some(NOW + 601));
    browser.call("GET", "/auth/session");
    assert_eq!(send(&mut browser, &[], UNLOCK).status(), 202);
    let mut silent = Browser::new(&browser.world);
    silent.log_in_as(LOGIN, "AP-2", None);
    assert_eq!(
        code(&send(&mut silent, &[], UNLOCK)),
        "fresh-login-required"
    );
}

#[test]
fn a_scope_that_drivers_are_not_asked_for_is_a_consent_that_is_missing() {
    let mut browser = driver(&[("SCOPES", "openid profile remote:door:write")]);
    assert_eq!(send(&mut browser, &[], LOCK).status(), 202);
    let climate = send(&mut browser, &[], r#"{"type":"climate","on":true}"#);
    assert_eq!(code(&climate), "consent-missing");
    assert_eq!(asked(&browser), 1);
}

#[test]
fn a_token_that_is_not_taken_is_replaced_and_the_command_asked_for_once_more() {
    for refusals in [1, 2] {
        let mut browser = driver(&[]);
        let left = std::cell::Cell::new(refusals);
        browser.world.serve(|_| tokens("access-2"));
        browser.world.drivers.answer(move |_| {
            Ok(match left.replace(left.get() - 1) {
                0 => Reply::Command(locked()),
                _ => Reply::TokenRefused,
            })
        });
        let answer = send(&mut browser, &[], LOCK);
        let asked = browser.world.drivers.asked.borrow();
        let tokens: Vec<_> = asked
            .iter()
            .filter_map(|(_, envelope)| token_of(envelope))
            .collect();
        assert_eq!(tokens, ["access-1", "access-2"]);
        assert_eq!(asked[0].1.message, asked[1].1.message);
        match refusals {
            1 => assert_eq!(answer.status(), 202),
            _ => assert_eq!(code(&answer), "token-refused"),
        }
    }
}

#[test]
fn where_a_message_went_unanswered_nobody_says_that_nothing_was_sent() {
    for unanswered in [0, 1] {
        let mut browser = driver(&[]);
        let left = std::cell::Cell::new(unanswered);
        // No new token is to be had.
        browser.world.serve(|_| served(503, &[], ""));
        browser.world.drivers.answer(move |_| match left.get() {
            0 => Ok(Reply::TokenRefused),
            _ => Err(Unreachable(left.replace(0).to_string())),
        });
        let answer = send(&mut browser, &[], LOCK);
        let expected = ["login-unavailable", "internal"][unanswered];
        assert_eq!(code(&answer), expected);
    }
}

#[test]
fn the_session_is_asked_for_every_command_however_lately_it_was() {
    let mut browser = driver(&[("TOKEN_MEMORY_SECONDS", "5")]);
    browser.call("GET", "/api/v1/user");
    let before = browser.world.asked.get();
    browser.call("GET", "/api/v1/user");
    assert_eq!(browser.world.asked.get(), before, "a read is remembered");
    assert_eq!(send(&mut browser, &[], LOCK).status(), 202);
    assert_eq!(browser.world.asked.get(), before + 1);
    browser.call("POST", "/auth/logout");
    assert_eq!(code(&send(&mut browser, &[], LOCK)), "not-logged-in");
}

#[test]
fn what_the_object_refuses_is_answered_and_what_it_cannot_say_is_asked_twice() {
    let mut browser = driver(&[]);
    browser.world.drivers.answer(|_| {
        Ok(Reply::Refused {
            code: Code::TooManyCommands,
            retry_after: Some(540),
            detail: Some("ten commands in ten minutes".to_owned()),
        })
    });
    let refused = send(&mut browser, &[], LOCK);
    assert_eq!(refused.status(), 429);
    assert_eq!(refused.headers()["retry-after"], "540");
    assert_eq!(body(&refused)["detail"], "ten commands in ten minutes");
    browser.world.drivers.asked.take();
    let silent = std::cell::Cell::new(true);
    browser
        .world
        .drivers
        .answer(move |_| match silent.replace(false) {
            true => Err(Unreachable("overloaded".to_owned())),
            false => Ok(Reply::Command(locked())),
        });
    assert_eq!(send(&mut browser, &[], LOCK).status(), 202);
    browser
        .world
        .drivers
        .answer(|_| Err(Unreachable("overloaded".to_owned())));
    assert_eq!(code(&send(&mut browser, &[], LOCK)), "internal");
    for reply in [Reply::Done, Reply::Commands(Vec::new())] {
        browser.world.drivers.answer(move |_| Ok(reply.clone()));
        assert_eq!(code(&send(&mut browser, &[], LOCK)), "internal");
    }
}

#[test]
fn what_can_be_done_with_a_car_is_told_with_who_says_no() {
    let mut browser = driver(&[
        ("ACTIONS", "lock horn climate charging"),
        (
            "SCOPES",
            "openid remote:door:write remote:preconditioning:write remote:charging:write",
        ),
    ]);
    browser.world.serve(|request| {
        assert_eq!(request.uri().query(), Some("extension=onboardCapabilities"));
        served(
            200,
            &[("relay-answer", "upstream")],
            r#"{"id":"0a","_embedded":{"extension":{"onboardCapabilities":{"remote":{
                "preconditioning":{"supported":true,"parameters":{"programs":{"size":4},"immediate":false}},
                "charging":{"supported":true,"parameters":{
                    "immediate":{"start":true,"stop":false},
                    "preferences":{"level":true,"type":false}}}
            }}}}}"#,
        )
    });
    let answer = body(&browser.call("GET", "/api/v1/vehicles/0a/actions"));
    let rows = answer["actions"].as_array().unwrap();
    let told = |name: &str| rows.iter().find(|row| row["type"] == name).unwrap();
    assert_eq!(rows.len(), shared::command::TYPES.len());
    let lock = json!({"type": "lock", "action": "lock", "available": true});
    assert_eq!(*told("lock"), lock);
    assert_eq!(told("climate-programs")["programSlots"], 4);
    for (name, why) in [
        ("unlock", "owner"),
        ("horn", "consent"),
        ("climate", "vehicle"),
    ] {
        let row = told(name);
        assert_eq!(
            (&row["available"], &row["why"]),
            (&json!(false), &json!(why)),
            "{name}"
        );
    }
    for (name, without) in [
        ("charging", json!(["on=false"])),
        ("charging-preferences", json!(["limit"])),
        ("charging-schedule", Value::Null),
        ("climate-programs", Value::Null),
    ] {
        let row = told(name);
        assert_eq!(
            (&row["available"], &row["without"]),
            (&json!(true), &without),
            "{name}"
        );
    }
    let nobodys = json!({"available": false, "why": "owner"});
    assert_eq!(answer["rules"], nobodys);
    assert_eq!(asked(&browser), 0);
}

#[test]
fn who_may_make_rules_is_told_beside_the_commands() {
    let own = driver(&[]);
    let car = r#"{"id":"0a"}"#;
    own.world
        .serve(move |_| served(200, &[("relay-answer", "upstream")], car));
    let path = "/api/v1/vehicles/0a/actions";
    for (client, rules) in [
        ("phone", json!({"available": false, "why": "client"})),
        ("watch", json!({"available": true})),
    ] {
        let bearer = callers::bearer_of(&own, client);
        let mut app = Browser::new(&own.world);
        let headers = [("authorization", bearer.as_str())];
        assert_eq!(
            body(&app.ask("GET", path, &headers))["rules"],
            rules,
            "{client}"
        );
    }
}
