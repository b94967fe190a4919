//! What a front end gets for what the upstream answers.

use shared::brand::Brand;

use crate::testing::{Browser, World, all_is_well, json, served, tokens};

const UPSTREAM: &[(&str, &str)] = &[("relay-answer", "upstream")];

fn logged_in() -> Browser {
    let mut browser = Browser::new(&World::new(all_is_well));
    browser.log_in(Brand::Vauxhall);
    browser
}

#[test]
fn a_page_of_cars_has_a_cursor_to_the_next_and_the_last_has_none() {
    let mut browser = logged_in();
    browser.world.serve(|request| {
        let body = match request.uri().query() {
            None => {
                r#"{"total":2,"_embedded":{"vehicles":[{"id":"a","vin":"W0V1"}]},
                    "_links":{"next":{"href":"https://api.groupe-psa.com/connectedcar/v4/user/vehicles?pageToken=t+1"}}}"#
            }
            Some("pageToken=t%2B1") => r#"{"total":2,"_embedded":{"vehicles":[{"id":"b"}]}}"#,
            Some(_) => return served(400, UPSTREAM, "{}"),
        };
        served(200, UPSTREAM, body)
    });
    let first = json(&browser.call("GET", "/api/v1/vehicles"));
    assert_eq!(first["items"][0]["brand"], "vauxhall");
    assert_eq!(first["total"], 2);
    let next = first["next"].as_str().unwrap();
    let last = json(&browser.call("GET", &format!("/api/v1/vehicles?cursor={next}")));
    assert_eq!(last["items"][0]["id"], "b");
    assert!(last.get("next").is_none());
}

#[test]
fn nothing_found_is_an_empty_list_and_for_one_car_a_car_that_is_not_known() {
    let mut browser = logged_in();
    let list = browser.call("GET", "/api/v1/vehicles");
    assert_eq!(list.status(), 200);
    assert_eq!(json(&list), serde_json::json!({"items": [], "total": 0}));
    let one = browser.call("GET", "/api/v1/vehicles/0a");
    assert_eq!(one.status(), 404);
    assert_eq!(json(&one)["code"], "vehicle-not-found");
}

#[test]
fn an_identifier_that_nothing_has_is_not_asked_for() {
    let mut browser = logged_in();
    let before = browser.world.sent.borrow().len();
    for id in ["", "a%2Fb", "%61", "..", "a/b", &"a".repeat(300)] {
        for path in [
            "vehicles/{id}",
            "vehicles/{id}/status",
            "vehicles/{id}/position",
            "vehicles/{id}/trips",
            "vehicles/0a/trips/{id}",
            "vehicles/0a/trips/{id}/telemetry",
            "vehicles/0a/alerts/{id}",
            "vehicles/0a/callbacks/{id}/remotes/1",
            "user/callbacks/{id}",
            "raw/user/vehicles/{id}/status",
        ] {
            let target = format!("/api/v1/{}", path.replace("{id}", id));
            assert_eq!(browser.call("GET", &target).status(), 404, "{target}");
        }
    }
    assert_eq!(browser.world.sent.borrow().len(), before);
}

#[test]
fn a_token_that_the_upstream_calls_invalid_is_replaced_and_the_call_made_again() {
    let mut browser = logged_in();
    browser.world.serve(|request| {
        let authorization = request.headers()["authorization"].to_str().unwrap();
        match authorization {
            "Bearer access-1" => {
                let challenge = ("www-authenticate", "Bearer error='invalid_token'");
                served(401, &[("relay-answer", "upstream"), challenge], "{}")
            }
            "Bearer access-2" => served(200, UPSTREAM, r#"{"firstName":"Oliver"}"#),
            _ => tokens("access-2"),
        }
    });
    let user = browser.call("GET", "/api/v1/user");
    assert_eq!(json(&user)["firstName"], "Oliver");
}

#[test]
fn a_fresh_token_that_is_refused_too_ends_there() {
    let mut browser = logged_in();
    browser.world.serve(|request| {
        if request.uri().path().ends_with("access_token") {
            return tokens("access-2");
        }
        served(401, UPSTREAM, r#"{"moreInformation":"Token is invalid"}"#)
    });
    let before = browser.world.sent.borrow().len();
    let answer = browser.call("GET", "/api/v1/user");
    assert_eq!(json(&answer)["code"], "token-refused");
    assert_eq!(browser.world.sent.borrow().len() - before, 3);
}

#[test]
fn an_app_that_is_not_subscribed_costs_no_refresh() {
    let mut browser = logged_in();
    browser.world.serve(|_| {
        served(
            401,
            UPSTREAM,
            r#"{"moreInformation":"Not registered to plan"}"#,
        )
    });
    let before = browser.world.sent.borrow().len();
    let answer = browser.call("GET", "/api/v1/user");
    assert_eq!(json(&answer)["code"], "partner-access");
    assert_eq!(browser.world.sent.borrow().len() - before, 1);
}

#[test]
fn a_problem_keeps_the_upstreams_names_for_it_and_none_of_its_prose() {
    let mut browser = logged_in();
    browser.world.serve(|_| {
        let body = r#"{"code":50038,"uuid":"8a-9b","message":"CVS error/user-vins"}"#;
        let headers = [("relay-answer", "upstream"), ("retry-after", "1045")];
        served(500, &headers, body)
    });
    let answer = browser.call("GET", "/api/v1/user");
    let problem = json(&answer);
    assert_eq!(answer.status(), 503);
    assert_eq!(answer.headers()["retry-after"], "1045");
    assert_eq!(
        problem["upstream"],
        serde_json::json!({"code": "50038", "uuid": "8a-9b"})
    );
    assert!(!problem.to_string().contains("user-vins"));
    assert!(browser.world.log().contains("user-vins"));
    let id = problem["requestId"].as_str().unwrap();
    assert!(browser.world.log().contains(id));
}

#[test]
fn prose_where_a_code_should_be_is_not_passed_on() {
    let mut browser = logged_in();
    browser.world.serve(|_| {
        let body = r#"{"code":"Vehicle of camille","uuid":"see <b>x</b>"}"#;
        served(500, UPSTREAM, body)
    });
    let problem = json(&browser.call("GET", "/api/v1/user"));
    assert!(problem.get("upstream").is_none(), "{problem}");
}

#[test]
fn a_404_of_something_before_the_backend_is_no_empty_list() {
    let mut browser = logged_in();
    browser.world.serve(|_| {
        let body = r#"{"httpCode":"404","moreInformation":"No resources match requested URI"}"#;
        served(404, UPSTREAM, body)
    });
    for target in ["/api/v1/vehicles", "/api/v1/vehicles/0a"] {
        let answer = browser.call("GET", target);
        assert_eq!(json(&answer)["code"], "upstream-rejected");
    }
}

#[test]
fn a_field_that_cannot_be_read_is_left_out_and_counted() {
    let mut browser = logged_in();
    browser
        .world
        .serve(|_| served(200, UPSTREAM, r#"{"email":{},"firstName":"Oliver"}"#));
    let user = json(&browser.call("GET", "/api/v1/user"));
    assert_eq!(
        user,
        serde_json::json!({"firstName": "Oliver", "vehicles": []})
    );
    assert!(browser.world.log().contains("1: email"));
}

#[test]
fn a_document_that_is_no_json_is_a_problem() {
    let mut browser = logged_in();
    for body in ["", "[]", "{\"a\":", "nonsense"] {
        browser.world.serve(move |_| served(200, UPSTREAM, body));
        let answer = browser.call("GET", "/api/v1/vehicles");
        assert_eq!(json(&answer)["code"], "upstream-unreadable", "{body}");
    }
}

#[test]
fn a_login_that_is_withdrawn_is_told_apart_from_none() {
    let mut browser = logged_in();
    browser.world.serve(|request| {
        if request.uri().path().ends_with("access_token") {
            return served(400, &[], r#"{"error":"invalid_grant"}"#);
        }
        served(401, UPSTREAM, r#"{"moreInformation":"Token is invalid"}"#)
    });
    let kept = browser.cookies.clone();
    for _ in 0..2 {
        browser.cookies = kept.clone();
        let answer = browser.call("GET", "/api/v1/user");
        assert_eq!(answer.status(), 401);
        assert_eq!(json(&answer)["code"], "login-lost");
    }
    assert_eq!(
        json(&browser.call("GET", "/api/v1/user"))["code"],
        "not-logged-in"
    );
}

#[test]
fn a_car_that_has_not_reported_has_no_data_yet() {
    let mut browser = logged_in();
    for part in ["status", "position", "maintenance"] {
        let answer = browser.call("GET", &format!("/api/v1/vehicles/0a/{part}"));
        assert_eq!(answer.status(), 404, "{part}");
        assert_eq!(json(&answer)["code"], "no-data-yet", "{part}");
        assert_eq!(json(&answer)["upstream"]["code"], "40400", "{part}");
    }
}

#[test]
fn a_part_of_a_car_takes_no_parameters() {
    let mut browser = logged_in();
    let before = browser.world.sent.borrow().len();
    for part in ["status", "position", "maintenance"] {
        let answer = browser.call(
            "GET",
            &format!("/api/v1/vehicles/0a/{part}?extension=odometer"),
        );
        assert_eq!(json(&answer)["code"], "invalid-parameter", "{part}");
        assert_eq!(json(&answer)["parameter"], "extension", "{part}");
    }
    assert_eq!(browser.world.sent.borrow().len(), before);
}

#[test]
fn a_status_is_answered_in_our_words_and_its_unreadable_fields_are_counted() {
    let mut browser = logged_in();
    browser.world.serve(|request| {
        assert_eq!(
            request.uri().path(),
            "/connectedcar/v4/user/vehicles/0a/status"
        );
        let body = r#"{"energies":[{"type":"Electric","level":62.0,
            "extension":{"electric":{"charging":{"plugged":true,"remainingTime":"22:05"}}}}]}"#;
        served(200, UPSTREAM, body)
    });
    let status = json(&browser.call("GET", "/api/v1/vehicles/0a/status"));
    assert_eq!(status["energies"][0]["levelPercent"], 62);
    assert_eq!(
        status["energies"][0]["charging"],
        serde_json::json!({"plugged": true})
    );
    let line = "1: energies.0.extension.electric.charging.remainingTime";
    assert!(browser.world.log().contains(line));
}

/// It reads samples from files, which no browser has.
mod commands;
mod events;
mod forwarding;
mod last_known;
mod lists;
mod raw;
mod readings;
mod rules;
mod secrets;
mod token_memory;
mod visibility;
mod with_status;

mod position {
    use super::*;
    use crate::testing::Served;

    const STATUS: &str = "/connectedcar/v4/user/vehicles/0a/status";
    const LAST_POSITION: &str = "/connectedcar/v4/user/vehicles/0a/lastPosition";

    /// What a front end is answered, and which calls that took.
    fn position(
        status: &'static str,
        last_position: impl Fn() -> Served + 'static,
    ) -> (serde_json::Value, Vec<String>) {
        let mut browser = logged_in();
        browser
            .world
            .serve(move |request| match request.uri().path() {
                STATUS => served(200, UPSTREAM, status),
                _ => last_position(),
            });
        let before = browser.world.sent.borrow().len();
        let answer = json(&browser.call("GET", "/api/v1/vehicles/0a/position"));
        let sent = browser.world.sent.borrow();
        let calls = sent.iter().skip(before);
        (
            answer,
            calls.map(|call| call.uri().path().to_owned()).collect(),
        )
    }

    fn not_asked() -> Served {
        served(500, UPSTREAM, "{}")
    }

    #[test]
    fn it_is_the_statuss_and_costs_one_call() {
        let (answer, calls) = position(
            r#"{"lastPosition":{"geometry":{"coordinates":[2.35,48.85,71]},"properties":{"type":"Aquire"}}}"#,
            not_asked,
        );
        assert_eq!(
            answer,
            serde_json::json!({"latitude": 48.85, "longitude": 2.35, "altitudeMetres": 71, "type": "Acquire"})
        );
        assert_eq!(calls, [STATUS]);
    }

    #[test]
    fn one_that_privacy_keeps_back_is_not_asked_for_again() {
        for state in ["Geolocation", "Full"] {
            let status = match state {
                "Full" => r#"{"privacy":{"state":"Full"}}"#,
                _ => {
                    r#"{"privacy":{"state":"Geolocation"},"lastPosition":{"geometry":{"coordinates":[0,0]}}}"#
                }
            };
            let (answer, calls) = position(status, not_asked);
            assert_eq!(
                answer,
                serde_json::json!({"unavailable": "privacy"}),
                "{state}"
            );
            assert_eq!(calls, [STATUS]);
        }
    }

    #[test]
    fn one_that_the_status_lacks_is_asked_for_by_itself() {
        let feature = r#"{"type":"Feature","geometry":{"coordinates":[2.35,48.85]}}"#;
        let nowhere = r#"{"lastPosition":{"geometry":{"coordinates":[0,0]}}}"#;
        for status in ["{}", r#"{"lastPosition":null}"#, nowhere] {
            let (answer, calls) = position(status, move || served(200, UPSTREAM, feature));
            assert_eq!(answer["latitude"], 48.85);
            assert_eq!(calls, [STATUS, LAST_POSITION]);
        }
    }

    #[test]
    fn what_the_upstream_says_of_its_absence_is_the_reason() {
        for (status, body, reason) in [
            (404, r#"{"code":40400}"#, "never-reported"),
            (403, r#"{"code":40300}"#, "scope"),
            (403, r#"{"error":"insufficient_scope"}"#, "scope"),
            (403, r#"{"message":"rights.error.privacy.on"}"#, "privacy"),
            (
                200,
                r#"{"geometry":{"coordinates":[0,0]}}"#,
                "never-reported",
            ),
            (200, "{}", "not-sent"),
            (404, r#"{"httpCode":"404"}"#, "not-sent"),
            (400, r#"{"code":"40000"}"#, "not-sent"),
            (
                401,
                r#"{"moreInformation":"Not registered to plan"}"#,
                "not-sent",
            ),
        ] {
            let (answer, _) = position("{}", move || served(status, UPSTREAM, body));
            assert_eq!(answer, serde_json::json!({"unavailable": reason}), "{body}");
        }
    }

    #[test]
    fn a_reason_of_the_statuss_is_kept_where_the_other_operation_has_none() {
        let nowhere = r#"{"lastPosition":{"geometry":{"coordinates":[0,0]}}}"#;
        for (status, body) in [(200, "{}"), (404, r#"{"httpCode":"404"}"#)] {
            let (answer, _) = position(nowhere, move || served(status, UPSTREAM, body));
            assert_eq!(answer, serde_json::json!({"unavailable": "never-reported"}));
        }
    }

    #[test]
    fn trouble_on_the_second_call_is_a_problem_and_no_reason() {
        let (answer, _) = position("{}", || served(500, UPSTREAM, "{}"));
        assert_eq!(answer["code"], "upstream-unavailable");
        let (answer, _) = position("{}", || served(429, UPSTREAM, "{}"));
        assert_eq!(answer["code"], "rate-limited");
    }
}
