//! Every meaning of an error of Stellantis' reaches the front end as a problem that somebody can
//! act on, with the names that its support needs and none of its words.

use std::collections::BTreeSet;

use e2e::chain::Chain;
use e2e::driver::{Answer, Driver};
use serde_json::json;
use shared::problem::Code;

use crate::running::{CAMILLE, chain, logged_in, problem};
use crate::sources::{Paths, sources};

/// A driver whose cars tell little, each for a reason of its own.
const LOUISE: &str = "louise@peugeot.test";
/// A driver who agreed to share nothing of her car.
const EMMA: &str = "emma@vauxhall.test";

/// Words of the sandbox's errors.
const PROSE: [&str; 16] = [
    "CORVET",
    "CVS error",
    "Forbidden",
    "Bad Request",
    "Not Found",
    "No data availble",
    "this vehicle",
    "no scope for",
    "insufficient_scope",
    "Invalid parameter",
    "Invalid client",
    "Not registered",
    "client certificate",
    "Internal",
    "Rate Limit",
    "security checks",
];

/// What a problem should be.
struct Expected {
    status: u16,
    code: Code,
    /// The upstream's code.
    upstream: Option<&'static str>,
    retry_after: Option<u64>,
}

const fn expected(status: u16, code: Code, upstream: &'static str) -> Expected {
    Expected {
        status,
        code,
        upstream: Some(upstream),
        retry_after: None,
    }
}

const fn passing(status: u16, code: Code, seconds: u64) -> Expected {
    Expected {
        status,
        code,
        upstream: None,
        retry_after: Some(seconds),
    }
}

/// Asserts that an answer is this problem, terse, and explained where it says.
async fn is_problem(driver: &Driver, answer: &Answer, expected: &Expected, about: &str) {
    let document = answer.json();
    assert_eq!(
        document["code"],
        expected.code.slug(),
        "{about}: {document}"
    );
    problem(answer, expected.status, expected.code.slug());
    assert_eq!(
        document["upstream"]["code"].as_str(),
        expected.upstream,
        "{about}: {document}"
    );
    assert_eq!(
        document["retryAfter"].as_u64(),
        expected.retry_after,
        "{about}: {document}"
    );
    for prose in PROSE {
        assert!(
            !answer.body.contains(prose),
            "{about}: {prose} in {document}"
        );
    }
    let page = driver
        .get(document["type"].as_str().unwrap())
        .await
        .unwrap();
    assert_eq!(page.status, 200, "{about}");
    assert_eq!(
        page.header("content-type"),
        Some("text/html; charset=utf-8"),
        "{about}"
    );
    assert!(
        page.body.contains(expected.code.title()),
        "{about}: {}",
        page.body
    );
    let advice = [
        expected.code.for_driver(),
        expected.code.for_developer(),
        expected.code.for_owner(),
    ];
    assert!(
        advice.iter().all(|text| page.body.contains(text)),
        "{about}: {}",
        page.body
    );
}

/// A driver and the paths of their cars.
async fn cars(chain: &Chain, username: &str) -> (Driver, Vec<String>) {
    let driver = logged_in(chain, username).await;
    let list = driver.call("/api/v1/vehicles").await.unwrap().json();
    let items = list["items"].as_array().unwrap().iter();
    let paths = items.map(|car| format!("/api/v1/vehicles/{}", car["id"].as_str().unwrap()));
    let paths = paths.collect();
    (driver, paths)
}

#[tokio::test]
async fn what_a_car_cannot_tell_is_a_problem_of_its_own_with_the_upstreams_names() {
    let chain = chain();
    let (louise, cars_of_louise) = cars(&chain, LOUISE).await;
    let [_, private, unsubscribed, _, box_replaced, _, lapsed] = cars_of_louise.as_slice() else {
        panic!("{cars_of_louise:?}")
    };
    let (emma, cars_of_emma) = cars(&chain, EMMA).await;
    let strangers = cars_of_emma[0].clone();
    for (driver, path, expected) in [
        (
            &louise,
            format!("{private}/maintenance"),
            expected(403, Code::PrivacyOn, "40400"),
        ),
        (
            &louise,
            format!("{unsubscribed}/status"),
            expected(404, Code::NoDataYet, "40400"),
        ),
        (
            &louise,
            format!("{box_replaced}/status"),
            expected(409, Code::TelematicsBoxReplaced, "50000"),
        ),
        (
            &louise,
            format!("{lapsed}/status"),
            expected(403, Code::ServiceNotSubscribed, "40300"),
        ),
        (
            &emma,
            format!("{strangers}/maintenance"),
            expected(403, Code::ConsentMissing, "40300"),
        ),
        (
            &louise,
            strangers,
            expected(403, Code::NotThisDriversVehicle, "40300"),
        ),
        (
            &louise,
            "/api/v1/vehicles/of-nobody".to_owned(),
            expected(404, Code::VehicleNotFound, "40000"),
        ),
    ] {
        let answer = driver.call(&path).await.unwrap();
        is_problem(driver, &answer, &expected, &path).await;
        let uuid = answer.json()["upstream"]["uuid"].clone();
        assert_eq!(uuid.as_str().map(str::len), Some(36), "{path}: {uuid}");
    }
}

#[tokio::test]
async fn each_kind_of_refusal_says_whether_and_when_to_come_back() {
    let chain = chain();
    let driver = logged_in(&chain, CAMILLE).await;
    let refused = |status: u16, code: u32, text: &str| json!({ "kind": "status", "status": status, "code": code, "text": text });
    let gateway =
        |status: u16, text: &str| json!({ "kind": "status", "status": status, "text": text });
    let trouble = || passing(503, Code::UpstreamUnavailable, 30);
    let nameless = |code| Expected {
        upstream: None,
        ..expected(502, code, "")
    };
    for (fault, expected) in [
        (
            refused(500, 50038, "CVS error/user-vins"),
            Expected {
                upstream: Some("50038"),
                ..trouble()
            },
        ),
        (
            refused(500, 50000, "Internal Server Error"),
            Expected {
                upstream: Some("50000"),
                ..trouble()
            },
        ),
        (gateway(500, "Internal Error"), trouble()),
        (gateway(502, "Internal Error"), trouble()),
        (gateway(504, "Internal Error"), trouble()),
        (
            refused(404, 40499, "No data availble for such context."),
            expected(404, Code::NoDataYet, "40499"),
        ),
        (
            refused(400, 40000, "Invalid parameter: X-MPHSource"),
            expected(502, Code::UpstreamRejected, "40000"),
        ),
        (
            gateway(401, "Not registered to plan"),
            nameless(Code::PartnerAccess),
        ),
        (
            gateway(401, "Invalid client id or secret."),
            nameless(Code::PartnerAccess),
        ),
        (
            // The relay's own answer: what the upstream wrote ends there.
            refused(495, 495, "Invalid or expired client certificate"),
            nameless(Code::CertificateRefused),
        ),
        (
            json!({ "kind": "invalid-token" }),
            passing(502, Code::TokenRefused, 30),
        ),
        // The last: the relay keeps to it.
        (
            json!({ "kind": "rate-limit" }),
            passing(429, Code::RateLimited, 1045),
        ),
    ] {
        let mut order = fault.clone();
        order["on"] = json!("api");
        chain.sandbox().fault(order).await.unwrap();
        let answer = driver.call("/api/v1/user").await.unwrap();
        chain.sandbox().heal().await.unwrap();
        is_problem(&driver, &answer, &expected, &fault.to_string()).await;
    }
}

#[tokio::test]
async fn a_token_that_is_refused_once_is_replaced_and_nobody_notices() {
    let chain = chain();
    let driver = logged_in(&chain, CAMILLE).await;
    let fault = json!({ "on": "api", "kind": "invalid-token", "times": 1 });
    chain.sandbox().fault(fault).await.unwrap();
    let answer = driver.call("/api/v1/user").await.unwrap();
    assert_eq!(answer.status, 200, "{}", answer.body);
    let calls = chain.sandbox().calls().await.unwrap();
    assert_eq!(calls["api"].as_array().map(Vec::len), Some(2), "{calls}");
}

#[test]
fn no_problem_is_described_that_nothing_answers() {
    let packages = ["shared", "edge", "relay"].map(sources);
    let named: BTreeSet<Vec<String>> = packages.iter().flatten().flat_map(Paths::of).collect();
    let answered = |code: &Code| {
        let path = ["Code".to_owned(), format!("{code:?}")];
        named.iter().any(|names| names.ends_with(&path))
    };
    let idle: Vec<Code> = Code::ALL
        .into_iter()
        .filter(|code| !answered(code))
        .collect();
    assert_eq!(idle, Vec::<Code>::new());
}
