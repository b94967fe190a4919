//! Events from the front end's side: who may connect, by what, and what goes to the driver's object.

use http::header::SET_COOKIE;
use serde_json::{Value, json};
use shared::problem::Code;

use crate::caller::{bearer, page_cookie};
use crate::driver::DriverName;
use crate::driver::message::{Message, Reply};
use crate::respond::Response;
use crate::seal::Purpose;
use crate::session::handle::Handle;
use crate::testing::{Browser, Outside, acting, served};

const NOW: u64 = 1_795_000_000;
const LOGIN: &str = "/auth/login?brand=peugeot";
const PATH: &str = "/api/v1/events";
const TICKETS: &str = "/api/v1/events/tickets";
const UPSTREAM: &[(&str, &str)] = &[("relay-answer", "upstream")];

fn ticket() -> String {
    format!("{}.AAECAwQFBgcICQoLDA0ODw", "0d".repeat(32))
}

/// A driver whose object answers everything.
fn driver(changes: &[(&str, &str)]) -> Browser {
    let mut browser = Browser::new(&acting(changes));
    browser.log_in_as(LOGIN, "AP-1", Some(NOW));
    browser.world.drivers.answer(|envelope| {
        Ok(match &envelope.message {
            Message::Ticket { .. } => Reply::Ticket(ticket()),
            Message::Events { .. } => Reply::Feed(json!({"events": [], "last": 7, "reset": false})),
            _ => Reply::Done,
        })
    });
    *browser.world.drivers.to_connecting.borrow_mut() = Some(Reply::Done);
    browser
}

fn body(response: &Response) -> Value {
    serde_json::from_slice(response.body()).unwrap()
}

fn code(response: &Response) -> String {
    let body: Value = serde_json::from_slice(response.body()).unwrap_or_default();
    body["code"].as_str().unwrap_or("none").to_owned()
}

fn messages(browser: &Browser) -> Vec<Message> {
    let asked = browser.world.drivers.asked.borrow();
    asked
        .iter()
        .map(|(_, asked)| asked.message.clone())
        .collect()
}

fn handle(browser: &Browser) -> Handle {
    let (name, value) = browser.cookies.iter().next().unwrap();
    let keys = browser.world.settings().seal_keys;
    Handle::open(&keys, Purpose::Account, name, value).unwrap()
}

fn bearer_of(browser: &Browser, client: &str) -> String {
    let source = Outside(std::rc::Rc::clone(&browser.world));
    let settings = browser.world.settings();
    let bearer = bearer::seal(&handle(browser), client, &settings, &source);
    format!("Bearer {}", bearer.unwrap())
}

/// What a browser sends to connect.
fn connect(browser: &mut Browser, origin: &str, protocols: &str, query: &str) -> Response {
    let mut headers = vec![("upgrade", "WebSocket"), ("sec-fetch-site", "cross-site")];
    if !origin.is_empty() {
        headers.push(("origin", origin));
    }
    if !protocols.is_empty() {
        headers.push(("sec-websocket-protocol", protocols));
    }
    browser.ask("GET", &format!("{PATH}{query}"), &headers)
}

#[test]
fn a_page_asks_what_has_happened_and_gets_a_ticket() {
    let mut browser = driver(&[]);
    let feed = browser.call("GET", &format!("{PATH}?after=5"));
    assert_eq!(
        body(&feed),
        json!({"events": [], "last": 7, "reset": false})
    );
    let answer = browser.call("POST", TICKETS);
    assert_eq!(answer.status(), 201);
    let given = json!({
        "ticket": ticket(),
        "expiresAt": "2026-11-18T11:07:10Z",
        "url": "wss://edge.test/api/v1/events",
    });
    assert_eq!(body(&answer), given);
    let slot = browser.accounts()[0].rsplit('-').next().unwrap().to_owned();
    browser.call("POST", &format!("/api/v1/accounts/{slot}/events/tickets"));
    let sees = || "*".to_owned();
    let events = Message::Events {
        after: Some(5),
        sees: sees(),
    };
    let ticket = || Message::Ticket { sees: sees() };
    assert_eq!(messages(&browser), [events, ticket(), ticket()]);
    let asked = browser.world.drivers.asked.borrow();
    let name = DriverName::new("clientsB2CPeugeot", "AP-1");
    assert!(asked.iter().all(|(driver, _)| *driver == name));
}

#[test]
fn what_is_asked_for_in_another_form_reaches_no_object() {
    let mut browser = driver(&[]);
    for target in [
        "/api/v1/events?after=-1",
        "/api/v1/events?after=",
        "/api/v1/events?after=1&after=2",
        "/api/v1/events?since=1",
    ] {
        assert_eq!(
            code(&browser.call("GET", target)),
            "invalid-parameter",
            "{target}"
        );
    }
    let answer = browser.call("POST", &format!("{TICKETS}?x=1"));
    assert_eq!(code(&answer), "invalid-parameter");
    assert_eq!(
        code(&browser.ask("POST", TICKETS, &[])),
        "csrf-header-missing"
    );
    assert_eq!(code(&browser.ask("GET", PATH, &[])), "csrf-header-missing");
    assert!(messages(&browser).is_empty());
    let mut stranger = Browser::new(&browser.world);
    assert_eq!(code(&stranger.call("POST", TICKETS)), "not-logged-in");
}

/// A login of a service that does not ask who the driver is.
fn without_driver() -> Browser {
    let mut browser = Browser::new(&acting(&[("ACTIONS", "")]));
    browser.world.deploy(crate::testing::settings());
    browser.log_in(shared::brand::Brand::Peugeot);
    browser
}

#[test]
fn a_login_that_does_not_know_its_driver_is_to_be_made_anew() {
    let mut browser = without_driver();
    let asking = crate::settings::tests::read(&[("SCOPES", "openid profile")]);
    browser.world.deploy(asking.unwrap());
    for (method, path) in [("POST", TICKETS), ("GET", PATH)] {
        let answer = browser.call(method, path);
        assert_eq!(code(&answer), "fresh-login-required", "{path}");
    }
}

#[test]
fn no_login_is_asked_for_where_none_would_tell_who_the_driver_is() {
    let mut browser = without_driver();
    for (method, path) in [("POST", TICKETS), ("GET", PATH)] {
        let answer = browser.call(method, path);
        assert_eq!(code(&answer), "consent-missing", "{path}");
        assert!(body(&answer)["loginUrl"].is_null());
    }
    assert!(browser.world.log().contains("SCOPES has no openid"));
}

#[test]
fn events_are_there_without_commands_too() {
    let mut browser = driver(&[("ACTIONS", "")]);
    assert_eq!(browser.call("POST", TICKETS).status(), 201);
    assert_eq!(browser.call("GET", PATH).status(), 200);
}

#[test]
fn a_page_connects_by_its_ticket_and_its_origin_and_no_cookie_counts() {
    let browser = driver(&[]);
    let mut page = Browser::new(&browser.world);
    let named = format!("kerbside-live-v1, kerbside-ticket.{}", ticket());
    let (_, only) = named.split_once(", ").unwrap();
    for (origin, protocols, refused) in [
        ("https://edge.test", named.as_str(), None),
        ("https://front.test", &named, None),
        ("https://other.test", &named, None),
        ("", &named, None),
        ("https://evil.test", &named, Some(Code::OriginNotAllowed)),
        ("null", &named, Some(Code::OriginNotAllowed)),
        ("https://edge.test", "", Some(Code::TicketInvalid)),
        (
            "https://edge.test",
            "kerbside-live-v1",
            Some(Code::TicketInvalid),
        ),
        ("https://edge.test", only, Some(Code::TicketInvalid)),
        (
            "https://edge.test",
            "kerbside-live-v1, kerbside-ticket.0d.AA",
            Some(Code::TicketInvalid),
        ),
    ] {
        let before = browser.world.drivers.connected.borrow().len();
        let answer = connect(&mut page, origin, protocols, "?after=124");
        let connected = browser.world.drivers.connected.borrow();
        assert_eq!(
            connected.len() - before,
            usize::from(refused.is_none()),
            "{origin} {protocols}"
        );
        match refused {
            Some(problem) => assert_eq!(code(&answer), problem.slug(), "{origin} {protocols}"),
            None => {
                assert_eq!(answer.status(), 101, "{origin}");
                let protocol = &answer.headers()["sec-websocket-protocol"];
                assert_eq!(protocol, "kerbside-live-v1");
                let (object, connect) = connected.last().unwrap();
                assert_eq!(*object, "0d".repeat(32));
                assert_eq!(connect.secret, "AAECAwQFBgcICQoLDA0ODw");
                assert_eq!(connect.after, Some(124));
            }
        }
    }
    assert!(messages(&browser).is_empty());
    let mut logged_in = driver(&[]);
    let answer = connect(&mut logged_in, "https://edge.test", "", "");
    assert_eq!(code(&answer), "ticket-invalid", "with a cookie alone");
    let answer = connect(&mut page, "https://edge.test", &named, "?after=x");
    assert_eq!(code(&answer), "invalid-parameter");
    assert!(!browser.world.log().contains("AAECAwQFBgcICQoLDA0ODw"));
}

#[test]
fn an_object_says_why_nobody_is_connected() {
    let browser = driver(&[]);
    let named = format!("kerbside-live-v1, kerbside-ticket.{}", ticket());
    let refusal = |code| Reply::Refused {
        code,
        retry_after: None,
        detail: None,
    };
    for (reply, found) in [
        (Some(refusal(Code::TicketInvalid)), "ticket-invalid"),
        (Some(refusal(Code::NotLoggedIn)), "not-logged-in"),
        (None, "internal"),
        (Some(Reply::TokenRefused), "token-refused"),
    ] {
        *browser.world.drivers.to_connecting.borrow_mut() = reply;
        let mut page = Browser::new(&browser.world);
        // The description has no answer that no object gives.
        let headers = [
            ("upgrade", "websocket"),
            ("sec-websocket-protocol", named.as_str()),
        ];
        match found {
            "token-refused" => {}
            found => assert_eq!(code(&page.ask("GET", PATH, &headers)), found),
        }
    }
}

#[test]
fn an_app_connects_by_its_bearer_and_sees_what_it_may_send() {
    let browser = driver(&[]);
    let mut app = Browser::new(&browser.world);
    let bearer = bearer_of(&browser, "phone");
    let headers = [("upgrade", "websocket"), ("authorization", bearer.as_str())];
    let answer = app.ask("GET", PATH, &headers);
    assert_eq!(answer.status(), 101);
    assert!(!answer.headers().contains_key("sec-websocket-protocol"));
    let sees = "lock unlock".to_owned();
    assert_eq!(messages(&browser), [Message::Ticket { sees: sees.clone() }]);
    assert_eq!(browser.world.drivers.connected.borrow().len(), 1);
    let feed = app.ask("GET", PATH, &headers[1..]);
    assert_eq!(feed.status(), 200);
    let after = None;
    assert_eq!(messages(&browser)[1], Message::Events { after, sees });
    let wrong = [
        ("upgrade", "websocket"),
        ("authorization", "Bearer phone.x"),
    ];
    assert_eq!(code(&app.ask("GET", PATH, &wrong)), "not-logged-in");
    let both = [
        headers[0],
        headers[1],
        ("cookie", "__Host-Http-ks-abcd2345=x"),
    ];
    assert_eq!(code(&app.ask("GET", PATH, &both)), "cookie-and-bearer");
}

#[test]
fn a_page_of_another_site_sees_what_it_may_send() {
    let browser = driver(&[]);
    let source = Outside(std::rc::Rc::clone(&browser.world));
    for (origin, words) in [
        ("https://other.test", "lock unlock"),
        ("https://third.test", ""),
    ] {
        let parsed = origin.parse().unwrap();
        let settings = browser.world.settings();
        let cookie = page_cookie::seal(&handle(&browser), &parsed, &settings, &source).unwrap();
        let mut answer = crate::respond::no_content();
        answer
            .headers_mut()
            .insert(SET_COOKIE, cookie.set.parse().unwrap());
        let mut page = Browser::new(&browser.world);
        page.keep_cookies(&answer);
        let answer = page.ask("POST", TICKETS, &[("x-kerbside", "1"), ("origin", origin)]);
        assert_eq!(answer.status(), 201, "{origin}");
        let sees = words.to_owned();
        assert_eq!(messages(&browser).pop(), Some(Message::Ticket { sees }));
    }
}

#[test]
fn a_page_of_the_site_that_may_send_nothing_sees_all_but_rules() {
    let mut listed = driver(&[("ACTION_ORIGINS", "")]);
    let headers = [("x-kerbside", "1"), ("origin", "https://front.test")];
    assert_eq!(listed.ask("POST", TICKETS, &headers).status(), 201);
    let Some(Message::Ticket { sees }) = messages(&listed).pop() else {
        panic!("no ticket was asked for");
    };
    let words: Vec<&str> = sees.split(' ').collect();
    let all = shared::command::Action::ALL.map(|action| action.word());
    let wanted = all.into_iter().filter(|word| *word != "rules");
    assert_eq!(words, wanted.collect::<Vec<_>>());
}

#[test]
fn who_reads_a_newer_status_has_the_others_told() {
    let mut browser = driver(&[]);
    let mut read = |seconds: u64, path: &str| {
        browser.world.serve(move |request| {
            let time = format!("2026-11-18T11:06:{seconds:02}Z");
            let body = match request.uri().path().ends_with("/status") {
                true => format!(r#"{{"lastPosition":{{}},"odometer":{{"createdAt":"{time}","mileage":{seconds}}}}}"#),
                false => r#"{"total":1,"_embedded":{"vehicles":[{"id":"0a"}]}}"#.to_owned(),
            };
            served(200, UPSTREAM, &body)
        });
        browser.world.now.set(browser.world.now.get() + 60);
        assert_eq!(browser.call("GET", path).status(), 200);
        let told = browser.world.drivers.told.take();
        let told = told.into_iter().map(|(_, told)| match told.message {
            Message::Noticed {
                vehicle,
                updated_at,
            } => (vehicle, updated_at),
            other => panic!("{other:?}"),
        });
        told.collect::<Vec<_>>()
    };
    let status = "/api/v1/vehicles/0a/status";
    // Of the first nobody can show an older one.
    assert_eq!(read(10, status), []);
    assert_eq!(read(10, status), []);
    let newer = |at: &str| [("0a".to_owned(), at.to_owned())];
    assert_eq!(read(11, status), newer("2026-11-18T11:06:11Z"));
    assert_eq!(read(9, status), []);
    assert_eq!(
        read(12, "/api/v1/vehicles?include=status"),
        newer("2026-11-18T11:06:12Z")
    );
    assert_eq!(read(12, "/api/v1/vehicles/0a/position"), []);
}

#[test]
fn where_no_states_are_kept_or_no_driver_is_known_nobody_is_told() {
    let mut unknown = Browser::new(&acting(&[]));
    unknown.world.deploy(crate::testing::settings());
    unknown.log_in(shared::brand::Brand::Peugeot);
    for mut browser in [driver(&[("LAST_STATE", "off")]), unknown] {
        for seconds in [10, 20] {
            browser.world.serve(move |_| {
                let time = format!("2026-11-18T11:06:{seconds}Z");
                let body = format!(r#"{{"odometer":{{"createdAt":"{time}","mileage":1}}}}"#);
                served(200, UPSTREAM, &body)
            });
            let answer = browser.call("GET", "/api/v1/vehicles/0a/status");
            assert_eq!(answer.status(), 200);
        }
        assert!(browser.world.drivers.told.borrow().is_empty());
    }
}
