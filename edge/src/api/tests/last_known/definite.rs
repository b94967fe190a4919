//! A definite answer is never papered over, and what is too old is not shown.

use super::*;

#[test]
fn a_definite_answer_is_the_problem_and_what_it_contradicts_is_forgotten() {
    for (status, body, code) in [
        (404, r#"{"code":40400}"#, "no-data-yet"),
        (403, r#"{"code":40300}"#, "not-this-drivers-vehicle"),
        (
            403,
            r#"{"message":"rights.error.privacy.on"}"#,
            "privacy-on",
        ),
        (403, r#"{"error":"insufficient_scope"}"#, "consent-missing"),
    ] {
        let mut browser = seen(5);
        for target in [STATUS, MAINTENANCE] {
            browser.world.serve(move |_| served(status, UPSTREAM, body));
            assert_eq!(get(&mut browser, target)["code"], code, "{target}");
            browser.world.serve(|_| served(503, UPSTREAM, "{}"));
            let then = get(&mut browser, target);
            assert_eq!(then["code"], "upstream-unavailable", "{target}");
        }
        let position = get(&mut browser, POSITION);
        assert_eq!(position["code"], "upstream-unavailable");
    }
}

const TRIPS: &str = "/api/v1/vehicles/0a/trips";
const ALERT: &str = "/api/v1/vehicles/0a/alerts/7";
const TELEMETRY: &str = "/api/v1/raw/user/vehicles/0a/telemetry";
const LAST_POSITION: &str = "/api/v1/raw/user/vehicles/0a/lastPosition";
const SCOPE: &str = r#"{"error":"insufficient_scope"}"#;

/// What keeps a position back may be learnt wherever the car is asked about.
#[test]
fn a_position_goes_with_whatever_says_so_and_what_is_not_the_drivers_goes_wholly() {
    let on = r#"{"message":"rights.error.privacy.on"}"#;
    let privacy = [TRIPS, ALERT, TELEMETRY, MAINTENANCE, VEHICLE];
    let privacy = privacy.map(|target| (target, on, "privacy-on", "privacy"));
    let scope = [TELEMETRY, LAST_POSITION, VEHICLE];
    let scope = scope.map(|target| (target, SCOPE, "consent-missing", "scope"));
    for (target, body, code, reason) in privacy.into_iter().chain(scope) {
        let mut browser = seen(5);
        browser.world.serve(move |_| served(403, UPSTREAM, body));
        assert_eq!(get(&mut browser, target)["code"], code, "{target}");
        browser.world.serve(|_| served(503, UPSTREAM, "{}"));
        let position = get(&mut browser, POSITION);
        assert_eq!(position["unavailable"], reason, "{target}: {position}");
        let status = get(&mut browser, STATUS);
        assert_eq!(status["position"]["unavailable"], reason, "{target}");
        assert_eq!(status["alarm"]["trigger"], json!({"type": "RoofBreakIn"}));
        assert_eq!(status["odometer"]["odometerKm"], 5, "{target}");
    }
    for target in [TRIPS, ALERT, TELEMETRY, MAINTENANCE, VEHICLE] {
        let mut browser = seen(5);
        browser
            .world
            .serve(|_| served(403, UPSTREAM, r#"{"code":40300}"#));
        assert_eq!(
            get(&mut browser, target)["code"],
            "not-this-drivers-vehicle"
        );
        browser.world.serve(|_| served(503, UPSTREAM, "{}"));
        for known in [VEHICLE, STATUS, POSITION, MAINTENANCE] {
            let answer = get(&mut browser, known);
            assert_eq!(answer["code"], "upstream-unavailable", "{target} {known}");
        }
    }
}

/// It leaves the position, and of what is known of the rest nothing is written.
#[test]
fn a_scope_that_the_position_does_not_need_says_nothing_of_it() {
    let alerts = "/api/v1/vehicles/0a/alerts";
    for target in [TRIPS, alerts, ALERT, MAINTENANCE] {
        let mut browser = seen(5);
        browser.world.serve(|_| served(403, UPSTREAM, SCOPE));
        let answer = browser.send_only("GET", target, &[("x-kerbside", "1")], "");
        assert_eq!(json(&answer)["code"], "consent-missing", "{target}");
        let told = browser.world.told.borrow().len();
        // What was asked for is forgotten where it is kept.
        assert_eq!(told, usize::from(target == MAINTENANCE), "{target}");
        browser.world.hear();
        browser.world.serve(|_| served(503, UPSTREAM, "{}"));
        let position = get(&mut browser, POSITION);
        assert_eq!(position["latitude"], 48.85, "{target}: {position}");
    }
}

/// An answer with a position that was under way when the driver's privacy was learnt is heard of
/// after it.
#[test]
fn a_position_that_was_under_way_is_not_kept_after_privacy_was_learnt() {
    let mut browser = logged_in();
    let headers = [("x-kerbside", "1")];
    at(&browser, 5);
    browser.send_only("GET", STATUS, &headers, "");
    let under_way = std::mem::take(&mut *browser.world.told.borrow_mut());
    browser.world.now.set(browser.world.now.get() + 1);
    let privacy = r#"{"message":"rights.error.privacy.on"}"#;
    browser.world.serve(move |_| served(403, UPSTREAM, privacy));
    assert_eq!(get(&mut browser, STATUS)["code"], "privacy-on");
    browser.world.told.borrow_mut().extend(under_way);
    browser.world.hear();
    browser.world.serve(|_| served(503, UPSTREAM, "{}"));
    let position = get(&mut browser, POSITION);
    assert_eq!(position["code"], "upstream-unavailable");
}

#[test]
fn nothing_is_shown_older_after_nothing_was_found() {
    let mut browser = seen(5);
    browser
        .world
        .serve(|_| served(404, UPSTREAM, r#"{"code":40400}"#));
    assert_eq!(get(&mut browser, STATUS)["code"], "no-data-yet");
    at(&browser, 3);
    let nothing = json!({"unavailable": "not-sent"});
    let status = get(&mut browser, STATUS);
    assert_eq!(status["odometer"], nothing);
    assert_eq!(status["energies"], json!([]));
    assert_eq!(get(&mut browser, POSITION), nothing);
    at(&browser, 6);
    assert_eq!(get(&mut browser, STATUS)["odometer"]["odometerKm"], 6);
}

#[test]
fn a_car_that_is_not_known_any_more_is_forgotten_wholly() {
    let mut browser = seen(5);
    browser
        .world
        .serve(|_| served(404, UPSTREAM, r#"{"code":40400}"#));
    assert_eq!(get(&mut browser, VEHICLE)["code"], "vehicle-not-found");
    browser.world.serve(|_| served(503, UPSTREAM, "{}"));
    for target in [VEHICLE, STATUS, POSITION, MAINTENANCE] {
        let answer = get(&mut browser, target);
        assert_eq!(answer["code"], "upstream-unavailable", "{target}");
    }
}

#[test]
fn cars_that_are_gone_are_not_brought_back_by_trouble() {
    let mut browser = seen(5);
    browser
        .world
        .serve(|_| served(404, UPSTREAM, r#"{"code":40400}"#));
    assert_eq!(get(&mut browser, VEHICLES)["items"], json!([]));
    browser.world.serve(|_| served(503, UPSTREAM, "{}"));
    let list = get(&mut browser, VEHICLES);
    assert_eq!(list["items"], json!([]));
    assert!(list["stale"].is_object());
}

#[test]
fn a_withdrawn_login_is_told_and_leaves_no_state() {
    let mut browser = seen(5);
    browser.world.serve(|request| {
        if request.uri().path().ends_with("access_token") {
            return served(400, &[], r#"{"error":"invalid_grant"}"#);
        }
        served(401, UPSTREAM, r#"{"moreInformation":"Token is invalid"}"#)
    });
    assert_eq!(get(&mut browser, STATUS)["code"], "login-lost");
    assert!(inside(&browser).states.borrow().is_empty());
}

#[test]
fn a_position_is_not_shown_once_the_driver_keeps_it_back() {
    let hidden = r#"{"updatedAt":"2026-03-01T08:05:00Z","privacy":{"state":"Geolocation"}}"#;
    let mut browser = seen(5);
    browser.world.serve(move |_| served(200, UPSTREAM, hidden));
    assert_eq!(
        get(&mut browser, STATUS)["position"],
        json!({"unavailable": "privacy"})
    );
    browser.world.serve(|_| served(503, UPSTREAM, "{}"));
    for position in [
        get(&mut browser, POSITION),
        get(&mut browser, STATUS)["position"].clone(),
    ] {
        assert_eq!(position["unavailable"], "privacy", "{position}");
        assert!(!position.to_string().contains("48.85"));
    }
}

/// One that the status lacks has an operation of its own, and so a state of its own.
#[test]
fn a_position_of_its_own_is_kept_and_goes_with_privacy_and_scope() {
    let feature = r#"{"type":"Feature","geometry":{"coordinates":[2.35,48.85]}}"#;
    for (status, last_position, reason) in [
        (r#"{"privacy":{"state":"Geolocation"}}"#, None, "privacy"),
        ("{}", Some((403, r#"{"code":40300}"#)), "scope"),
        ("{}", Some((403, SCOPE)), "scope"),
        (
            "{}",
            Some((403, r#"{"message":"rights.error.privacy.on"}"#)),
            "privacy",
        ),
    ] {
        let mut browser = logged_in();
        browser
            .world
            .serve(move |request| match request.uri().path() {
                path if path.ends_with("/lastPosition") => served(200, UPSTREAM, feature),
                _ => served(200, UPSTREAM, "{}"),
            });
        assert_eq!(get(&mut browser, POSITION)["latitude"], 48.85);
        browser.world.serve(|_| served(503, UPSTREAM, "{}"));
        let position = get(&mut browser, POSITION);
        assert_eq!(position["latitude"], 48.85);
        assert!(position["stale"].is_object());

        browser.world.serve(move |request| {
            let is_status = request.uri().path().ends_with("/status");
            match last_position.filter(|_| !is_status) {
                Some((status, body)) => served(status, UPSTREAM, body),
                None => served(200, UPSTREAM, status),
            }
        });
        let position = get(&mut browser, POSITION);
        assert_eq!(position, json!({"unavailable": reason}));
        browser.world.serve(|_| served(503, UPSTREAM, "{}"));
        let position = get(&mut browser, POSITION);
        assert_eq!(position["unavailable"], reason);
        assert!(position["stale"].is_object());
    }
}

#[test]
fn a_position_that_nobody_confirms_is_not_shown_after_a_day_and_nothing_after_a_week() {
    let mut browser = seen(5);
    let renews = |request: &http::Request<Vec<u8>>| match request.uri().path() {
        path if path.starts_with("/am/") => tokens("access-2"),
        _ => served(503, UPSTREAM, "{}"),
    };
    browser.world.serve(renews);
    browser.world.pass(24 * HOUR - 10);
    assert_eq!(get(&mut browser, POSITION)["latitude"], 48.85);
    browser.world.pass(10);
    assert_eq!(get(&mut browser, POSITION)["unavailable"], "too-old");
    let status = get(&mut browser, STATUS);
    assert_eq!(status["position"], json!({"unavailable": "too-old"}));
    assert_eq!(status["alarm"]["trigger"], json!({"type": "RoofBreakIn"}));
    assert_eq!(status["odometer"]["odometerKm"], 5);
    browser.world.pass(6 * 24 * HOUR);
    assert!(inside(&browser).states.borrow().is_empty());
    assert_eq!(get(&mut browser, STATUS)["code"], "upstream-unavailable");
}
