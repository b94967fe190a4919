//! Which pages and apps may send commands, and which preflights say so.

use http::header::SET_COOKIE;

use super::*;
use crate::caller::{bearer, page_cookie};
use crate::seal::Purpose;
use crate::session::handle::Handle;
use crate::testing::Outside;

fn handle(browser: &Browser) -> Handle {
    let (name, value) = browser.cookies.iter().next().unwrap();
    let keys = browser.world.settings().seal_keys;
    Handle::open(&keys, Purpose::Account, name, value).unwrap()
}

/// The bearer of a client for the browser's session.
pub(in crate::api::tests) fn bearer_of(browser: &Browser, client: &str) -> String {
    let source = Outside(std::rc::Rc::clone(&browser.world));
    let settings = browser.world.settings();
    let bearer = bearer::seal(&handle(browser), client, &settings, &source);
    format!("Bearer {}", bearer.unwrap())
}

/// The page of another site, with its cookie for the browser's session.
pub(in crate::api::tests) fn page_of(browser: &Browser, origin: &str) -> Browser {
    let source = Outside(std::rc::Rc::clone(&browser.world));
    let settings = browser.world.settings();
    let origin = origin.parse().unwrap();
    let cookie = page_cookie::seal(&handle(browser), &origin, &settings, &source).unwrap();
    let mut answer = crate::respond::no_content();
    let set = cookie.set.parse().unwrap();
    answer.headers_mut().insert(SET_COOKIE, set);
    let mut page = Browser::new(&browser.world);
    page.keep_cookies(&answer);
    page
}

#[test]
fn only_a_page_that_may_act_sends_a_command() {
    let mut browser = driver(&[]);
    for (origin, refused) in [
        ("https://edge.test", None),
        ("https://front.test", None),
        ("", Some(Code::OriginNotAllowed)),
        ("https://evil.test", Some(Code::OriginNotAllowed)),
        ("null", Some(Code::OriginNotAllowed)),
    ] {
        let before = asked(&browser);
        let answer = send(&mut browser, &[("origin", origin)], LOCK);
        match refused {
            None => assert_eq!(answer.status(), 202, "{origin}"),
            Some(problem) => assert_eq!(code(&answer), problem.slug(), "{origin}"),
        }
        let sent = usize::from(refused.is_none());
        assert_eq!(asked(&browser) - before, sent, "{origin}");
    }
    let header = send(&mut browser, &[("x-kerbside", "")], LOCK);
    assert_eq!(code(&header), "csrf-header-missing");
    let mut listed = driver(&[("ACTION_ORIGINS", "")]);
    let front = [("origin", "https://front.test")];
    // Before anything of its body is looked at.
    for text in [LOCK, "nonsense"] {
        let answer = send(&mut listed, &front, text);
        assert_eq!(code(&answer), "action-not-allowed");
    }
    assert_eq!(asked(&listed), 0);
    // It may still see what was sent.
    let mut headers = front.to_vec();
    headers.push(("x-kerbside", "1"));
    assert_eq!(listed.ask("GET", PATH, &headers).status(), 200);
}

#[test]
fn a_client_sends_what_its_registration_has_and_nothing_else() {
    let browser = driver(&[]);
    let horn = r#"{"type":"horn","on":true}"#;
    for (client, text, is_taken) in [
        ("phone", LOCK, true),
        ("phone", UNLOCK, true),
        ("phone", horn, false),
        ("tablet", LOCK, false),
    ] {
        let mut app = Browser::new(&browser.world);
        let bearer = bearer_of(&browser, client);
        let changes = [
            ("authorization", bearer.as_str()),
            ("x-kerbside", ""),
            ("origin", ""),
        ];
        let before = asked(&browser);
        let answer = send(&mut app, &changes, text);
        let found = if is_taken {
            "none"
        } else {
            "action-not-allowed"
        };
        assert_eq!(code(&answer), found, "{client} {text}");
        assert_eq!(asked(&browser) - before, usize::from(is_taken));
        let both = send(&mut app, &[("authorization", "Bearer phone.x")], text);
        assert_eq!(code(&both), "not-logged-in");
    }
    for (origin, text, is_taken) in [
        ("https://other.test", LOCK, true),
        ("https://other.test", horn, false),
        ("https://third.test", LOCK, false),
    ] {
        let mut page = page_of(&browser, origin);
        let answer = send(&mut page, &[("origin", origin)], text);
        let found = if is_taken {
            "none"
        } else {
            "action-not-allowed"
        };
        assert_eq!(code(&answer), found, "{origin} {text}");
    }
    let mut app = Browser::new(&browser.world);
    browser.world.now.set(NOW + 601);
    let bearer = bearer_of(&browser, "phone");
    let changes = [
        ("authorization", bearer.as_str()),
        ("x-kerbside", ""),
        ("origin", ""),
    ];
    let refused = send(&mut app, &changes, UNLOCK);
    assert_eq!(code(&refused), "fresh-login-required");
    // A client begins a login of its own.
    assert!(body(&refused).get("loginUrl").is_none());
}

#[test]
fn only_a_page_that_may_act_is_let_send_one_by_its_preflight() {
    let preflight = |changes: &[(&str, &str)], path: &str, origin: &str| {
        let mut browser = Browser::new(&acting(changes));
        let answer = browser.ask("OPTIONS", path, &[("origin", origin)]);
        let header = |name: &str| {
            let value = answer.headers().get(name);
            value.map(|value| value.to_str().unwrap().to_owned())
        };
        (
            header("access-control-allow-methods"),
            header("access-control-allow-headers"),
            header("access-control-expose-headers"),
        )
    };
    let (all, reads) = ("GET, HEAD, POST", "GET, HEAD");
    let page = "x-kerbside, content-type";
    let acts = "x-kerbside, content-type, idempotency-key";
    let (exposed, more) = (
        "Allow, Retry-After, x-request-id",
        "Allow, Retry-After, x-request-id, Location",
    );
    for (changes, path, origin, told) in [
        (&[][..], PATH, "https://front.test", Some((all, acts, more))),
        (&[], PATH, "https://other.test", Some((all, acts, more))),
        (
            &[],
            PATH,
            "https://third.test",
            Some((reads, page, exposed)),
        ),
        (&[], PATH, "https://evil.test", None),
        (
            &[("ACTION_ORIGINS", "")],
            PATH,
            "https://front.test",
            Some((reads, page, exposed)),
        ),
        (
            &[("ACTIONS", "")],
            PATH,
            "https://front.test",
            Some((reads, page, exposed)),
        ),
        // Whoever may read may withdraw a consent.
        (
            &[("ACTIONS", ""), ("ACTION_ORIGINS", "")],
            "/api/v1/events/forwarding",
            "https://front.test",
            Some(("GET, HEAD, PUT", page, exposed)),
        ),
        (
            &[],
            "/auth/logout",
            "https://front.test",
            Some((all, page, exposed)),
        ),
        (
            &[],
            "/api/v1/user",
            "https://front.test",
            Some((all, page, exposed)),
        ),
    ] {
        let (methods, headers, exposes) = preflight(changes, path, origin);
        let found = methods
            .as_deref()
            .zip(headers.as_deref())
            .zip(exposes.as_deref());
        let found = found.map(|((methods, headers), exposes)| (methods, headers, exposes));
        assert_eq!(found, told, "{path} {origin} {changes:?}");
    }
}

#[test]
fn a_client_sees_the_commands_of_the_kinds_that_it_may_send() {
    let mut browser = driver(&[]);
    let bearer = bearer_of(&browser, "phone");
    let sent = |id: &str| {
        let horn = json!({"type": "horn", "on": true});
        let request = if id == "c1" {
            json!({"type": "lock"})
        } else {
            horn
        };
        let mut sent = command(&request);
        sent["id"] = json!(id);
        sent
    };
    browser.world.drivers.answer(move |envelope| {
        Ok(match &envelope.message {
            Message::One { id, .. } => Reply::Command(sent(id)),
            _ => Reply::Commands(vec![sent("c1"), sent("c2")]),
        })
    });
    assert_eq!(body(&browser.call("GET", PATH))["total"], 2);
    let mut app = Browser::new(&browser.world);
    let mut get = |path: &str| app.ask("GET", path, &[("authorization", &bearer)]);
    let seen = json!({"items": [sent("c1")], "total": 1});
    assert_eq!(body(&get(PATH)), seen);
    assert_eq!(body(&get(&format!("{PATH}/c1"))), sent("c1"));
    assert_eq!(code(&get(&format!("{PATH}/c2"))), "command-not-found");
}
