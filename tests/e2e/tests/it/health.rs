//! `/health`: what is not set up is named before a driver meets it, and whether relays answer.

use e2e::chain::{Chain, Plan};
use e2e::driver::Answer;
use e2e::edge::random;
use e2e::relay::WRITE_KEY_ID;
use reqwest::Method;
use serde_json::json;

use crate::commands::ordering::until;
use crate::running::{chain, problem, wrote};

/// `/health?relay=1`, asked with a key.
async fn of_relays(chain: &Chain, key: &str) -> Answer {
    let driver = chain.driver().unwrap();
    let request = driver.request(Method::GET, "/health?relay=1");
    driver.send(request.bearer_auth(key)).await.unwrap()
}

#[tokio::test]
async fn complete_settings_are_in_order() {
    let chain = chain();
    let health = chain.driver().unwrap().get("/health").await.unwrap();
    assert_eq!(health.status, 200);
    assert_eq!(health.json(), json!({ "status": "ok" }));
}

#[tokio::test]
async fn settings_that_are_missing_are_named_in_the_answer_and_in_the_log() {
    let names = [
        "PUBLIC_ORIGIN",
        "RELAY_URL",
        "RELAY_KEY",
        "SEAL_KEYS",
        "CLIENT_ID",
        "CLIENT_SECRET",
    ];
    let plan = names
        .iter()
        .fold(Plan::default(), |plan, name| plan.without(name));
    let chain = plan.start().unwrap();
    let driver = chain.driver().unwrap();
    let health = driver.get("/health").await.unwrap();
    problem(&health, 500, "misconfigured");
    let detail = health.json()["detail"].as_str().unwrap().to_owned();
    for name in names {
        let fault = format!("{name}: is not set");
        assert!(detail.contains(&fault), "{fault} is not in {detail}");
        wrote(chain.edge(), &fault);
    }
    // The page itself is there to say that something is wrong.
    assert_eq!(driver.get("/").await.unwrap().status, 200);
    let login = driver.get("/auth/login?brand=peugeot").await.unwrap();
    problem(&login, 500, "misconfigured");
}

#[tokio::test]
async fn a_malformed_setting_is_named_and_not_shown() {
    let secret = "not-base64-but-secret";
    let chain = Plan::default()
        .setting("RELAY_KEY", &format!("edge:{secret}"))
        .setting("PUBLIC_ORIGIN", "http://kerbside.example")
        .start()
        .unwrap();
    let health = chain.driver().unwrap().get("/health").await.unwrap();
    problem(&health, 500, "misconfigured");
    let detail = health.json()["detail"].as_str().unwrap().to_owned();
    for name in ["RELAY_KEY", "PUBLIC_ORIGIN"] {
        assert!(detail.contains(name), "{detail}");
    }
    assert!(!detail.contains(secret), "{detail}");
    assert!(!chain.logs().contains(secret));
}

#[tokio::test]
async fn the_relays_are_shown_to_the_owner_only() {
    let chain = chain();
    let visitor = chain
        .driver()
        .unwrap()
        .get("/health?relay=1")
        .await
        .unwrap();
    problem(&visitor, 404, "not-found");
    problem(
        &of_relays(&chain, "a key of another").await,
        404,
        "not-found",
    );

    let health = of_relays(&chain, &chain.keys().owner).await.json();
    assert_eq!(health["status"], "ok", "{health}");
    let relay = &health["relays"][0];
    assert_eq!(relay["status"], "ok");
    assert!(
        relay["certificateDaysLeft"].as_i64().unwrap() > 0,
        "{relay}"
    );
    assert!(
        relay["clockAheadSeconds"].as_i64().unwrap().abs() <= 1,
        "{relay}"
    );
}

#[tokio::test]
async fn the_step_that_fails_is_named() {
    let mut down = chain();
    down.relays()[0].end();
    let refused = Plan::default()
        .setting("RELAY_KEY", &format!("edge:{}", random().unwrap()))
        .start()
        .unwrap();
    let unknown = Plan::default()
        .setting("REALM_OPEL", "clientsB2COther")
        .start()
        .unwrap();
    // A relay that takes commands, signed with another key than the edge has.
    let unwritten = Plan::default()
        .acting(&["lock"])
        .limit("OWNER_LIMIT", Some(10_000))
        .setting(
            "RELAY_WRITE_KEY",
            &format!("{WRITE_KEY_ID}:{}", random().unwrap()),
        )
        .start()
        .unwrap();
    for (chain, step) in [
        (&down, "reach"),
        (&refused, "signature"),
        (&unwritten, "signature"),
        (&unknown, "realms"),
    ] {
        // A relay takes no commands in its first seconds, and is greeted with no key for them.
        let health = until(async || {
            let health = of_relays(chain, &chain.keys().owner).await.json();
            (health["relays"][0]["step"] != "writes").then_some(health)
        })
        .await;
        assert_eq!(health["status"], "failed", "{step}: {health}");
        assert_eq!(health["relays"][0]["step"], step, "{health}");
    }
}
