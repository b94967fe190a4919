use std::rc::Rc;

use serde_json::json;

use super::*;
use crate::settings::tests::{OWNER_KEY, read as settings};
use crate::testing::{Browser, World, all_is_well, json as document, served};

const VIN: &str = "VR3ATTENTJY186996";
const BODY: &str = r#"{"vin":"VR3ATTENTJY186996","brand":"peugeot"}"#;
const JSON: (&str, &str) = ("content-type", "application/json");
const PAGE: &[(&str, &str)] = &[("x-kerbside", "1"), JSON];

/// A world where this may ask, and the manufacturer answers so.
fn world(setting: &str, status: u16, body: &str) -> Rc<World> {
    let world = World::new(all_is_well);
    world.deploy(settings(&[("ELIGIBILITY", setting), ("OWNER_KEY", OWNER_KEY)]).unwrap());
    let body = body.to_owned();
    world.serve(move |_| served(status, &[("relay-answer", "upstream")], &body));
    world
}

fn ask(world: &Rc<World>, headers: &[(&'static str, &str)], body: &str) -> (u16, Value) {
    let answer = Browser::new(world).send("POST", "/api/v1/eligibility", headers, body);
    (answer.status().as_u16(), document(&answer))
}

/// The code of a problem, where nothing was asked upstream.
fn refused(world: &Rc<World>, headers: &[(&'static str, &str)], body: &str) -> (u16, String) {
    let (status, problem) = ask(world, headers, body);
    assert!(world.sent.borrow().is_empty(), "{body}");
    (status, problem["code"].as_str().unwrap().to_owned())
}

fn able(remote: &Value) -> String {
    let able = json!({"data": ["data:telemetry", "data:trip"], "remote": remote});
    let extension = json!({"extension": {"onboardCapabilities": able}});
    json!({
        "createdAt": "2024-01-01T00:00:00Z", "vin": VIN, "motorization": "Electric",
        "attributes": [{"name": "later"}], "_embedded": extension,
    })
    .to_string()
}

#[test]
fn a_car_that_is_known_tells_what_it_is_able_to_in_either_form_and_nothing_else() {
    let details = json!({
        "door": {"supported": true}, "horn": {"supported": false}, "lights": {},
        "preconditioning": {"supported": true, "immediate": true, "programs": {"size": 4}},
        "wakeup": {"supported": true}, "later": {"supported": true},
    });
    let listed = json!({"operation": ["remote:door:write"], "details": details});
    for remote in [&details, &listed] {
        let world = world("public", 200, &able(remote));
        let told = json!({
            "known": true, "motorization": "Electric", "data": ["data:telemetry", "data:trip"],
            "actions": ["lock", "unlock", "wake-up", "climate"],
        });
        assert_eq!(ask(&world, PAGE, BODY), (200, told));
    }
    let world = world("public", 200, "{}");
    let nothing = json!({"known": true, "data": [], "actions": []});
    assert_eq!(ask(&world, PAGE, BODY), (200, nothing));
}

#[test]
fn it_is_asked_by_its_vin_for_no_driver_and_nobody_keeps_the_answer() {
    let world = world("public", 200, &able(&json!({})));
    let answer = Browser::new(&world).send("POST", "/api/v1/eligibility", PAGE, BODY);
    assert_eq!(answer.headers()["cache-control"], "no-store");
    let sent = world.sent.borrow();
    let [request] = sent.as_slice() else {
        panic!("{sent:?}")
    };
    let path = request.uri().path_and_query().unwrap().as_str();
    let asked = "/connectedcar/v3/vehicle/VR3ATTENTJY186996?extension=onboardCapabilities";
    assert_eq!(path, asked);
    assert_eq!(request.headers()["authorization"], "Bearer eligibility");
    assert_eq!(request.headers()["x-introspect-realm"], "clientsB2CPeugeot");
    assert!(world.insides.borrow().is_empty());
    assert!(!world.log().contains("186996"), "{}", world.log());
    let counted: Vec<_> = world.platform.counts.borrow().keys().cloned().collect();
    assert!(!format!("{counted:?}").contains(VIN), "{counted:?}");
}

#[test]
fn a_car_that_nobody_knows_is_an_answer() {
    let unknown = json!({"known": false, "data": [], "actions": []});
    for (status, body) in [
        (404, r#"{"code":40400,"message":"No vehicle found"}"#),
        (
            400,
            r#"{"code":"40000","message":"Bad Request: Invalid vehicle id."}"#,
        ),
        (400, r#"{"code":"40000","message":"Unknown identifier"}"#),
    ] {
        let world = world("public", status, body);
        assert_eq!(ask(&world, PAGE, BODY), (200, unknown.clone()), "{body}");
    }
}

#[test]
fn what_else_the_manufacturer_answers_is_a_problem_of_the_service_and_of_no_driver() {
    for (status, body, code) in [
        (401, r#"{"error":"invalid_token"}"#, "partner-access"),
        (401, "{}", "partner-access"),
        (403, r#"{"code":"40300"}"#, "partner-access"),
        (
            403,
            r#"{"code":"40300","message":"no scope"}"#,
            "partner-access",
        ),
        (404, r#"{"httpCode":"404"}"#, "upstream-rejected"),
        (429, "{}", "rate-limited"),
        (500, r#"{"code":50000}"#, "upstream-unavailable"),
        (200, "<html>", "upstream-unreadable"),
    ] {
        let world = world("public", status, body);
        assert_eq!(ask(&world, PAGE, BODY).1["code"], code, "{status} {body}");
    }
}

#[test]
fn it_is_off_unless_the_owner_says_for_whom_it_is_on() {
    let off = (403, "eligibility-off".to_owned());
    let key = format!("Bearer {OWNER_KEY}");
    let owner = [("authorization", key.as_str()), JSON];
    let wrong = [("authorization", "Bearer 0123456789abcdef"), JSON];
    for headers in [PAGE, &owner, &wrong] {
        assert_eq!(refused(&world("", 200, "{}"), headers, BODY), off);
    }
    for headers in [PAGE, &wrong] {
        assert_eq!(refused(&world("owner", 200, "{}"), headers, BODY), off);
    }
    assert_eq!(ask(&world("owner", 200, "{}"), &owner, BODY).0, 200);
    // A relay may say no, too.
    let world = world("owner", 200, "{}");
    world.serve(|_| {
        let body = r#"{"code":"eligibility-off","status":403}"#;
        served(403, &[("relay-answer", "refused")], body)
    });
    assert_eq!(ask(&world, &owner, BODY).1["code"], "eligibility-off");
}

#[test]
fn a_page_asks_with_its_header_and_from_a_listed_origin() {
    let world = world("public", 200, "{}");
    for (headers, code) in [
        (&[JSON][..], "csrf-header-missing"),
        (
            &[("x-kerbside", "1"), JSON, ("origin", "https://evil.test")],
            "origin-not-allowed",
        ),
    ] {
        assert_eq!(refused(&world, headers, BODY), (403, code.to_owned()));
    }
    let listed = [PAGE, &[("origin", "https://front.test")]].concat();
    assert_eq!(ask(&world, &listed, BODY).0, 200);
}

#[test]
fn what_is_no_question_is_refused_for_its_reason_and_nothing_is_sent() {
    let world = world("public", 200, "{}");
    for (body, code) in [
        ("", "invalid-body"),
        ("[]", "invalid-body"),
        ("{}", "invalid-body"),
        (r#"{"vin":"VR3ATTENTJY186996"}"#, "invalid-body"),
        (r#"{"vin":7,"brand":"peugeot"}"#, "invalid-body"),
        (
            r#"{"vin":"VR3ATTENTJY186996","brand":null}"#,
            "invalid-body",
        ),
        (
            r#"{"vin":"VR3ATTENTJY186996","brand":"peugeot","x":1}"#,
            "invalid-body",
        ),
        (
            r#"{"vin":"VR3ATTENTJY186996","vin":"VR3ATTENTJY186996","brand":"ds"}"#,
            "invalid-body",
        ),
        (
            r#"{"vin":"VR3ATTENTJY186996","brand":"fiat"}"#,
            "unknown-brand",
        ),
        (
            r#"{"vin":"vr3attentjy186996","brand":"peugeot"}"#,
            "invalid-parameter",
        ),
        (
            r#"{"vin":"VR3ATTENTJY18699I","brand":"peugeot"}"#,
            "invalid-parameter",
        ),
        (
            r#"{"vin":"../user/vehicles/","brand":"peugeot"}"#,
            "invalid-parameter",
        ),
        (r#"{"vin":"","brand":"peugeot"}"#, "invalid-parameter"),
    ] {
        assert_eq!(
            refused(&world, PAGE, body),
            (400, code.to_owned()),
            "{body}"
        );
    }
    let text = [("x-kerbside", "1"), ("content-type", "text/plain")];
    let media_type = (415, "unsupported-media-type".to_owned());
    assert_eq!(refused(&world, &text, BODY), media_type);
    let answer = Browser::new(&world).send("POST", "/api/v1/eligibility?vin=1", PAGE, BODY);
    assert_eq!(document(&answer)["parameter"], "vin");
    let unknown = r#"{"vin":"VR3ATTENTJY186996","brand":"fiat"}"#;
    let answer = Browser::new(&world).send("POST", "/api/v1/eligibility", PAGE, unknown);
    let detail = document(&answer)["detail"].as_str().map(str::to_owned);
    assert!(detail.is_some_and(|it| it.starts_with("brand is one of peugeot")));
    // Only questions that can be asked count for a car and for the day.
    let counted = world.platform.counts.borrow();
    let mut counted = counted.keys().map(|(limit, _)| *limit);
    assert!(counted.all(|limit| limit == RateLimit::EligibilityFrom));
}

#[test]
fn questions_of_the_public_are_counted_by_place_by_car_and_in_all_and_the_owners_by_their_key() {
    for limit in [
        RateLimit::EligibilityFrom,
        RateLimit::EligibilityFor,
        RateLimit::EligibilityInAll,
    ] {
        let world = world("public", 200, "{}");
        world.platform.allow(limit, 0);
        let over = (429, "too-many-requests".to_owned());
        assert_eq!(refused(&world, PAGE, BODY), over, "{limit:?}");
    }
    let world = world("owner", 200, "{}");
    let key = format!("Bearer {OWNER_KEY}");
    ask(&world, &[("authorization", &key), JSON], BODY);
    let counted: Vec<_> = world.platform.counts.borrow().keys().cloned().collect();
    assert_eq!(counted, [(RateLimit::Owner, "-".to_owned())]);
}
