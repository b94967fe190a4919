//! What was last known: nothing runs backwards, and trouble is answered with it.

mod definite;
mod repeated;

use std::cell::Cell;
use std::rc::Rc;

use serde_json::{Value, json};

use super::*;
use crate::ports::HttpFailure;
use crate::settings::tests::read;
use crate::testing::{Inside, Served};

const STATUS: &str = "/api/v1/vehicles/0a/status";
const POSITION: &str = "/api/v1/vehicles/0a/position";
const MAINTENANCE: &str = "/api/v1/vehicles/0a/maintenance";
const VEHICLE: &str = "/api/v1/vehicles/0a";
const VEHICLES: &str = "/api/v1/vehicles";
const WITH_STATUS: &str = "/api/v1/vehicles?include=status";
/// All of which the last known state is kept.
const ALL: [&str; 6] = [
    STATUS,
    POSITION,
    MAINTENANCE,
    VEHICLE,
    VEHICLES,
    WITH_STATUS,
];
const HOUR: u64 = 3600;

/// A status of that minute, with the position of one.
fn status_at(minute: u32) -> String {
    format!(
        r#"{{"updatedAt":"2026-03-01T08:{minute:02}:00Z",
            "energies":[{{"type":"Electric","level":{minute},"createdAt":"2026-03-01T08:{minute:02}:00Z"}}],
            "odometer":{{"mileage":{minute},"createdAt":"2026-03-01T08:{minute:02}:00Z"}},
            "alarm":{{"trigger":{{"type":"RoofBreakIn",
                "position":{{"geometry":{{"coordinates":[2.35,48.85]}}}}}}}},
            "lastPosition":{{"geometry":{{"coordinates":[2.35,48.85]}},
                "properties":{{"createdAt":"2026-03-01T08:{minute:02}:00Z"}}}}}}"#
    )
}

/// An upstream in which all is well, at that minute.
fn upstream(request: &http::Request<Vec<u8>>, minute: u32) -> Served {
    let body = match request.uri().path().rsplit('/').next().unwrap() {
        "vehicles" => {
            r#"{"total":1,"_embedded":{"vehicles":[{"id":"0a","vin":"W0V1"}]}}"#.to_owned()
        }
        "status" => status_at(minute),
        "maintenance" => {
            format!(
                r#"{{"daysBeforeMaintenance":{minute},"createdAt":"2026-03-01T08:{minute:02}:00Z"}}"#
            )
        }
        "0a" => r#"{"id":"0a","vin":"W0V1"}"#.to_owned(),
        _ => return all_is_well(request),
    };
    served(200, UPSTREAM, &body)
}

/// A driver who has seen everything at that minute.
fn seen(minute: u32) -> Browser {
    let mut browser = logged_in();
    at(&browser, minute);
    for target in ALL {
        let answer = browser.call("GET", target);
        assert_eq!(answer.status(), 200, "{target}");
        assert!(json(&answer).get("stale").is_none(), "{target}");
    }
    browser
}

fn at(browser: &Browser, minute: u32) {
    browser
        .world
        .serve(move |request| upstream(request, minute));
}

fn get(browser: &mut Browser, target: &str) -> Value {
    json(&browser.call("GET", target))
}

fn inside(browser: &Browser) -> Inside {
    let insides = browser.world.insides.borrow();
    insides.values().next().unwrap().clone()
}

#[test]
fn an_older_state_between_newer_ones_is_not_shown() {
    let mut browser = logged_in();
    for (minute, shown) in [(5, 5), (3, 5), (7, 7), (5, 7), (7, 7), (8, 8)] {
        at(&browser, minute);
        let status = get(&mut browser, STATUS);
        assert_eq!(status["odometer"]["odometerKm"], shown);
        assert_eq!(status["energies"][0]["levelPercent"], shown);
        let time = format!("2026-03-01T08:{shown:02}:00Z");
        assert_eq!(status["odometer"]["observedAt"], json!(time));
        assert_eq!(status["observedAt"], json!(time));
        assert_eq!(get(&mut browser, POSITION)["observedAt"], json!(time));
        let list = get(&mut browser, WITH_STATUS);
        assert_eq!(list["items"][0]["status"], status);
        assert_eq!(get(&mut browser, MAINTENANCE)["daysToMaintenance"], shown);
        assert!(!status.to_string().contains("stale"));
    }
}

#[test]
fn what_is_known_costs_no_round_trip_and_what_has_changed_none_that_is_waited_for() {
    let mut browser = logged_in();
    at(&browser, 5);
    for (target, calls) in [
        (STATUS, 1),
        (STATUS, 1),
        (POSITION, 1),
        (MAINTENANCE, 1),
        (VEHICLE, 1),
        (VEHICLES, 1),
        (WITH_STATUS, 2),
    ] {
        let (asked, sent) = (browser.world.asked.get(), browser.world.sent.borrow().len());
        assert_eq!(browser.call("GET", target).status(), 200);
        assert_eq!(browser.world.asked.get() - asked, 1, "{target}");
        assert_eq!(browser.world.sent.borrow().len() - sent, calls, "{target}");
    }
}

#[test]
fn only_what_has_changed_is_told_and_in_one_message_after_the_answer() {
    let mut browser = seen(5);
    let headers = [("x-kerbside", "1")];
    let mut told = |minute, later: u64| {
        at(&browser, minute);
        browser.world.now.set(browser.world.now.get() + later);
        browser.send_only("GET", "/api/v1/vehicles", &headers, "");
        let answer = browser.send_only("GET", "/api/v1/vehicles?include=status", &headers, "");
        assert_eq!(answer.status(), 200);
        let told = browser.world.told.borrow().len();
        browser.world.hear();
        told
    };
    assert_eq!(told(5, 0), 0);
    assert_eq!(told(6, 0), 1);
    assert_eq!(told(6, 0), 0);
    // That an answer was older is told once, and not with each that is.
    assert_eq!(told(5, 0), 1);
    assert_eq!(told(5, 0), 0);
    // That nothing has changed is, once in ten minutes: the lists', and the status' with it.
    assert_eq!(told(6, 600), 2);
    assert_eq!(told(6, 0), 0);
}

/// The example of docs/api.md is what is answered, but for the names of requests.
#[test]
fn a_list_tells_what_is_fresh_what_is_stale_and_what_is_a_problem() {
    let mut browser = logged_in();
    let serve = |browser: &Browser, cars: &'static str, fresh: &'static str| {
        browser.world.serve(move |request| {
            let path = request.uri().path();
            if path.ends_with("/vehicles") {
                return served(200, UPSTREAM, cars);
            }
            if fresh.split(' ').any(|id| path.contains(id)) {
                let odometer = r#"{"mileage":24310.4,"createdAt":"2026-03-01T08:10:02Z"}"#;
                let status = format!(r#"{{"odometer":{odometer}}}"#);
                return served(200, UPSTREAM, &status);
            }
            let headers = [("relay-answer", "upstream"), ("retry-after", "30")];
            served(503, &headers, "{}")
        });
    };
    let cars = r#"{"total":3,"_embedded":{"vehicles":[{"id":"9f3c","vin":"VR3UKZKXZMJ123456"},
        {"id":"7b21","vin":"VR3UPHNKSKT101606"},{"id":"4e80","vin":"VR3UHZKXZLT000001"}]}}"#;
    serve(&browser, cars, "9f3c 7b21");
    get(&mut browser, WITH_STATUS);
    browser.world.now.set(browser.world.now.get() + HOUR / 6);
    serve(&browser, cars, "9f3c");
    let mut list = get(&mut browser, WITH_STATUS);
    let id = json!("0b7e4f0c5a1d4e0f9c7d2b6a8e3f1c55");
    list["items"][1]["status"]["stale"]["because"]["requestId"] = id.clone();
    list["items"][2]["status"]["requestId"] = id;
    let document = include_str!("../../../../docs/api.md");
    let (_, section) = document.split_once("## The last known state").unwrap();
    let example = section.split("```json\n").nth(2).unwrap();
    let (example, _) = example.split_once("\n```").unwrap();
    let example: Value = serde_json::from_str(example).unwrap_or_default();
    assert_eq!(list, example, "{list:#}");
}

/// Every page that is shown as an example shows the age of what is old.
#[test]
fn the_pages_of_the_documentation_show_the_age_of_what_is_old() {
    let document = include_str!("../../../../docs/front-ends.md");
    let pages: Vec<_> = document.split("```html").skip(1).collect();
    assert_eq!(pages.len(), 2);
    for page in pages {
        let (page, _) = page.split_once("```").unwrap();
        for part in ["items, next, stale }", "stale.since", "stale.because.title"] {
            assert!(page.contains(part), "{part}");
        }
    }
}

#[test]
fn a_list_that_is_too_large_to_be_kept_is_not_sent_to_be_dropped() {
    let mut browser = seen(5);
    let headers = [("x-kerbside", "1")];
    let label = "x".repeat(70_000);
    let large = format!(
        r#"{{"total":1,"_embedded":{{"vehicles":[{{"id":"0a","vin":"W0V1","label":"{label}"}}]}}}}"#
    );
    browser
        .world
        .serve(move |_| served(200, UPSTREAM, large.as_str()));
    for lines in [1, 0, 0] {
        browser.send_only("GET", VEHICLES, &headers, "");
        let told = browser.world.told.borrow().len();
        assert_eq!(told, lines);
        browser.world.hear();
    }
    assert_eq!(browser.world.log().matches("state-dropped").count(), 1);
    browser.world.serve(|_| served(503, UPSTREAM, "{}"));
    assert_eq!(get(&mut browser, VEHICLES)["code"], "upstream-unavailable");
}

type TroubleCase = (&'static str, fn() -> Served);

/// Each kind of trouble, by its name.
fn troubles() -> Vec<TroubleCase> {
    vec![
        ("upstream-unavailable", || served(503, UPSTREAM, "{}")),
        ("rate-limited", || {
            let headers = [("relay-answer", "upstream"), ("retry-after", "1045")];
            served(429, &headers, "{}")
        }),
        ("upstream-unreadable", || served(200, UPSTREAM, "<html>")),
        ("upstream-unreadable", || {
            let error = r#"{"httpCode":"500","httpMessage":"Internal Server Error"}"#;
            served(200, UPSTREAM, error)
        }),
        ("upstream-timeout", || relay_says(504, "upstream-timeout")),
        ("upstream-broken", || relay_says(502, "upstream-broken")),
        ("upstream-unreachable", || {
            relay_says(503, "upstream-unreachable")
        }),
        ("relay-busy", || {
            let body = r#"{"code":"relay-busy","retryAfter":1}"#;
            served(503, &[("relay-answer", "refused")], body)
        }),
        ("relay-unreachable", || {
            Err(HttpFailure::Unreachable("down".to_owned()))
        }),
        ("relay-unreachable", || Err(HttpFailure::Timeout)),
        ("upstream-too-large", || Err(HttpFailure::TooLarge)),
    ]
}

fn relay_says(status: u16, code: &str) -> Served {
    let body = format!(r#"{{"code":"{code}"}}"#);
    served(status, &[("relay-answer", "failed")], &body)
}

#[test]
fn each_kind_of_trouble_is_answered_with_the_last_known_state_its_age_and_the_reason() {
    for (code, trouble) in troubles() {
        let mut browser = seen(5);
        let since = shared::value::Timestamp::from_unix(browser.world.now.get()).unwrap();
        browser.world.now.set(browser.world.now.get() + HOUR / 2);
        browser.world.serve(move |_| trouble());
        for target in [STATUS, POSITION, MAINTENANCE, VEHICLE, VEHICLES] {
            let answer = browser.call("GET", target);
            assert_eq!(answer.status(), 200, "{code} {target}");
            let mut answer = json(&answer);
            let stale = answer.as_object_mut().unwrap().remove("stale").unwrap();
            assert_eq!(stale["since"], json!(since.to_string()), "{target}");
            let because = &stale["because"];
            assert_eq!(because["code"], code, "{target}");
            let id = because["requestId"].as_str().unwrap();
            assert!(browser.world.log().contains(id), "{target}");
            let mut fresh = seen(5);
            assert_eq!(answer, get(&mut fresh, target), "{code} {target}");
        }
        assert!(browser.world.log().contains("answered-stale"));
    }
}

#[test]
fn the_waiting_time_is_told_with_the_reason() {
    let mut browser = seen(5);
    browser.world.serve(|_| {
        let headers = [("relay-answer", "upstream"), ("retry-after", "1045")];
        served(429, &headers, "{}")
    });
    let status = get(&mut browser, STATUS);
    assert_eq!(status["stale"]["because"]["retryAfter"], 1045);
}

#[test]
fn a_list_whose_cars_cannot_be_asked_has_their_last_known_states_one_by_one() {
    let mut browser = seen(5);
    browser.world.serve(|request| match request.uri().path() {
        path if path.ends_with("/status") => served(503, UPSTREAM, "{}"),
        _ => upstream(request, 5),
    });
    let list = get(&mut browser, WITH_STATUS);
    assert!(list.get("stale").is_none());
    let status = &list["items"][0]["status"];
    assert_eq!(status["stale"]["because"]["code"], "upstream-unavailable");
    assert_eq!(status["odometer"]["odometerKm"], 5);
}

#[test]
fn a_list_that_cannot_be_had_asks_for_no_car_and_shows_all_that_is_known() {
    let mut browser = seen(5);
    browser.world.serve(|_| served(503, UPSTREAM, "{}"));
    let before = browser.world.sent.borrow().len();
    let list = get(&mut browser, WITH_STATUS);
    assert_eq!(browser.world.sent.borrow().len() - before, 1);
    assert_eq!(list["stale"]["because"]["code"], "upstream-unavailable");
    assert_eq!(list["items"][0]["vin"], "W0V1");
    let status = &list["items"][0]["status"];
    assert_eq!(status["stale"]["because"]["code"], "upstream-unavailable");
    assert_eq!(status["odometer"]["odometerKm"], 5);
    let all = get(&mut browser, "/api/v1/vehicles?accounts=all&include=status");
    assert_eq!(all["items"][0]["status"]["odometer"]["odometerKm"], 5);
    let account = &all["accounts"][0];
    assert_eq!(account["stale"]["because"]["code"], "upstream-unavailable");
    assert_eq!(account["total"], 1);
}

#[test]
fn what_was_never_known_is_the_problem_as_before() {
    let mut browser = seen(5);
    browser.world.serve(|_| served(503, UPSTREAM, "{}"));
    for target in [
        "/api/v1/vehicles/0b/status",
        "/api/v1/vehicles?limit=7",
        "/api/v1/vehicles?offset=1",
        "/api/v1/vehicles/0a?include=capabilities",
        "/api/v1/vehicles/0a/trips",
        "/api/v1/user",
        "/api/v1/raw/user/vehicles/0a/status",
    ] {
        let answer = browser.call("GET", target);
        assert_eq!(answer.status(), 503, "{target}");
        assert_eq!(json(&answer)["code"], "upstream-unavailable", "{target}");
    }
}

#[test]
fn a_login_service_that_is_down_leaves_what_is_known() {
    let mut browser = seen(5);
    browser.world.now.set(browser.world.now.get() + 2 * HOUR);
    browser
        .world
        .serve(|_| Err(HttpFailure::Unreachable("down".to_owned())));
    for target in [STATUS, POSITION, VEHICLES, WITH_STATUS] {
        let answer = browser.call("GET", target);
        assert_eq!(answer.status(), 200, "{target}");
        let because = &json(&answer)["stale"]["because"];
        assert_eq!(because["code"], "login-unavailable", "{target}");
    }
    assert_eq!(browser.accounts().len(), 1);
}

#[test]
fn with_the_setting_off_nothing_is_kept_and_trouble_is_a_problem() {
    let mut browser = logged_in();
    browser
        .world
        .deploy(read(&[("LAST_STATE", "off")]).unwrap());
    at(&browser, 5);
    for target in ALL {
        browser.call("GET", target);
    }
    assert!(inside(&browser).states.borrow().is_empty());
    at(&browser, 3);
    assert_eq!(get(&mut browser, STATUS)["odometer"]["odometerKm"], 3);
    browser.world.serve(|_| served(503, UPSTREAM, "{}"));
    assert_eq!(get(&mut browser, STATUS)["code"], "upstream-unavailable");

    let mut browser = seen(5);
    assert!(!inside(&browser).states.borrow().is_empty());
    browser
        .world
        .deploy(read(&[("LAST_STATE", "off")]).unwrap());
    browser.call("GET", "/api/v1/user");
    assert!(inside(&browser).states.borrow().is_empty());
}

/// Both begin before either is recorded; whichever is recorded last, the newer one stays.
#[test]
fn of_two_answers_at_once_the_newer_is_what_is_known() {
    for minutes in [[6, 7], [7, 6]] {
        let mut browser = seen(5);
        let headers = [("x-kerbside", "1")];
        for minute in minutes {
            at(&browser, minute);
            let answer = json(&browser.send_only("GET", STATUS, &headers, ""));
            assert_eq!(answer["odometer"]["odometerKm"], minute);
        }
        browser.world.hear();
        browser.world.serve(|_| served(503, UPSTREAM, "{}"));
        assert_eq!(get(&mut browser, STATUS)["odometer"]["odometerKm"], 7);
    }
}

#[test]
fn a_token_that_is_replaced_on_the_way_asks_for_the_states_once() {
    let mut browser = seen(5);
    let refusals = Rc::new(Cell::new(0));
    browser.world.serve(move |request| {
        if request.uri().path().starts_with("/am/") {
            return tokens("access-2");
        }
        if refusals.replace(1) == 0 {
            return served(401, UPSTREAM, r#"{"moreInformation":"Token is invalid"}"#);
        }
        upstream(request, 4)
    });
    assert_eq!(get(&mut browser, STATUS)["odometer"]["odometerKm"], 5);
}
