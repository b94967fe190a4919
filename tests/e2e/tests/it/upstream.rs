//! Trouble at Stellantis: each kind is a problem of its own, can be followed through both logs by
//! its requestId, and passes nothing on of what the upstream wrote.

use e2e::chain::{Chain, Plan};
use e2e::driver::{Answer, Driver};
use serde_json::{Value, json};

use crate::running::{CAMILLE, chain, logged_in, problem, wrote};

/// What the sandbox's error pages, errors and half documents have in them.
const PROSE: [&str; 9] = [
    "Cannot pass the security checks",
    "Internal Error",
    "Rate Limit exceeded",
    "administrator",
    "Request Rejected",
    "<html",
    "httpCode",
    "moreInformation",
    "_links",
];

async fn with_fault(chain: &Chain, driver: &Driver, mut fault: Value) -> Answer {
    fault["on"] = json!("api");
    chain.sandbox().fault(fault).await.unwrap();
    driver.call("/api/v1/vehicles").await.unwrap()
}

/// Asserts what every problem of the upstream's has in common.
#[track_caller]
fn is_traceable_and_terse(chain: &mut Chain, answer: &Answer, id: &str) {
    for prose in PROSE {
        assert!(!answer.body.contains(prose), "{prose} in {}", answer.body);
    }
    wrote(chain.edge(), id);
    wrote(&chain.relays()[0], id);
}

/// Where trouble is a problem, and not answered with what was last known.
fn without_last_state() -> Plan {
    Plan::default().setting("LAST_STATE", "off")
}

#[tokio::test]
async fn each_kind_of_trouble_is_a_problem_of_its_own() {
    let mut chain = without_last_state().start().unwrap();
    let driver = logged_in(&chain, CAMILLE).await;
    for (fault, status, code) in [
        (json!({ "kind": "html" }), 502, "upstream-unreadable"),
        (
            json!({ "kind": "html", "status": 403 }),
            502,
            "upstream-unreadable",
        ),
        (
            json!({ "kind": "html", "status": 502 }),
            503,
            "upstream-unavailable",
        ),
        (
            json!({ "kind": "html", "status": 503 }),
            503,
            "upstream-unavailable",
        ),
        (json!({ "kind": "truncate" }), 502, "upstream-broken"),
        (json!({ "kind": "reset" }), 502, "upstream-broken"),
        (json!({ "kind": "garbage" }), 502, "upstream-unreadable"),
        (json!({ "kind": "huge" }), 502, "upstream-too-large"),
        (
            json!({ "kind": "status", "status": 503 }),
            503,
            "upstream-unavailable",
        ),
        (
            json!({ "kind": "status", "status": 500 }),
            503,
            "upstream-unavailable",
        ),
        (
            json!({ "kind": "status", "status": 400 }),
            502,
            "upstream-rejected",
        ),
        // A gateway's refusal says nothing of the driver, the backend's own does.
        (
            json!({ "kind": "status", "status": 403 }),
            502,
            "upstream-rejected",
        ),
        (
            json!({ "kind": "status", "status": 403, "code": 40300, "text": "Forbidden" }),
            403,
            "not-this-drivers-vehicle",
        ),
        (json!({ "kind": "invalid-token" }), 502, "token-refused"),
    ] {
        let answer = with_fault(&chain, &driver, fault.clone()).await;
        chain.sandbox().heal().await.unwrap();
        assert_eq!(answer.json()["code"], code, "{fault}: {}", answer.body);
        let id = problem(&answer, status, code);
        is_traceable_and_terse(&mut chain, &answer, &id);
        // Nobody is logged out by it.
        let healed = driver.call("/api/v1/vehicles").await.unwrap();
        assert_eq!(healed.status, 200, "{fault}: {}", healed.body);
    }
}

#[tokio::test]
async fn an_upstream_that_hangs_is_given_up_on() {
    let mut chain = Plan::default().deadline(2).start().unwrap();
    let driver = logged_in(&chain, CAMILLE).await;
    let answer = with_fault(&chain, &driver, json!({ "kind": "hang" })).await;
    let id = problem(&answer, 504, "upstream-timeout");
    is_traceable_and_terse(&mut chain, &answer, &id);
}

#[tokio::test]
async fn each_certificate_that_does_not_fit_is_a_problem_of_its_own() {
    let mut chain = without_last_state().start().unwrap();
    let driver = logged_in(&chain, CAMILLE).await;
    for (order, code) in [
        (json!({ "clients": "refuse" }), "certificate-refused"),
        (json!({ "server": "wrong-ca" }), "upstream-not-trusted"),
        (json!({ "server": "wrong-name" }), "upstream-not-trusted"),
        (
            json!({ "server": "expired" }),
            "upstream-certificate-expired",
        ),
    ] {
        chain.sandbox().tls(order.clone()).await.unwrap();
        let answer = driver.call("/api/v1/vehicles").await.unwrap();
        assert_eq!(answer.json()["code"], code, "{order}: {}", answer.body);
        let id = problem(&answer, 502, code);
        is_traceable_and_terse(&mut chain, &answer, &id);
        chain.sandbox().heal().await.unwrap();
        let healed = driver.call("/api/v1/vehicles").await.unwrap();
        assert_eq!(healed.status, 200, "{order}: {}", healed.body);
    }
}

#[tokio::test]
async fn the_upstreams_own_waiting_time_is_passed_on_and_kept() {
    let chain = chain();
    let driver = logged_in(&chain, CAMILLE).await;
    let answer = with_fault(&chain, &driver, json!({ "kind": "rate-limit" })).await;
    problem(&answer, 429, "rate-limited");
    assert_eq!(answer.header("retry-after"), Some("1045"));
    assert_eq!(answer.json()["retryAfter"], 1045);

    chain.sandbox().heal().await.unwrap();
    let kept = driver.call("/api/v1/user").await.unwrap();
    problem(&kept, 429, "rate-limited");
    let left = kept.json()["retryAfter"].as_u64().unwrap();
    assert!((900..=1045).contains(&left), "{left}");
    let calls = chain.sandbox().calls().await.unwrap();
    assert_eq!(calls["api"].as_array().unwrap().len(), 1, "{calls}");
}

#[tokio::test]
async fn a_reload_costs_the_owner_no_call() {
    let chain = Plan::default().holding().start().unwrap();
    let driver = logged_in(&chain, CAMILLE).await;
    let first = driver.call("/api/v1/user").await.unwrap();
    let again = driver.call("/api/v1/user").await.unwrap();
    assert_eq!((first.status, again.status), (200, 200));
    assert_eq!(first.body, again.body);
    let calls = chain.sandbox().calls().await.unwrap();
    assert_eq!(calls["api"].as_array().unwrap().len(), 1, "{calls}");
}

#[tokio::test]
async fn a_token_refused_for_good_is_refreshed_once_and_not_again() {
    let chain = chain();
    let driver = logged_in(&chain, CAMILLE).await;
    let answer = with_fault(&chain, &driver, json!({ "kind": "invalid-token" })).await;
    problem(&answer, 502, "token-refused");
    let calls = chain.sandbox().calls().await.unwrap();
    assert_eq!(calls["api"].as_array().unwrap().len(), 2, "{calls}");
    let grants = calls["idp"].as_array().unwrap().iter();
    let refreshed = grants
        .filter(|call| call["grant"] == "refresh_token")
        .count();
    assert_eq!(refreshed, 1, "{calls}");
}

#[tokio::test]
async fn a_failed_call_is_not_repeated() {
    let chain = chain();
    let driver = logged_in(&chain, CAMILLE).await;
    let answer = with_fault(&chain, &driver, json!({ "kind": "status", "status": 503 })).await;
    problem(&answer, 503, "upstream-unavailable");
    let calls = chain.sandbox().calls().await.unwrap();
    assert_eq!(calls["api"].as_array().unwrap().len(), 1, "{calls}");
}

#[tokio::test]
async fn the_upstream_sees_the_apps_certificate_client_id_and_the_drivers_realm() {
    let chain = chain();
    let driver = logged_in(&chain, CAMILLE).await;
    assert_eq!(driver.call("/api/v1/user").await.unwrap().status, 200);
    let calls = chain.sandbox().calls().await.unwrap();
    let call = &calls["api"][0];
    let id = &chain.sandbox().description().client.id;
    assert_eq!(call["query"]["client_id"], json!([id]), "{call}");
    assert_eq!(call["realm"], "clientsB2CPeugeot");
    assert!(call["clientCertificate"].is_string(), "{call}");
    let headers = call["headers"].as_array().unwrap();
    for stray in ["cookie", "signature", "signature-input", "x-kerbside"] {
        assert!(!headers.contains(&json!(stray)), "{stray} went upstream");
    }
}
