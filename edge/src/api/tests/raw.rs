//! The upstream's own documents.

use super::*;

const LINK: &str = "https://api.groupe-psa.com/connectedcar/v4";

#[test]
fn a_document_of_the_upstream_is_answered_as_it_is_with_links_that_lead_back_here() {
    let mut browser = logged_in();
    browser.world.serve(|request| {
        assert_eq!(
            request.uri().path_and_query().unwrap(),
            "/connectedcar/v4/user/vehicles/0a/trips?states=Nominal&states=Unfinished"
        );
        let body = format!(
            r#"{{"total":1,"of later":[50.0,31.245270191439438,null],"_links":{{
                "self":{{"href":"{LINK}/user/vehicles/0a/trips?pageToken=a+b"}},
                "help":{{"href":"https://help.example/"}}}}}}"#
        );
        served(200, UPSTREAM, &body)
    });
    let slot = browser.accounts()[0].rsplit('-').next().unwrap().to_owned();
    for base in ["/api/v1".to_owned(), format!("/api/v1/accounts/{slot}")] {
        let path = "raw/user/vehicles/0a/trips?states=Nominal&states=Unfinished";
        let answer = browser.call("GET", &format!("{base}/{path}"));
        assert_eq!(answer.headers()["content-type"], "application/hal+json");
        let origin = crate::testing::settings().public_origin.to_string();
        assert_eq!(
            json(&answer),
            serde_json::json!({
                "total": 1,
                "of later": [50.0, 31.245270191439438, null],
                "_links": {"self": {"href": format!("{origin}{base}/raw/user/vehicles/0a/trips?pageToken=a+b")}},
            })
        );
    }
    assert!(browser.world.log().contains(r#""event":"links-dropped""#));
}

#[test]
fn a_page_token_in_a_link_finds_its_way_back() {
    let mut browser = logged_in();
    browser.call("GET", "/api/v1/raw/user/vehicles?pageToken=a+b%2F=");
    let sent = browser.world.sent.borrow();
    assert_eq!(
        sent.last().unwrap().uri().query(),
        Some("pageToken=a%2Bb%2F%3D")
    );
}

#[test]
fn the_last_position_keeps_its_media_type() {
    let mut browser = logged_in();
    browser
        .world
        .serve(|_| served(200, UPSTREAM, r#"{"type":"Feature"}"#));
    let answer = browser.call("GET", "/api/v1/raw/user/vehicles/0a/lastPosition");
    assert_eq!(answer.headers()["content-type"], "application/vnd.geo+json");
}

#[test]
fn what_goes_wrong_is_a_problem_as_anywhere_else() {
    let mut browser = logged_in();
    let answer = browser.call("GET", "/api/v1/raw/user/vehicles/0a/trips");
    assert_eq!(json(&answer)["code"], "no-data-yet");
    let answer = browser.call("GET", "/api/v1/raw/user?client_id=x");
    assert_eq!(json(&answer)["parameter"], "client_id");
    for value in ["%00", "%C2%85", &"a".repeat(2049)] {
        let answer = browser.call("GET", &format!("/api/v1/raw/user/vehicles?locale={value}"));
        assert_eq!(answer.status(), 400, "{value}");
        assert_eq!(json(&answer)["code"], "invalid-parameter", "{value}");
        assert_eq!(json(&answer)["parameter"], "locale", "{value}");
    }
    let answer = browser.call("POST", "/api/v1/raw/user/callbacks");
    assert_eq!(answer.status(), 405);
    let deep = "[".repeat(1000) + &"]".repeat(1000);
    for body in [
        "<html>".to_owned(),
        "[]".to_owned(),
        format!(r#"{{"a":{deep}}}"#),
    ] {
        browser.world.serve(move |_| served(200, UPSTREAM, &body));
        let answer = browser.call("GET", "/api/v1/raw/user");
        assert_eq!(json(&answer)["code"], "upstream-unreadable");
    }
}
