//! Logging in by password, as the manufacturer's page of 2019 has it: off, but for preproduction.

use e2e::chain::{Chain, Plan};
use e2e::driver::{Answer, Driver};
use reqwest::Method;
use serde_json::json;

use crate::running::{CAMILLE, account, chain, problem, slots, wrote};
use crate::secrets::has_none;

/// A chain that takes passwords for Peugeot.
fn taking() -> Plan {
    Plan::default().setting("PASSWORD_GRANT_BRANDS", "peugeot")
}

/// Sends a password as a page of the edge's own origin does, from an address.
async fn send(chain: &Chain, driver: &Driver, from: &str, user: &str, password: &str) -> Answer {
    let request = driver
        .request(Method::POST, "/auth/password")
        .header("x-kerbside", "1")
        .header("origin", chain.origin())
        .header("cf-connecting-ip", from)
        .json(&json!({ "brand": "peugeot", "username": user, "password": password }));
    driver.send(request).await.unwrap()
}

#[tokio::test]
async fn a_driver_logs_in_by_password_and_nothing_remembers_it() {
    let chain = taking().start().unwrap();
    let camille = account(&chain, CAMILLE);
    let driver = chain.driver().unwrap();
    let answer = send(&chain, &driver, "192.0.2.7", CAMILLE, &camille.password).await;
    assert_eq!(answer.status, 204, "{}", answer.body);
    assert_eq!(slots(&driver).await.len(), 1);
    let user = driver.call("/api/v1/user").await.unwrap();
    assert_eq!(user.json()["firstName"], "Camille");

    let calls = chain.sandbox().calls().await.unwrap();
    let grants = calls["idp"].as_array().unwrap();
    assert!(
        grants.iter().any(|call| call["grant"] == "password"),
        "{calls}"
    );
    wrote(chain.edge(), user.header("x-request-id").unwrap());
    has_none("a log", &chain.logs(), &[camille.password]);
}

#[tokio::test]
async fn there_is_no_such_door_unless_the_owner_has_opened_it() {
    let chain = chain();
    let driver = chain.driver().unwrap();
    let answer = send(&chain, &driver, "192.0.2.7", CAMILLE, "x").await;
    problem(&answer, 404, "not-found");
}

#[tokio::test]
async fn it_cannot_be_opened_for_a_provider_of_production() {
    let chain = taking()
        .setting("IDP_BASE_PEUGEOT", "https://idpcvs.peugeot.com/am/oauth2")
        .start()
        .unwrap();
    let health = chain.driver().unwrap().get("/health").await.unwrap();
    problem(&health, 500, "misconfigured");
    assert!(
        health.body.contains("PASSWORD_GRANT_BRANDS"),
        "{}",
        health.body
    );
}

/// Counted in a Durable Object, since the platform's limits know a minute at most.
#[tokio::test]
async fn the_sixth_guess_at_one_user_name_waits_for_a_quarter_of_an_hour_wherever_it_comes_from() {
    let mut chain = taking().start().unwrap();
    let driver = chain.driver().unwrap();
    for n in 0..5 {
        let from = format!("192.0.2.{n}");
        let answer = send(&chain, &driver, &from, CAMILLE, "guess").await;
        problem(&answer, 401, "wrong-credentials");
    }
    // Neither the right password nor a restart of the runtime helps.
    let password = account(&chain, CAMILLE).password;
    chain.restart_edge().unwrap();
    let answer = send(&chain, &driver, "192.0.2.99", CAMILLE, &password).await;
    problem(&answer, 429, "too-many-requests");
    let seconds: u32 = answer.header("retry-after").unwrap().parse().unwrap();
    assert!((600..=900).contains(&seconds), "{seconds}");
    let other = send(&chain, &driver, "192.0.2.98", "lucas@peugeot.test", "x").await;
    problem(&other, 401, "wrong-credentials");
}

#[tokio::test]
async fn the_sixth_password_from_one_address_waits_for_a_minute() {
    let chain = taking().start().unwrap();
    let driver = chain.driver().unwrap();
    for n in 0..5 {
        let user = format!("user-{n}@peugeot.test");
        let answer = send(&chain, &driver, "192.0.2.7", &user, "guess").await;
        problem(&answer, 401, "wrong-credentials");
    }
    let answer = send(&chain, &driver, "192.0.2.7", "one-more", "guess").await;
    problem(&answer, 429, "too-many-requests");
}

#[tokio::test]
async fn while_nothing_can_be_counted_no_password_is_sent_on() {
    let chain = taking().limit("PASSWORD_LIMIT", None).start().unwrap();
    let driver = chain.driver().unwrap();
    let password = account(&chain, CAMILLE).password;
    let answer = send(&chain, &driver, "192.0.2.7", CAMILLE, &password).await;
    problem(&answer, 503, "limiter-unavailable");
    let calls = chain.sandbox().calls().await.unwrap();
    assert_eq!(calls["idp"], json!([]));
}

#[tokio::test]
async fn a_body_that_is_too_large_is_not_read_to_its_end() {
    let chain = taking().start().unwrap();
    let driver = chain.driver().unwrap();
    let answer = send(&chain, &driver, "192.0.2.7", CAMILLE, &"x".repeat(20_000)).await;
    problem(&answer, 413, "body-too-large");
}
