//! Lists and what they are made of, by way of the addresses that have them.

use super::*;

/// Every list in the upstream's order: its address, the upstream's, its name there, an item of
/// it, and what identifies that.
const LISTS: &[(&str, &str, &str, &str)] = &[
    ("vehicles", "/user/vehicles", "vehicles", r#"{"id":"1"}"#),
    (
        "user/callbacks",
        "/user/callbacks",
        "callbacks",
        r#"{"id":"1","status":"Running"}"#,
    ),
    (
        "vehicles/0a/alarms",
        "/user/vehicles/0a/alarms",
        "alarms",
        r#"{"id":"1"}"#,
    ),
    (
        "vehicles/0a/collisions",
        "/user/vehicles/0a/collisions",
        "Collisions",
        r#"{"id":"1"}"#,
    ),
    (
        "vehicles/0a/telemetry",
        "/user/vehicles/0a/telemetry",
        "telemetries",
        r#"{"createdAt":"2026-03-01T08:15:30Z","vehicle":{"ignition":{"type":"Stop"}}}"#,
    ),
    (
        "vehicles/0a/trips/7/collisions",
        "/user/vehicles/0a/trips/7/collisions",
        "Collisions",
        r#"{"id":"1"}"#,
    ),
    (
        "vehicles/0a/trips/7/waypoints",
        "/user/vehicles/0a/trips/7/wayPoints",
        "positions",
        r#"{"geometry":{"coordinates":[2.35,48.85]}}"#,
    ),
    (
        "vehicles/0a/callbacks/c1/monitors",
        "/user/vehicles/0a/callbacks/c1/monitors",
        "monitors",
        r#"{"monitorId":"1"}"#,
    ),
    (
        "vehicles/0a/callbacks/c1/remotes",
        "/user/vehicles/0a/callbacks/c1/remotes",
        "remoteActions",
        r#"{"remoteActionId":"1"}"#,
    ),
];

/// Every single thing in a list that has no address of its own above.
const ONES: &[(&str, &str, &str)] = &[
    ("user/callbacks/c1", "/user/callbacks/c1", r#"{"id":"1"}"#),
    (
        "vehicles/0a/alerts/1",
        "/user/vehicles/0a/alerts/1",
        r#"{"id":"1"}"#,
    ),
    (
        "vehicles/0a/alarms/1",
        "/user/vehicles/0a/alarms/1",
        r#"{"id":"1"}"#,
    ),
    (
        "vehicles/0a/collisions/1",
        "/user/vehicles/0a/collisions/1",
        r#"{"id":"1"}"#,
    ),
    (
        "vehicles/0a/trips/1",
        "/user/vehicles/0a/trips/1",
        r#"{"id":"1"}"#,
    ),
    (
        "vehicles/0a/trips/7/alerts/1",
        "/user/vehicles/0a/trips/7/alerts/1",
        r#"{"id":"1"}"#,
    ),
    (
        "vehicles/0a/trips/7/collisions/1",
        "/user/vehicles/0a/trips/7/collisions/1",
        r#"{"id":"1"}"#,
    ),
    (
        "vehicles/0a/callbacks/c1/monitors/1",
        "/user/vehicles/0a/callbacks/c1/monitors/1",
        r#"{"monitorId":"1"}"#,
    ),
    (
        "vehicles/0a/callbacks/c1/remotes/1",
        "/user/vehicles/0a/callbacks/c1/remotes/1",
        r#"{"remoteActionId":"1"}"#,
    ),
];

fn upstreams(request: &http::Request<Vec<u8>>) -> (String, Option<String>) {
    let path = request
        .uri()
        .path()
        .strip_prefix("/connectedcar/v4")
        .unwrap();
    (path.to_owned(), request.uri().query().map(str::to_owned))
}

#[test]
fn every_list_is_walked_by_its_cursor_and_what_cannot_be_read_is_left_out() {
    for (address, path, name, item) in LISTS {
        let mut browser = logged_in();
        browser.world.serve(move |request| {
            let (asked, query) = upstreams(request);
            assert_eq!(asked, *path);
            let body = match query.as_deref() {
                None => format!(
                    r#"{{"total":3,"_embedded":{{"{name}":[{item},7]}},
                        "_links":{{"next":{{"href":"https://api.groupe-psa.com/x?pageToken=t+1"}}}}}}"#
                ),
                Some("pageToken=t%2B1") => {
                    format!(r#"{{"total":3,"_embedded":{{"{name}":[{item}]}}}}"#)
                }
                Some(other) => panic!("{other}"),
            };
            served(200, UPSTREAM, &body)
        });
        let first = json(&browser.call("GET", &format!("/api/v1/{address}")));
        assert_eq!(
            first["items"].as_array().unwrap().len(),
            1,
            "{address}: {first}"
        );
        assert_eq!(first["total"], 3);
        assert!(
            browser.world.log().contains("\"fields-unread\""),
            "{address}"
        );
        let next = first["next"].as_str().unwrap();
        let last = json(&browser.call("GET", &format!("/api/v1/{address}?cursor={next}")));
        assert_eq!(last["items"], first["items"], "{address}");
        assert!(last.get("next").is_none(), "{address}");
    }
}

#[test]
fn a_list_of_nothing_is_empty_and_a_thing_that_is_not_there_is_not_found() {
    let mut browser = logged_in();
    let turned_round = [
        "vehicles/0a/alerts",
        "vehicles/0a/alerts?active=true",
        "vehicles/0a/trips",
        "vehicles/0a/trips/7/alerts",
    ];
    let in_order = LISTS.iter().map(|(address, ..)| address);
    for address in in_order.chain(&turned_round) {
        let answer = browser.call("GET", &format!("/api/v1/{address}"));
        assert_eq!(
            json(&answer),
            serde_json::json!({"items": [], "total": 0}),
            "{address}"
        );
    }
    for (address, ..) in ONES {
        let answer = browser.call("GET", &format!("/api/v1/{address}"));
        assert_eq!(json(&answer)["code"], "not-found", "{address}");
    }
}

#[test]
fn a_page_that_is_not_there_is_no_end_of_a_list() {
    for (address, _, name, item) in LISTS {
        let mut browser = logged_in();
        browser
            .world
            .serve(move |request| match request.uri().query() {
                None => {
                    let link = r#"{"next":{"href":"https://a.example/?pageToken=t"}}"#;
                    let items = format!(r#"{{"{name}":[{item}]}}"#);
                    let page = format!(r#"{{"total":3,"_embedded":{items},"_links":{link}}}"#);
                    served(200, UPSTREAM, &page)
                }
                Some(_) => served(404, UPSTREAM, r#"{"code":40400}"#),
            });
        let first = json(&browser.call("GET", &format!("/api/v1/{address}")));
        let next = format!(
            "/api/v1/{address}?cursor={}",
            first["next"].as_str().unwrap()
        );
        let answer = json(&browser.call("GET", &next));
        assert_eq!(answer["code"], "upstream-unreadable", "{address}");
    }
}

#[test]
fn an_answer_without_a_list_is_no_empty_list() {
    let turned_round = ["vehicles/0a/alerts", "vehicles/0a/trips"];
    let in_order = LISTS.iter().map(|(address, ..)| *address);
    for address in in_order.chain(turned_round) {
        let mut browser = logged_in();
        let link = r#"{"_links":{"self":{"href":"https://api.groupe-psa.com/x"}}}"#;
        browser.world.serve(|_| served(200, UPSTREAM, link));
        let answer = browser.call("GET", &format!("/api/v1/{address}"));
        assert_eq!(json(&answer)["code"], "upstream-unreadable", "{address}");
    }
}

#[test]
fn every_single_thing_is_answered_by_its_own_operation() {
    for (address, path, item) in ONES {
        let mut browser = logged_in();
        browser.world.serve(move |request| {
            assert_eq!(upstreams(request), ((*path).to_owned(), None));
            served(200, UPSTREAM, item)
        });
        let answer = json(&browser.call("GET", &format!("/api/v1/{address}")));
        assert_eq!(
            answer["id"],
            address.rsplit('/').next().unwrap(),
            "{address}"
        );
        let refused = json(&browser.call("GET", &format!("/api/v1/{address}?limit=1")));
        assert_eq!(refused["parameter"], "limit", "{address}");
    }
}

#[test]
fn a_thing_whose_identifier_cannot_be_read_is_still_the_one_that_was_asked_for() {
    let mut browser = logged_in();
    for body in ["{}", r#"{"id":{},"monitorId":{},"remoteActionId":{}}"#] {
        browser.world.serve(move |_| served(200, UPSTREAM, body));
        for (address, ..) in ONES {
            let answer = json(&browser.call("GET", &format!("/api/v1/{address}")));
            let id = address.rsplit('/').next().unwrap();
            assert_eq!(answer["id"], id, "{address}: {answer}");
        }
        let car = json(&browser.call("GET", "/api/v1/vehicles/0a"));
        assert_eq!(car["id"], "0a");
    }
}

#[test]
fn a_list_without_page_tokens_is_walked_by_the_numbers_of_its_items() {
    let mut browser = logged_in();
    browser.world.serve(move |request| {
        let (_, query) = upstreams(request);
        let (first, total) = match query.as_deref() {
            Some("type=privacy&pageSize=2") => (0, 3),
            // Of a range the upstream counts what is in it.
            Some("type=privacy&pageSize=2&indexRange=2-") => (2, 1),
            other => panic!("{other:?}"),
        };
        let moments: Vec<_> = (first..3)
            .take(2)
            .map(|n| serde_json::json!({"createdAt": format!("2026-03-01T08:0{n}:00Z"), "privacy": {"state": "None"}}))
            .collect();
        let next = serde_json::json!({"href": "https://api.groupe-psa.com/x?pageToken=t"});
        let page = serde_json::json!({"total": total, "_embedded": {"telemetries": moments}, "_links": {"next": next}});
        served(200, UPSTREAM, &page.to_string())
    });
    let address = "/api/v1/vehicles/0a/trips/7/telemetry";
    let first = json(&browser.call("GET", &format!("{address}?type=privacy&limit=2")));
    assert_eq!(
        (&first["total"], first["items"].as_array().unwrap().len()),
        (&3.into(), 2)
    );
    let next = first["next"].as_str().unwrap();
    let last = json(&browser.call("GET", &format!("{address}?cursor={next}")));
    assert_eq!(
        (&last["total"], last["items"].as_array().unwrap().len()),
        (&3.into(), 1)
    );
    assert!(last.get("next").is_none());
}

#[test]
fn what_narrows_a_list_goes_upstream_in_its_words() {
    for (address, query) in [
        ("vehicles?limit=7&offset=14", "pageSize=7&indexRange=14-"),
        (
            "vehicles?include=branding,status,pictures",
            "extension=branding&extension=pictures&pageSize=20",
        ),
        (
            "vehicles/0a?include=capabilities",
            "extension=onboardCapabilities",
        ),
        ("user?country=BR", "country=BR"),
        (
            "vehicles/0a?locale=fr-FR&country=CL",
            "country=CL&locale=fr-FR",
        ),
        (
            "vehicles?locale=pt-BR&country=BR&limit=3",
            "country=BR&locale=pt-BR&pageSize=3",
        ),
        (
            "vehicles/0a/alerts?active=true&limit=3&from=2026-03-01T08:00:00Z",
            "timestamps=2026-03-01T08%3A00%3A00Z%2F",
        ),
        ("vehicles/0a/trips/7/alerts?limit=3", "pageSize=3"),
        ("user/callbacks?types=Remote", "types=Remote"),
        (
            "vehicles/0a/alarms?type=status,trigger&to=2026-03-01T08:00:00Z",
            "timestamps=%2F2026-03-01T08%3A00%3A00Z&type=vehicle.alarm.status&type=vehicle.alarm.trigger",
        ),
        (
            "vehicles/0a/telemetry?type=battery12V,wipers&include=position&limit=500",
            "type=vehicle.battery&type=vehicle.wipingBlades&extension=location&pageSize=500",
        ),
        (
            "vehicles/0a/trips/7/waypoints?toleranceKm=0.2&offset=3",
            "tolerance=0.2&indexRange=3-",
        ),
        (
            "vehicles/0a/trips?states=Nominal,Unfinished&minDistanceKm=0.1&maxDistanceKm=150&maxDurationSeconds=3600",
            "distance=0.1-150&duration=0-3600&states=Nominal&states=Unfinished",
        ),
    ] {
        let mut browser = logged_in();
        browser.call("GET", &format!("/api/v1/{address}"));
        let sent = browser.world.sent.borrow();
        assert_eq!(sent.last().unwrap().uri().query(), Some(query), "{address}");
    }
}

#[test]
fn what_a_list_does_not_take_is_refused_by_name_before_any_call() {
    let mut browser = logged_in();
    let before = browser.world.sent.borrow().len();
    for (address, name) in [
        ("vehicles?include=alerts", "include"),
        ("vehicles/0a?include=status", "include"),
        ("vehicles?include=status&limit=21", "limit"),
        ("vehicles?from=2026-03-01T08:00:00Z", "from"),
        ("user/callbacks?types=remote", "types"),
        ("user?locale=fr-FR", "locale"),
        ("user?country=FR", "country"),
        ("vehicles?country=br", "country"),
        ("vehicles/0a?locale=fr_FR", "locale"),
        ("vehicles/0a/alerts?type=status", "type"),
        ("vehicles/0a/alerts?active=yes", "active"),
        ("vehicles/0a/alerts?active=", "active"),
        ("vehicles/0a/alerts?offset=1", "offset"),
        ("vehicles/0a/trips/7/alerts?active=1", "active"),
        ("vehicles/0a/collisions?active=true", "active"),
        ("vehicles/0a/alarms?type=break-in", "type"),
        (
            "vehicles/0a/alarms?from=2026-03-02T08:00:00Z&to=2026-03-01T08:00:00Z",
            "to",
        ),
        ("vehicles/0a/telemetry?limit=501", "limit"),
        ("vehicles/0a/telemetry?type=status", "type"),
        (
            "vehicles/0a/trips?minDistanceKm=2&maxDistanceKm=1",
            "maxDistanceKm",
        ),
        ("vehicles/0a/trips?interval=/", "interval"),
        ("vehicles/0a/trips/7/waypoints?limit=3", "limit"),
        (
            "vehicles/0a/trips/7/waypoints?toleranceKm=far",
            "toleranceKm",
        ),
        (
            "vehicles/0a/callbacks/c1/monitors?from=2026-03-01T08:00:00Z",
            "from",
        ),
        ("vehicles/0a/callbacks/c1/remotes?cursor=e30", "cursor"),
    ] {
        let answer = browser.call("GET", &format!("/api/v1/{address}"));
        assert_eq!(answer.status(), 400, "{address}");
        assert_eq!(json(&answer)["code"], "invalid-parameter", "{address}");
        assert_eq!(json(&answer)["parameter"], name, "{address}");
    }
    assert_eq!(browser.world.sent.borrow().len(), before);
}

#[test]
fn an_identifier_that_the_upstream_calls_invalid_names_nothing() {
    let mut browser = logged_in();
    browser
        .world
        .serve(|_| served(400, UPSTREAM, r#"{"code":"40000","message":"Invalid id."}"#));
    for (address, code) in [
        ("vehicles/zz", "vehicle-not-found"),
        ("vehicles/zz/status", "vehicle-not-found"),
        ("vehicles/0a/alerts/zz", "not-found"),
        ("user/callbacks/zz", "not-found"),
        ("vehicles/zz/alerts?limit=3", "vehicle-not-found"),
        ("vehicles", "upstream-rejected"),
        ("user", "upstream-rejected"),
        // What was asked for here nobody has looked at.
        (
            "raw/user/vehicles/0a/alerts?timestamps=x",
            "upstream-rejected",
        ),
        ("raw/user/vehicles/zz/alerts", "vehicle-not-found"),
    ] {
        let answer = json(&browser.call("GET", &format!("/api/v1/{address}")));
        assert_eq!(answer["code"], code, "{address}");
    }
}

#[test]
fn a_400_that_is_about_nothing_of_the_calls_is_no_identifier_and_no_cursor() {
    let mut browser = logged_in();
    let page = r#"{"total":2,"_embedded":{"vehicles":[{"id":"a"}]},
        "_links":{"next":{"href":"https://a.example/?pageToken=t"}}}"#;
    browser.world.serve(move |_| served(200, UPSTREAM, page));
    let first = json(&browser.call("GET", "/api/v1/vehicles"));
    let next = format!("vehicles?cursor={}", first["next"].as_str().unwrap());
    browser.world.serve(|_| {
        let body = r#"{"code":40000,"message":" Invalid parameter: X-MPHSource"}"#;
        served(400, UPSTREAM, body)
    });
    for address in [
        "vehicles/0a",
        "vehicles/0a/trips/1f",
        "user/callbacks/1f",
        &next,
    ] {
        let answer = json(&browser.call("GET", &format!("/api/v1/{address}")));
        assert_eq!(answer["code"], "upstream-rejected", "{address}");
    }
}
