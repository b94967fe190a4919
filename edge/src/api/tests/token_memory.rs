//! Reads that come within seconds ask the session object once, and nothing else is different.

use super::*;
use crate::settings::tests::read;
use crate::testing::{Outside, Served};

/// What a page asks for when it opens.
const PAGE: [&str; 6] = [
    "/api/v1/user",
    "/api/v1/vehicles?include=status",
    "/api/v1/vehicles/0a",
    "/api/v1/vehicles/0a/status",
    "/api/v1/vehicles/0a/position",
    "/api/v1/vehicles/0a/maintenance",
];
const SECONDS: u64 = 5;

fn upstream(request: &http::Request<Vec<u8>>) -> Served {
    at(request, 5)
}

/// An upstream whose car was seen at that minute.
fn at(request: &http::Request<Vec<u8>>, minute: u32) -> Served {
    let time = format!("2026-03-01T08:{minute:02}:00Z");
    let body = match request.uri().path().rsplit('/').next().unwrap() {
        "vehicles" => r#"{"total":1,"_embedded":{"vehicles":[{"id":"0a"}]}}"#.to_owned(),
        "0a" => r#"{"id":"0a"}"#.to_owned(),
        "status" => {
            format!(r#"{{"odometer":{{"mileage":{minute},"createdAt":"{time}"}}}}"#)
        }
        "maintenance" => format!(r#"{{"daysBeforeMaintenance":{minute},"createdAt":"{time}"}}"#),
        _ => return all_is_well(request),
    };
    served(200, UPSTREAM, &body)
}

/// A driver, and an edge that remembers tokens for so many seconds.
fn remembering(seconds: u64) -> Browser {
    let browser = logged_in();
    let seconds = seconds.to_string();
    let settings = read(&[("TOKEN_MEMORY_SECONDS", &seconds)]);
    browser.world.deploy(settings.unwrap());
    browser.world.serve(upstream);
    later(&browser, 60);
    browser
}

fn later(browser: &Browser, seconds: u64) {
    let now = &browser.world.now;
    now.set(now.get() + seconds);
}

fn get(browser: &mut Browser, target: &str) -> serde_json::Value {
    let answer = browser.call("GET", target);
    assert_eq!(answer.status(), 200, "{target}");
    json(&answer)
}

/// How often the session object was asked meanwhile.
fn asked(browser: &mut Browser, act: impl FnOnce(&mut Browser)) -> usize {
    let before = browser.world.asked.get();
    act(browser);
    browser.world.asked.get() - before
}

fn open_page(browser: &mut Browser) {
    for target in PAGE {
        get(browser, target);
    }
}

#[test]
fn the_reads_of_a_page_that_opens_ask_the_session_object_once() {
    let mut browser = remembering(SECONDS);
    assert_eq!(asked(&mut browser, open_page), 1);
    // What the object has by now comes with the next token.
    later(&browser, SECONDS);
    assert_eq!(asked(&mut browser, open_page), 1);
    later(&browser, SECONDS - 1);
    assert_eq!(asked(&mut browser, open_page), 0);
    later(&browser, 1);
    assert_eq!(asked(&mut browser, open_page), 1);
}

#[test]
fn with_the_memory_off_each_read_asks() {
    let mut browser = remembering(0);
    assert_eq!(asked(&mut browser, open_page), PAGE.len());
    assert_eq!(asked(&mut browser, open_page), PAGE.len());
}

#[test]
fn what_is_answered_is_the_same_with_and_without_the_memory() {
    let (mut with, mut without) = (remembering(SECONDS), remembering(0));
    for minute in [5, 3, 7, 6] {
        for browser in [&with, &without] {
            browser.world.serve(move |request| at(request, minute));
        }
        for target in PAGE {
            assert_eq!(get(&mut with, target), get(&mut without, target));
        }
    }
    for target in &PAGE[1..] {
        for browser in [&with, &without] {
            browser.world.serve(|_| served(503, UPSTREAM, "{}"));
        }
        let (with, without) = (get(&mut with, target), get(&mut without, target));
        assert_eq!(with["odometer"], without["odometer"], "{target}");
        assert_eq!(with["stale"]["since"], without["stale"]["since"]);
        assert!(with["stale"].is_object(), "{target}");
    }
}

/// The object has not heard of the newer one yet, and hears of it last.
#[test]
fn an_older_state_is_not_shown_after_a_newer_one_that_the_object_has_not_heard_of() {
    let mut browser = remembering(SECONDS);
    let headers = [("x-kerbside", "1")];
    let mut shown = |minute| {
        browser.world.serve(move |request| at(request, minute));
        let answer = browser.send_only("GET", PAGE[3], &headers, "");
        json(&answer)["odometer"]["odometerKm"].as_u64().unwrap()
    };
    assert_eq!([shown(5), shown(7), shown(6), shown(3)], [5, 7, 7, 7]);
}

#[test]
fn what_was_forgotten_stays_so_without_the_object() {
    let mut browser = remembering(SECONDS);
    open_page(&mut browser);
    browser
        .world
        .serve(|_| served(403, UPSTREAM, r#"{"code":40300}"#));
    let headers = [("x-kerbside", "1")];
    let answer = browser.send_only("GET", PAGE[3], &headers, "");
    assert_eq!(json(&answer)["code"], "not-this-drivers-vehicle");
    browser.world.serve(|_| served(503, UPSTREAM, "{}"));
    for target in &PAGE[2..] {
        let answer = browser.send_only("GET", target, &headers, "");
        assert_eq!(json(&answer)["code"], "upstream-unavailable", "{target}");
    }
}

#[test]
fn a_logout_is_heard_of_at_once() {
    for target in ["/auth/logout", "/auth/logout?account="] {
        let mut browser = remembering(SECONDS);
        get(&mut browser, PAGE[0]);
        let slot = json(&browser.call("GET", "/auth/session"));
        let slot = slot["accounts"][0]["slot"].as_str().unwrap().to_owned();
        let target = match target.split_once('=') {
            Some(_) => format!("{target}{slot}"),
            None => target.to_owned(),
        };
        let cookies = browser.cookies.clone();
        assert_eq!(browser.call("POST", &target).status(), 204);
        browser.cookies = cookies;
        let sent = browser.world.sent_to("relay.test");
        let answer = browser.call("GET", PAGE[0]);
        assert_eq!(json(&answer)["code"], "not-logged-in", "{target}");
        assert_eq!(browser.world.sent_to("relay.test"), sent);
    }
}

/// A logout that is not heard of leaves the session, and nothing in memory.
#[test]
fn a_logout_that_nobody_hears_is_asked_about_again() {
    let mut browser = remembering(SECONDS);
    get(&mut browser, PAGE[0]);
    browser.world.unheard.set(2);
    assert_eq!(browser.call("POST", "/auth/logout").status(), 503);
    let again = asked(&mut browser, |browser| drop(get(browser, PAGE[0])));
    assert_eq!(again, 1);
}

#[test]
fn a_session_that_is_found_to_be_over_is_forgotten() {
    let mut browser = remembering(SECONDS);
    get(&mut browser, PAGE[0]);
    // It ends elsewhere, and the page hears of it by the list of its accounts.
    for inside in browser.world.insides.borrow().values() {
        inside.kept.take();
    }
    assert_eq!(browser.call("GET", PAGE[0]).status(), 200);
    let cookies = browser.cookies.clone();
    let session = json(&browser.call("GET", "/auth/session"));
    assert_eq!(session["accounts"], serde_json::json!([]));
    browser.cookies = cookies;
    assert_eq!(browser.call("GET", PAGE[0]).status(), 401);
}

#[test]
fn a_refused_token_is_replaced_at_once_and_the_new_one_is_remembered() {
    let mut browser = remembering(SECONDS);
    open_page(&mut browser);
    browser.world.serve(|request| {
        let authorization = request.headers()["authorization"].to_str().unwrap();
        match authorization {
            "Bearer access-1" => served(401, UPSTREAM, r#"{"moreInformation":"Token is invalid"}"#),
            "Bearer access-2" => upstream(request),
            _ => tokens("access-2"),
        }
    });
    assert_eq!(
        asked(&mut browser, |browser| drop(get(browser, PAGE[3]))),
        1
    );
    later(&browser, 1);
    assert_eq!(asked(&mut browser, open_page), 1);
    let refused = browser.world.log().matches("token-invalid").count();
    assert_eq!(refused, 1);
    assert_eq!(asked(&mut browser, open_page), 0);
}

#[test]
fn a_token_that_ends_within_the_seconds_is_not_served_past_its_end() {
    let mut browser = remembering(SECONDS);
    get(&mut browser, PAGE[0]);
    let record = || {
        let insides = browser.world.insides.borrow();
        insides.values().next().unwrap().record().unwrap()
    };
    // Two minutes before its end the object replaces it, a minute before in the call.
    let until = record().expires_at - 120;
    browser.world.now.set(until - 2);
    let once = asked(&mut browser, |browser| drop(get(browser, PAGE[0])));
    later(&browser, 1);
    let held = asked(&mut browser, |browser| drop(get(browser, PAGE[0])));
    later(&browser, 1);
    let again = asked(&mut browser, |browser| drop(get(browser, PAGE[0])));
    assert_eq!((once, held, again), (1, 0, 1));
    let no_more = asked(&mut browser, |browser| drop(get(browser, PAGE[0])));
    assert_eq!(no_more, 1, "it may be replaced any moment");
}

/// Each half of two misses at once asks for itself, and neither waits for the other.
#[test]
fn misses_at_once_ask_each_for_itself() {
    let browser = remembering(SECONDS);
    let outside = Outside(std::rc::Rc::clone(&browser.world));
    let settings = Ok(browser.world.settings());
    let mut request = crate::request::Request {
        method: "GET".to_owned(),
        path: PAGE[3].to_owned(),
        ..Default::default()
    };
    let cookies: Vec<_> = browser.cookies.iter().collect();
    let (name, value) = cookies[0];
    let cookie = format!("{name}={value}").parse().unwrap();
    request.headers.insert(http::header::COOKIE, cookie);
    let own = http::HeaderValue::from_static("1");
    request.headers.insert("x-kerbside", own);
    let route = crate::endpoint::Route::find(&request.path);
    let before = browser.world.asked.get();
    let calls = (0..6).map(|_| crate::serve(&settings, &outside, &request, &route));
    for answer in crate::testing::soon(futures_util::future::join_all(calls)) {
        let crate::Handled::Response(response) = answer else {
            panic!("a file")
        };
        assert_eq!(response.status(), 200);
    }
    let asked = browser.world.asked.get() - before;
    assert!((1..=6).contains(&asked));
    assert_eq!(browser.world.most_under_way.get(), 6);
}

#[test]
fn a_token_for_a_write_is_always_asked_for() {
    use crate::api::upstream::Upstream;
    use crate::caller::Caller;
    use crate::caller::credentials::Credentials;
    use crate::context::Context;
    use shared::operation::{Call, USER};

    let browser = remembering(SECONDS);
    let (settings, outside) = (
        browser.world.settings(),
        Outside(std::rc::Rc::clone(&browser.world)),
    );
    let mut request = crate::request::Request::default();
    let (name, value) = browser.cookies.first_key_value().unwrap();
    let cookie = format!("{name}={value}").parse().unwrap();
    request.headers.insert(http::header::COOKIE, cookie);
    let credentials = Credentials::new(Caller::SameSite, &request, &settings);
    let context = Context {
        settings: &settings,
        ports: &outside,
        request: &request,
        credentials: &credentials,
        request_id: "8f3c",
        deadline: u64::MAX,
    };
    let account = credentials.accounts(None).accounts.pop().unwrap();
    let before = || browser.world.asked.get();
    let read = |upstream: &Upstream<'_, _>| {
        let asked = before();
        let call = Call::new(&USER, &[]).unwrap();
        let _ = crate::testing::soon(upstream.call(&call));
        before() - asked
    };
    assert_eq!(read(&Upstream::new(&context, &account)), 1);
    let upstream = Upstream::new(&context, &account);
    assert_eq!(read(&upstream), 0);
    for _ in 0..2 {
        let asked = before();
        crate::testing::soon(upstream.fresh_token(None)).unwrap();
        assert_eq!(before() - asked, 1);
    }
    assert_eq!(read(&upstream), 0);
}
