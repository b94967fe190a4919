//! Limits, from the callers' side.

use shared::brand::Brand;

use crate::caller::cookies::MAX_ACCOUNTS;
use crate::ports::RateLimit;
use crate::settings::tests::{OWNER_KEY, read};
use crate::testing::{Browser, World, all_is_well, json};

const HERE: (&str, &str) = ("cf-connecting-ip", "192.0.2.7");
const CALL: (&str, &str) = ("x-kerbside", "1");

/// Asserts that an answer is the problem of too many requests.
#[track_caller]
fn is_too_many(answer: &crate::respond::Response) {
    assert_eq!(answer.status(), 429);
    assert_eq!(json(answer)["code"], "too-many-requests");
    assert_eq!(answer.headers()["retry-after"], "60");
}

#[test]
fn each_endpoint_counts_for_itself_and_says_when_to_come_back() {
    for (counted, target, status) in [
        (RateLimit::Login, "/auth/login?brand=peugeot", 303),
        (RateLimit::Callback, "/auth/callback?state=x&code=y", 303),
        (RateLimit::Api, "/api/v1/user", 401),
        (RateLimit::Api, "/auth/session", 200),
        (RateLimit::Api, "/api/v1/brands", 200),
    ] {
        let mut browser = Browser::new(&World::new(all_is_well));
        browser.world.platform.allow(counted, 1);
        let mut ask = || browser.ask("GET", target, &[HERE, CALL]);
        assert_eq!(ask().status(), status, "{target}");
        is_too_many(&ask());
        assert_eq!(
            browser.ask("GET", "/health", &[HERE]).status(),
            200,
            "{target}"
        );
    }
}

#[test]
fn a_driver_who_is_logged_in_is_counted_apart_from_the_neighbours() {
    let mut driver = Browser::new(&World::new(all_is_well));
    driver.log_in(Brand::Peugeot);
    driver.world.platform.allow(RateLimit::Api, 1);
    let mut neighbour = Browser::new(&driver.world);
    let mut other = Browser::new(&driver.world);
    other.log_in(Brand::Peugeot);
    for browser in [&mut driver, &mut neighbour, &mut other] {
        let first = browser.ask("GET", "/api/v1/brands", &[HERE, CALL]);
        assert_eq!(first.status(), 200);
        is_too_many(&browser.ask("GET", "/api/v1/brands", &[HERE, CALL]));
    }
}

#[test]
fn a_made_up_cookie_or_address_of_the_same_network_does_not_begin_anew() {
    let mut browser = Browser::new(&World::new(all_is_well));
    browser.world.platform.allow(RateLimit::Api, 1);
    let ask = |browser: &mut Browser, address: &str| {
        browser.ask(
            "GET",
            "/api/v1/brands",
            &[("cf-connecting-ip", address), CALL],
        )
    };
    assert_eq!(ask(&mut browser, "2001:db8:1:2::1").status(), 200);
    is_too_many(&ask(&mut browser, "2001:db8:1:2:ffff::9"));
    browser
        .cookies
        .insert("__Host-Http-ks-abcd2345".to_owned(), "made-up".to_owned());
    is_too_many(&ask(&mut browser, "2001:db8:1:2::1"));
    assert_eq!(ask(&mut browser, "2001:db8:1:3::1").status(), 200);
    assert_eq!(ask(&mut browser, "192.0.2.7").status(), 200);
    is_too_many(&ask(&mut browser, "::ffff:192.0.2.7"));
}

#[test]
fn a_cookie_of_a_session_that_is_over_does_not_begin_anew() {
    for path in [
        "/api/v1/user",
        "/auth/session",
        "/api/v1/vehicles?accounts=all",
    ] {
        let mut browser = Browser::new(&World::new(all_is_well));
        let mut over = Vec::new();
        for _ in 0..2 {
            browser.log_in(Brand::Peugeot);
            over.push(browser.cookies.clone());
            assert_eq!(browser.call("POST", "/auth/logout").status(), 204);
        }
        browser.world.platform.allow(RateLimit::Api, 1);
        browser.cookies = over[0].clone();
        assert!(
            browser.ask("GET", path, &[HERE, CALL]).status() != 429,
            "{path}"
        );
        for cookies in &over {
            browser.cookies = cookies.clone();
            is_too_many(&browser.ask("GET", path, &[HERE, CALL]));
            browser.cookies = cookies.clone();
            is_too_many(&browser.ask("GET", path, &[HERE, CALL]));
        }
        // Whose session goes on has an allowance apart, beside a cookie of one that is over, too.
        browser.cookies = over[0].clone();
        browser.log_in(Brand::Opel);
        browser.cookies.extend(over[0].clone());
        let answer = browser.ask("GET", "/api/v1/brands", &[HERE, CALL]);
        assert_eq!(answer.status(), 200);
    }
}

#[test]
fn a_request_that_is_one_too_many_opens_a_few_cookies_only() {
    let mut browser = Browser::new(&World::new(all_is_well));
    browser.log_in(Brand::Peugeot);
    browser.world.platform.allow(RateLimit::Api, 0);
    // Names in front of the session's own, since these are sorted.
    let stale = |nth: usize| format!("__Host-Http-ks-2222222{}", char::from(b'a' + nth as u8));
    for (many, is_found) in [(MAX_ACCOUNTS - 1, true), (MAX_ACCOUNTS, false)] {
        browser
            .cookies
            .extend((0..many).map(|nth| (stale(nth), "stale".to_owned())));
        browser.world.platform.counts.borrow_mut().clear();
        is_too_many(&browser.ask("GET", "/auth/session", &[HERE, CALL]));
        let counts = browser.world.platform.counts.borrow();
        let mut keys = counts.keys().filter(|(it, _)| *it == RateLimit::Api);
        assert_eq!(keys.next().unwrap().1 != HERE.1, is_found, "{many}");
    }
}

/// A limiter that fails limits nothing that cannot be guessed, and the log says so.
#[test]
fn while_nothing_can_be_counted_drivers_log_in_and_read() {
    let mut browser = Browser::new(&World::new(all_is_well));
    let platform = &browser.world.platform;
    platform.break_down(&[RateLimit::Login, RateLimit::Callback, RateLimit::Api]);
    assert_eq!(browser.log_in(Brand::Peugeot).status(), 303);
    assert_eq!(browser.accounts().len(), 1);
    assert_eq!(browser.call("GET", "/api/v1/user").status(), 200);
    assert!(browser.world.log().contains("limiter-failed"));
}

/// What counts names and cars for long is another thing than the platform's limits (`runtime`), and
/// can be in trouble alone; so can each of those.
#[test]
fn each_limit_that_cannot_be_counted_refuses_where_it_must_and_only_there() {
    const OPEN: bool = false;
    const CLOSED: bool = true;
    let key = format!("Bearer {OWNER_KEY}");
    let hook = format!("/hooks/v1/{}/AAECAwQFBgcICQoLDA0ODw", "0d".repeat(32));
    let password = (
        "/auth/password",
        r#"{"brand":"citroen","username":"manon","password":"pa55-w0rd"}"#,
    );
    let question = (
        "/api/v1/eligibility",
        r#"{"vin":"VR3ATTENTJY186996","brand":"peugeot"}"#,
    );
    let limits = [
        (RateLimit::Login, ("/auth/login?brand=peugeot", ""), OPEN),
        (RateLimit::Callback, ("/auth/callback?state=x", ""), OPEN),
        (RateLimit::HandOff, ("/auth/token", "code=x"), OPEN),
        (RateLimit::Api, ("/api/v1/brands", ""), OPEN),
        (RateLimit::Hook, (&*hook, "{}"), OPEN),
        (RateLimit::Owner, ("/health?relay=1", ""), CLOSED),
        (RateLimit::PasswordFrom, password, CLOSED),
        (RateLimit::PasswordFor, password, CLOSED),
        (RateLimit::EligibilityFrom, question, CLOSED),
        (RateLimit::EligibilityFor, question, CLOSED),
        (RateLimit::EligibilityInAll, question, CLOSED),
    ];
    for (limit, (target, body), is_closed) in limits {
        let mut browser = Browser::new(&World::new(all_is_well));
        browser.world.deploy(
            read(&[
                ("OWNER_KEY", OWNER_KEY),
                ("ELIGIBILITY", "public"),
                ("IDP_BASE", "https://idpcvs-preprod.{tld}/am/oauth2"),
                ("PASSWORD_GRANT_BRANDS", "citroen"),
            ])
            .unwrap(),
        );
        let method = if body.is_empty() { "GET" } else { "POST" };
        let mut headers = vec![CALL, ("content-type", "application/json")];
        match limit {
            RateLimit::Owner => headers.push(("authorization", &key)),
            RateLimit::PasswordFrom | RateLimit::PasswordFor => {
                headers.push(("origin", "https://edge.test"));
            }
            _ => {}
        }
        browser.world.platform.break_down(&[limit]);
        let answer = browser.send(method, target, &headers, body);
        let is_refused = answer.status() == 503
            && json(&answer)["code"] == "limiter-unavailable"
            && browser.world.sent.borrow().is_empty();
        assert_eq!(is_refused, is_closed, "{limit:?}");
        let said = if is_closed {
            "limiter-unavailable"
        } else {
            "limiter-failed"
        };
        let log = browser.world.log();
        assert!(
            log.contains(said) && log.contains("out of order"),
            "{limit:?} in {log}"
        );
    }
}

#[test]
fn logging_out_is_never_too_much() {
    let mut browser = Browser::new(&World::new(all_is_well));
    browser.log_in(Brand::Peugeot);
    browser.world.platform.allow(RateLimit::Api, 0);
    is_too_many(&browser.call("GET", "/api/v1/user"));
    assert_eq!(browser.call("POST", "/auth/logout").status(), 204);
    assert!(browser.accounts().is_empty());
}

#[test]
fn a_foreign_page_cannot_use_a_drivers_allowance_up() {
    let mut browser = Browser::new(&World::new(all_is_well));
    browser.log_in(Brand::Peugeot);
    browser.world.platform.counts.borrow_mut().clear();
    let foreign = [CALL, ("origin", "https://evil.test")];
    assert_eq!(browser.ask("GET", "/api/v1/user", &foreign).status(), 403);
    assert!(browser.world.platform.counts.borrow().is_empty());
}

#[test]
fn a_request_that_is_too_large_is_refused_before_anyone_is_asked() {
    let mut browser = Browser::new(&World::new(all_is_well));
    let cookie = "a".repeat(17_000);
    for (target, header, status, code) in [
        (
            "/api/v1/user",
            ("cookie", cookie.as_str()),
            431,
            "headers-too-large",
        ),
        (
            "/auth/login?brand=peugeot",
            ("accept", &"a".repeat(40_000)),
            431,
            "headers-too-large",
        ),
        (
            &format!("/auth/callback?state={cookie}"),
            CALL,
            414,
            "address-too-long",
        ),
    ] {
        let answer = browser.ask("GET", target, &[header, CALL]);
        assert_eq!(answer.status(), status);
        assert_eq!(json(&answer)["code"], code);
    }
    assert!(browser.world.sent.borrow().is_empty());
    assert!(browser.world.platform.counts.borrow().is_empty());
}
