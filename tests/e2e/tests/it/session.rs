//! The session: who is logged in, for how long, and how it ends.

use e2e::chain::Chain;
use serde_json::{Value, json};
use shared::brand::Brand;

use crate::running::{CAMILLE, account, chain, logged_in, problem, slots, wrote};

/// How often the identity provider was asked for tokens this way.
async fn token_requests(chain: &Chain, wanted: &str) -> usize {
    let calls = chain.sandbox().calls().await.unwrap();
    let calls = calls["idp"].as_array().unwrap();
    let is_wanted = |call: &&Value| {
        call["grant"] == wanted
            || call["path"]
                .as_str()
                .is_some_and(|path| path.ends_with(wanted))
    };
    calls.iter().filter(is_wanted).count()
}

#[tokio::test]
async fn nobody_is_logged_in_at_first_and_the_brands_are_on_offer() {
    let chain = chain();
    let driver = chain.driver().unwrap();
    let session = driver.call("/auth/session").await.unwrap();
    assert_eq!(session.status, 200);
    assert_eq!(session.header("cache-control"), Some("no-store"));
    let session = session.json();
    assert_eq!(session["accounts"], json!([]));
    let brands = session["brands"].as_array().unwrap();
    assert_eq!(brands.len(), Brand::ALL.len());
    let login = format!("{}/auth/login?brand=peugeot", chain.origin());
    assert_eq!(brands[0]["loginUrl"], login);
    problem(
        &driver.call("/api/v1/user").await.unwrap(),
        401,
        "not-logged-in",
    );
}

#[tokio::test]
async fn a_logout_ends_the_session_revokes_its_tokens_and_can_be_repeated() {
    let chain = chain();
    let driver = logged_in(&chain, CAMILLE).await;
    let (name, value) = driver.cookies().pop().unwrap();
    assert_eq!(slots(&driver).await.len(), 1);

    assert_eq!(driver.log_out().await.unwrap().status, 204);
    assert_eq!(token_requests(&chain, "token/revoke").await, 1);
    let tokens = chain.sandbox().tokens().await.unwrap();
    assert_eq!(tokens["access"], json!([]));
    assert_eq!(tokens["refresh"], json!([]));
    assert_eq!(driver.cookies(), []);
    assert_eq!(slots(&driver).await.len(), 0);
    assert_eq!(driver.log_out().await.unwrap().status, 204);

    // A copy of the cookie is worth nothing either.
    driver.set_cookie(&name, &value);
    problem(
        &driver.call("/api/v1/user").await.unwrap(),
        401,
        "not-logged-in",
    );
    assert_eq!(driver.log_out().await.unwrap().status, 204);
    assert_eq!(token_requests(&chain, "token/revoke").await, 1);
}

#[tokio::test]
async fn a_logout_works_while_the_identity_provider_does_not() {
    let mut chain = chain();
    for kind in ["reset", "hang"] {
        let driver = logged_in(&chain, CAMILLE).await;
        let copied = driver.cookies();
        let fault = json!({ "on": "idp", "kind": kind });
        chain.sandbox().fault(fault).await.unwrap();
        assert_eq!(driver.log_out().await.unwrap().status, 204, "{kind}");
        assert_eq!(slots(&driver).await.len(), 0);
        for _ in 0..2 {
            let thief = chain.driver().unwrap();
            for (name, value) in &copied {
                thief.set_cookie(name, value);
            }
            let stolen = thief.call("/api/v1/user").await.unwrap();
            problem(&stolen, 401, "not-logged-in");
            chain.restart_edge().unwrap();
        }
        chain.sandbox().heal().await.unwrap();
    }
}

#[tokio::test]
async fn an_expired_token_is_refreshed_once_and_the_driver_notices_nothing() {
    let chain = chain();
    let driver = logged_in(&chain, CAMILLE).await;
    chain.sandbox().expire_tokens().await.unwrap();
    let calls = (0..8).map(|_| {
        let driver = driver.clone();
        tokio::spawn(async move { driver.call("/api/v1/user").await.unwrap().status })
    });
    for call in calls.collect::<Vec<_>>() {
        assert_eq!(call.await.unwrap(), 200);
    }
    assert_eq!(token_requests(&chain, "refresh_token").await, 1);
}

/// A token that was issued just now may not be known everywhere at once: the manufacturer then
/// refuses it, for a moment.
#[tokio::test]
async fn a_token_that_is_refused_right_after_it_was_issued_fails_one_call_and_ends_no_login() {
    let chain = chain();
    let driver = logged_in(&chain, CAMILLE).await;
    // The token from before is refused, and once the one in its place.
    let fault = json!({ "on": "api", "kind": "invalid-token", "times": 2 });
    chain.sandbox().fault(fault).await.unwrap();
    let refused = driver.call("/api/v1/user").await.unwrap();
    problem(&refused, 502, "token-refused");
    assert_eq!(driver.call("/api/v1/user").await.unwrap().status, 200);
    assert_eq!(token_requests(&chain, "refresh_token").await, 1);
    assert_eq!(slots(&driver).await.len(), 1);
}

#[tokio::test]
async fn a_login_that_was_withdrawn_is_lost_and_says_where_to_log_in() {
    let chain = chain();
    let driver = logged_in(&chain, CAMILLE).await;
    chain.sandbox().revoke_tokens().await.unwrap();
    let answer = driver.call("/api/v1/user").await.unwrap();
    problem(&answer, 401, "login-lost");
    let login = format!("{}/auth/login?brand=peugeot", chain.origin());
    assert_eq!(answer.json()["loginUrl"], login);
    driver.log_in(&account(&chain, CAMILLE)).await.unwrap();
    assert_eq!(driver.call("/api/v1/user").await.unwrap().status, 200);
}

#[tokio::test]
async fn a_refresh_that_fails_for_the_network_keeps_the_driver_logged_in() {
    let mut chain = chain();
    let driver = logged_in(&chain, CAMILLE).await;
    chain.sandbox().expire_tokens().await.unwrap();
    let fault = json!({ "on": "idp", "path": "/access_token", "kind": "status" });
    chain.sandbox().fault(fault).await.unwrap();
    let answer = driver.call("/api/v1/user").await.unwrap();
    problem(&answer, 503, "login-unavailable");
    assert_eq!(slots(&driver).await.len(), 1);
    chain.sandbox().heal().await.unwrap();
    // For some seconds a failed refresh answers all who ask, at an edge that starts anew, too.
    chain.restart_edge().unwrap();
    wrote(chain.edge(), "refresh-recovered");
    assert_eq!(driver.call("/api/v1/user").await.unwrap().status, 200);
}

#[tokio::test]
async fn a_driver_stays_logged_in_when_the_edge_starts_anew() {
    let mut chain = chain();
    let driver = logged_in(&chain, CAMILLE).await;
    chain.restart_edge().unwrap();
    assert_eq!(driver.call("/api/v1/user").await.unwrap().status, 200);
}
