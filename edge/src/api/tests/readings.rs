//! What cars and services have sent, and the right answer to it: one entry of `readings.json` each.
//! `upstream` is the document, or `page` a body that is none; `expect` has the answer's values by
//! JSON pointer: null where there is none, a list where any of several is right.

use serde_json::Value;

use super::{UPSTREAM, logged_in};
use crate::testing::{json, served};

#[test]
fn every_reading_is_answered_as_is_right() {
    let cases: Value = serde_json::from_str(include_str!("readings.json")).unwrap();
    for case in cases.as_array().unwrap() {
        let mut browser = logged_in();
        let sent = case.clone();
        browser.world.serve(move |_| {
            let status = sent["status"].as_u64().unwrap_or(200);
            let document = sent["upstream"].to_string();
            let body = sent["page"].as_str().unwrap_or(&document);
            served(u16::try_from(status).unwrap(), UPSTREAM, body)
        });
        let answer = json(&browser.call("GET", case["ask"].as_str().unwrap()));
        for (place, right) in case["expect"].as_object().unwrap() {
            let is = answer.pointer(place).unwrap_or(&Value::Null);
            let is_right = match right {
                Value::Array(any) => any.contains(is),
                one => one == is,
            };
            assert!(is_right, "{} {place}: {is} in {answer:#}", case["id"]);
        }
        assert!(
            !browser.world.log().contains("fields-unread"),
            "{}",
            case["id"]
        );
    }
}

#[test]
fn a_group_that_nobody_knows_is_named_in_the_log_once_a_document() {
    let mut browser = logged_in();
    browser.world.serve(|_| {
        let body = r#"{"total":2,"_embedded":{"trips":[
            {"id":"a","tyres":{"front":2},"Camille lives here":{},"AB123CD":{},"note":"text"},
            {"id":"b","tyres":[1],"kinetic":{"pace":1}}]}}"#;
        served(200, UPSTREAM, body)
    });
    browser.call("GET", "/api/v1/vehicles/0a/trips");
    let log = browser.world.log();
    assert_eq!(log.matches("groups-unknown").count(), 1, "{log}");
    assert!(log.contains(r#""detail":"tyres""#), "{log}");
    assert!(
        !log.contains("Camille lives") && !log.contains("AB123CD"),
        "{log}"
    );
}
