//! Whose answer it is, and when another relay is tried.

mod write;

use std::cell::Cell;
use std::rc::Rc;

use shared::brand::Brand;
use shared::problem::{Code, Problem};

use crate::ports::HttpFailure;
use crate::testing::{Browser, Served, World, all_is_well, json, served};

const UPSTREAM: &[(&str, &str)] = &[("relay-answer", "upstream")];

fn is(request: &http::Request<Vec<u8>>, host: &str) -> bool {
    request.uri().host() == Some(host)
}

fn problem(word: &str, code: Code) -> Served {
    let problem = Problem::new(code).with_retry_after(9);
    let body = String::from_utf8(problem.to_json()).unwrap();
    served(problem.status(), &[("relay-answer", word)], &body)
}

/// A driver is logged in, and the first relay serves `first`; the second one works.
fn with_first_relay(first: impl Fn(&http::Request<Vec<u8>>) -> Served + 'static) -> Browser {
    let mut browser = Browser::new(&World::new(all_is_well));
    browser.log_in(Brand::Peugeot);
    browser.world.serve(move |request| {
        if is(request, "relay.test") {
            first(request)
        } else {
            all_is_well(request)
        }
    });
    browser
}

#[test]
fn the_second_relay_answers_where_the_first_one_did_not_reach_the_upstream() {
    for first in [
        (|| Err(HttpFailure::Unreachable("down".to_owned()))) as fn() -> Served,
        || Err(HttpFailure::Timeout),
        || served(530, &[], "<html>tunnel</html>"),
        || served(200, &[], "{}"),
        || served(200, &[("relay-answer", "nonsense")], "{}"),
        || problem("refused", Code::RelayBusy),
        || problem("refused", Code::UpstreamUnreachable),
        || problem("refused", Code::SignatureRefused),
    ] {
        let mut browser = with_first_relay(move |_| first());
        let answer = browser.call("GET", "/api/v1/user");
        assert_eq!(answer.status(), 200);
        assert_eq!(json(&answer)["firstName"], "Camille");
        assert_eq!(browser.world.sent_to("relay-2.test"), 1);
    }
}

#[test]
fn an_answer_that_is_final_is_not_asked_for_again() {
    for (first, code) in [
        (
            (|| served(503, UPSTREAM, "{}")) as fn() -> Served,
            "upstream-unavailable",
        ),
        (|| served(404, UPSTREAM, "{}"), "upstream-rejected"),
        (
            || problem("failed", Code::UpstreamTimeout),
            "upstream-timeout",
        ),
        (
            || problem("failed", Code::CertificateRefused),
            "certificate-refused",
        ),
        (|| problem("refused", Code::RateLimited), "rate-limited"),
    ] {
        let mut browser = with_first_relay(move |_| first());
        let answer = browser.call("GET", "/api/v1/user");
        assert_eq!(json(&answer)["code"], code);
        assert_eq!(browser.world.sent_to("relay-2.test"), 0, "{code}");
    }
}

#[test]
fn what_a_relay_could_not_do_has_the_status_of_its_problem_whatever_it_came_with() {
    for (code, status) in [
        (Code::UpstreamTimeout, 504),
        (Code::CertificateRefused, 502),
        (Code::UpstreamUnreachable, 503),
    ] {
        for sent in [503, status] {
            let mut browser = with_first_relay(move |_| {
                let document = Problem::new(code).to_json_with_status(sent);
                let document = String::from_utf8(document).unwrap();
                served(sent, &[("relay-answer", "failed")], &document)
            });
            let answer = browser.call("GET", "/api/v1/user");
            assert_eq!(answer.status(), status);
            let document = json(&answer);
            assert_eq!(document["code"], code.slug());
            assert_eq!(document["status"], status);
        }
    }
}

#[test]
fn with_no_relay_left_the_driver_is_asked_to_come_back_and_stays_logged_in() {
    for down in [
        (|| Err(HttpFailure::Unreachable("down".to_owned()))) as fn() -> Served,
        || served(530, &[], "<html>tunnel</html>"),
    ] {
        let mut browser = Browser::new(&World::new(all_is_well));
        browser.log_in(Brand::Peugeot);
        browser.world.serve(move |_| down());
        let answer = browser.call("GET", "/api/v1/user");
        assert_eq!(answer.status(), 503);
        assert_eq!(json(&answer)["code"], "relay-unreachable");
        assert!(answer.headers().contains_key("retry-after"));
        browser.world.serve(all_is_well);
        assert_eq!(browser.call("GET", "/api/v1/user").status(), 200);
    }
}

#[test]
fn what_the_relay_says_of_the_time_to_wait_is_passed_on() {
    let mut browser = with_first_relay(|_| problem("failed", Code::UpstreamUnreachable));
    let answer = browser.call("GET", "/api/v1/user");
    assert_eq!(answer.headers()["retry-after"], "9");
    assert!(json(&answer)["requestId"].is_string());
}

#[test]
fn a_refused_signature_is_made_once_more_by_the_relays_clock() {
    let relay_clock = "1795000600";
    let mut browser = with_first_relay(move |request| {
        let input = request.headers()["signature-input"].to_str().unwrap();
        if input.contains(";created=1795000600;") {
            all_is_well(request)
        } else {
            let body = r#"{"code":"signature-refused"}"#;
            let headers = [("relay-answer", "refused"), ("relay-clock", relay_clock)];
            served(401, &headers, body)
        }
    });
    assert_eq!(browser.call("GET", "/api/v1/user").status(), 200);
    assert_eq!(browser.world.sent_to("relay.test"), 2);
    assert_eq!(browser.world.sent_to("relay-2.test"), 0);
}

#[test]
fn a_relay_tells_its_clock_itself_where_a_proxy_puts_its_own_date() {
    for (told, sent) in [("1794999992", 2), ("1795000601", 1)] {
        let mut browser = with_first_relay(move |request| {
            let input = request.headers()["signature-input"].to_str().unwrap();
            if input.contains(&format!(";created={told};")) {
                return all_is_well(request);
            }
            let headers = [
                ("relay-answer", "refused"),
                ("relay-clock", told),
                ("date", "Wed, 18 Nov 2026 11:06:40 GMT"),
            ];
            served(401, &headers, r#"{"code":"signature-refused"}"#)
        });
        assert_eq!(browser.call("GET", "/api/v1/user").status(), 200);
        assert_eq!(browser.world.sent_to("relay.test"), sent, "{told}");
        assert_eq!(browser.world.sent_to("relay-2.test"), 2 - sent);
    }
}

/// The first relay's clock is ahead by so many seconds; what is signed by another is refused.
fn with_clock_ahead(ahead: Rc<Cell<u64>>) -> Browser {
    let mut browser = Browser::new(&World::new(all_is_well));
    browser.log_in(Brand::Peugeot);
    let world = Rc::downgrade(&browser.world);
    browser.world.serve(move |request| {
        if !is(request, "relay.test") {
            return all_is_well(request);
        }
        let theirs = world.upgrade().unwrap().now.get() + ahead.get();
        let input = request.headers()["signature-input"].to_str().unwrap();
        if input.contains(&format!(";created={theirs};")) {
            return all_is_well(request);
        }
        let clock = theirs.to_string();
        let headers = [("relay-answer", "refused"), ("relay-clock", &*clock)];
        served(401, &headers, r#"{"code":"signature-refused"}"#)
    });
    browser
}

/// How often the first relay is asked for one call that is answered.
fn signed(browser: &mut Browser) -> usize {
    let before = browser.world.sent_to("relay.test");
    assert_eq!(browser.call("GET", "/api/v1/user").status(), 200);
    browser.world.sent_to("relay.test") - before
}

#[test]
fn a_relays_clock_is_remembered_for_a_while_and_until_a_signature_by_it_is_refused() {
    let ahead = Rc::new(Cell::new(90));
    let mut browser = with_clock_ahead(Rc::clone(&ahead));
    assert_eq!([signed(&mut browser), signed(&mut browser)], [2, 1]);
    browser.world.pass(299);
    assert_eq!(signed(&mut browser), 1);
    browser.world.pass(1);
    assert_eq!([signed(&mut browser), signed(&mut browser)], [2, 1]);

    // It is put right, and goes wrong another way.
    for seconds in [0, 300] {
        ahead.set(seconds);
        assert_eq!([signed(&mut browser), signed(&mut browser)], [2, 1]);
    }
}

#[test]
fn a_clock_that_took_a_signature_is_remembered_whatever_the_upstream_does() {
    let ahead = Rc::new(Cell::new(90));
    let mut browser = with_clock_ahead(Rc::clone(&ahead));
    let world = Rc::downgrade(&browser.world);
    browser.world.serve(move |request| {
        if !is(request, "relay.test") {
            return all_is_well(request);
        }
        // Each answer takes a while, which is no difference of the clocks.
        let world = world.upgrade().unwrap();
        world.now.set(world.now.get() + 8);
        let theirs = world.now.get() + ahead.get();
        let input = request.headers()["signature-input"].to_str().unwrap();
        if input.contains(&format!(";created={};", theirs - 8)) {
            return problem("failed", Code::UpstreamTimeout);
        }
        let clock = theirs.to_string();
        let headers = [("relay-answer", "refused"), ("relay-clock", &*clock)];
        served(401, &headers, r#"{"code":"signature-refused"}"#)
    });
    let mut asked = || {
        let before = browser.world.sent_to("relay.test");
        browser.call("GET", "/api/v1/user");
        browser.world.sent_to("relay.test") - before
    };
    assert_eq!([asked(), asked()], [2, 1]);
}

#[test]
fn a_memory_that_is_refused_is_gone_though_the_refusal_tells_no_time() {
    let ahead = Rc::new(Cell::new(90));
    let mut browser = with_clock_ahead(Rc::clone(&ahead));
    assert_eq!(signed(&mut browser), 2);
    browser.world.serve(|request| {
        if is(request, "relay.test") {
            return problem("refused", Code::SignatureRefused);
        }
        all_is_well(request)
    });
    assert_eq!(signed(&mut browser), 1);
    let now = browser.world.now.get();
    signed(&mut browser);
    let sent = browser.world.sent.borrow();
    let last = sent.iter().rfind(|request| is(request, "relay.test"));
    let input = last.unwrap().headers()["signature-input"].to_str().unwrap();
    assert!(input.contains(&format!(";created={now};")), "{input}");
}

#[test]
fn the_time_of_somebody_else_teaches_nothing() {
    for status in [401, 200, 530] {
        let mut browser = with_first_relay(move |_| {
            let clock = [("relay-clock", "1795000600")];
            served(status, &clock, r#"{"code":"signature-refused"}"#)
        });
        assert_eq!(signed(&mut browser), 1);
        assert!(browser.world.platform.kept.borrow().is_empty());
    }
}

#[test]
fn a_clock_that_is_far_off_is_not_signed_for() {
    let mut browser = with_first_relay(|_| {
        let body = r#"{"code":"signature-refused"}"#;
        let clock = ("relay-clock", "1795000601");
        served(401, &[("relay-answer", "refused"), clock], body)
    });
    assert_eq!(browser.call("GET", "/api/v1/user").status(), 200);
    assert_eq!(browser.world.sent_to("relay.test"), 1);
}

#[test]
fn a_relay_that_speaks_of_itself_has_not_answered_a_call() {
    let mut browser = with_first_relay(|_| served(200, &[("relay-answer", "own")], "{}"));
    browser.call("GET", "/api/v1/user");
    assert_eq!(browser.world.sent_to("relay-2.test"), 0);
}

#[test]
fn a_relay_that_never_takes_the_signature_is_the_owners_problem() {
    let mut browser = Browser::new(&World::new(all_is_well));
    browser.log_in(Brand::Peugeot);
    browser
        .world
        .serve(|_| problem("refused", Code::SignatureRefused));
    let answer = browser.call("GET", "/api/v1/user");
    assert_eq!(answer.status(), 502);
    assert_eq!(json(&answer)["code"], "relay-refuses-edge");
}

#[test]
fn a_mistake_of_ours_in_a_call_is_not_blamed_on_the_caller() {
    let mut browser = Browser::new(&World::new(all_is_well));
    browser.log_in(Brand::Peugeot);
    browser
        .world
        .serve(|_| problem("refused", Code::RequestNotAllowed));
    assert_eq!(browser.call("GET", "/api/v1/user").status(), 500);
}

#[test]
fn a_call_carries_the_token_the_realm_a_request_id_and_a_signature_and_no_cookie() {
    let mut browser = Browser::new(&World::new(all_is_well));
    browser.log_in(Brand::Ds);
    browser.call("GET", "/api/v1/user");
    let sent = browser.world.sent.borrow();
    let headers = sent.last().unwrap().headers();
    assert_eq!(headers["authorization"], "Bearer access-1");
    assert_eq!(headers["x-introspect-realm"], "clientsB2CDS");
    let mut names: Vec<_> = headers.keys().map(http::HeaderName::as_str).collect();
    names.sort_unstable();
    assert_eq!(
        names,
        [
            "authorization",
            "signature",
            "signature-input",
            "traceparent",
            "x-introspect-realm",
            "x-request-id"
        ]
    );
}

/// A manufacturer that answers this wherever it is asked what cars can do.
fn without_capabilities(status: u16) -> Browser {
    let mut browser = Browser::new(&World::new(all_is_well));
    browser.log_in(Brand::Peugeot);
    browser.world.serve(move |request| {
        let query = request.uri().query().unwrap_or_default();
        match (query.contains("onboardCapabilities"), request.uri().path()) {
            (true, _) => served(status, UPSTREAM, r#"{"code":50055,"message":"Internal"}"#),
            (false, "/connectedcar/v4/user/vehicles/0a") => served(200, UPSTREAM, r#"{"id":"0a"}"#),
            (false, _) => served(200, UPSTREAM, r#"{"_embedded":{"vehicles":[{"id":"0a"}]}}"#),
        }
    });
    browser
}

#[test]
fn where_it_fails_at_what_cars_are_able_to_do_the_rest_is_asked_for_once_more() {
    for (path, queries) in [
        (
            "/api/v1/vehicles?include=branding,capabilities",
            [
                Some("extension=branding&extension=onboardCapabilities"),
                Some("extension=branding"),
            ],
        ),
        (
            "/api/v1/vehicles/0a?include=capabilities",
            [Some("extension=onboardCapabilities"), None],
        ),
        (
            "/api/v1/vehicles/0a/actions",
            [Some("extension=onboardCapabilities"), None],
        ),
    ] {
        let mut browser = without_capabilities(500);
        let before = browser.world.sent.borrow().len();
        let answer = browser.call("GET", path);
        assert_eq!(answer.status(), 200, "{path}");
        let sent = browser.world.sent.borrow();
        let asked = sent.iter().skip(before).map(|it| it.uri().query());
        assert_eq!(asked.collect::<Vec<_>>(), queries, "{path}");
        let log = browser.world.log();
        assert!(log.contains("capabilities-refused") && log.contains("50055"));
    }
}

#[test]
fn where_the_second_call_brings_no_answer_or_has_no_time_the_first_one_stands() {
    for (seconds, calls) in [(0, 3), (20, 1)] {
        let mut browser = Browser::new(&World::new(all_is_well));
        browser.log_in(Brand::Peugeot);
        let before = browser.world.sent.borrow().len();
        let world = Rc::clone(&browser.world);
        browser
            .world
            .serve(move |request| match request.uri().query() {
                Some(_) => {
                    world.now.set(world.now.get() + seconds);
                    served(500, UPSTREAM, r#"{"code":50055,"message":"Internal"}"#)
                }
                None => Err(HttpFailure::Timeout),
            });
        let answer = browser.call("GET", "/api/v1/vehicles/0a?include=capabilities");
        assert_eq!(json(&answer)["code"], "upstream-unavailable");
        assert_eq!(browser.world.sent.borrow().len(), before + calls);
    }
}

#[test]
fn what_is_no_failure_of_the_upstreams_own_is_not_asked_for_without_capabilities() {
    for status in [403, 404, 429, 503] {
        let mut browser = without_capabilities(status);
        let before = browser.world.sent.borrow().len();
        browser.call("GET", "/api/v1/vehicles?include=capabilities");
        assert_eq!(browser.world.sent.borrow().len(), before + 1, "{status}");
    }
    // An upstream that says how long to wait is left alone.
    let mut browser = Browser::new(&World::new(all_is_well));
    browser.log_in(Brand::Peugeot);
    let before = browser.world.sent.borrow().len();
    let busy = [("relay-answer", "upstream"), ("retry-after", "9")];
    browser.world.serve(move |_| served(500, &busy, "{}"));
    browser.call("GET", "/api/v1/vehicles?include=capabilities");
    assert_eq!(browser.world.sent.borrow().len(), before + 1);
}
