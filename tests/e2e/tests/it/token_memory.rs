//! An isolate remembers live tokens for seconds. What ends or replaces one in it holds at once, and
//! with the memory switched off nothing is different.

use e2e::chain::{Chain, Plan};
use reqwest::Method;
use serde_json::{Value, json};

use crate::running::{CAMILLE, called, document, items, logged_in, problem, slots, text};

const USER: &str = "/api/v1/user";

fn remembering(seconds: &str) -> Plan {
    Plan::default().setting("TOKEN_MEMORY_SECONDS", seconds)
}

/// How often the identity provider was asked for a refresh.
async fn refreshes(chain: &Chain) -> usize {
    let calls = chain.sandbox().calls().await.unwrap();
    let calls = calls["idp"].as_array().unwrap();
    let is_refresh = |call: &&Value| call["grant"] == "refresh_token";
    calls.iter().filter(is_refresh).count()
}

async fn logouts_hold_at_once(plan: Plan) {
    let chain = plan.start().unwrap();
    for of_one in [false, true] {
        let driver = logged_in(&chain, CAMILLE).await;
        let (name, value) = driver.cookies().pop().unwrap();
        assert_eq!(driver.call(USER).await.unwrap().status, 200);
        let target = match of_one {
            false => "/auth/logout".to_owned(),
            true => format!("/auth/logout?account={}", slots(&driver).await[0]),
        };
        let request = driver.request(Method::POST, &target);
        let answer = driver.send(request.header("x-kerbside", "1")).await;
        assert_eq!(answer.unwrap().status, 204);
        chain.sandbox().forget_calls().await.unwrap();
        driver.set_cookie(&name, &value);
        problem(&driver.call(USER).await.unwrap(), 401, "not-logged-in");
        assert_eq!(called(&chain).await, [""; 0]);
    }
}

#[tokio::test]
async fn a_logout_holds_at_once_where_it_is_answered() {
    logouts_hold_at_once(remembering("5")).await;
}

#[tokio::test]
async fn a_logout_holds_at_once_without_the_memory() {
    logouts_hold_at_once(remembering("0")).await;
}

async fn refused_tokens_are_replaced(plan: Plan) {
    let chain = plan.start().unwrap();
    let driver = logged_in(&chain, CAMILLE).await;
    let list = document(&driver, "/api/v1/vehicles?include=status").await;
    let car = format!("/api/v1/vehicles/{}", text(&items(&list)[0]["id"]));
    for round in 1..=2 {
        chain.sandbox().expire_tokens().await.unwrap();
        for path in ["", "/status", "/position", "/maintenance"] {
            let document = document(&driver, &format!("{car}{path}")).await;
            assert!(document.get("stale").is_none(), "{path}");
        }
        assert_eq!(refreshes(&chain).await, round);
    }
    chain.sandbox().revoke_tokens().await.unwrap();
    problem(&driver.call(USER).await.unwrap(), 401, "login-lost");
    let fault = json!({ "on": "api", "kind": "status", "status": 503 });
    chain.sandbox().fault(fault).await.unwrap();
    let after = driver.call(&format!("{car}/status")).await.unwrap();
    problem(&after, 401, "not-logged-in");
}

#[tokio::test]
async fn a_token_that_is_refused_is_replaced_at_once() {
    refused_tokens_are_replaced(remembering("5")).await;
}

#[tokio::test]
async fn a_token_that_is_refused_is_replaced_without_the_memory() {
    refused_tokens_are_replaced(remembering("0")).await;
}
