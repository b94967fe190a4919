//! A hundred who ask at once on an expired token cost one refresh, and whatever happens to that
//! one logs nobody out, as long as the identity provider has some grace.

use std::time::{Duration, Instant};

use e2e::chain::{Chain, Plan};
use e2e::driver::{Answer, Driver};
use serde_json::{Value, json};

use crate::commands::ordering::until;
use crate::running::{CAMILLE, chain, logged_in, problem, slots, wrote};

/// For how long all share the first failure of a refresh: five seconds, of which one may be nearly over
/// when it begins.
const SHARED: Duration = Duration::from_secs(4);
/// The refreshes that a session asks for at most within half an hour.
const MOST_REFRESHES: usize = 6;

async fn a_hundred_at_once(driver: &Driver) -> Vec<Answer> {
    let calls: Vec<_> = (0..100)
        .map(|_| {
            let driver = driver.clone();
            tokio::spawn(async move { driver.call("/api/v1/user").await.unwrap() })
        })
        .collect();
    let mut answers = Vec::new();
    for call in calls {
        answers.push(call.await.unwrap());
    }
    answers
}

fn statuses(answers: &[Answer]) -> Vec<u16> {
    let mut statuses: Vec<_> = answers.iter().map(|answer| answer.status).collect();
    statuses.dedup();
    statuses
}

/// How often the identity provider was asked for a refresh.
async fn refreshes(chain: &Chain) -> usize {
    let calls = chain.sandbox().calls().await.unwrap();
    let calls = calls["idp"].as_array().unwrap();
    let is_refresh = |call: &&Value| call["grant"] == "refresh_token";
    calls.iter().filter(is_refresh).count()
}

/// How many refresh tokens the identity provider honours.
async fn refresh_tokens(chain: &Chain) -> usize {
    let tokens = chain.sandbox().tokens().await.unwrap();
    tokens["refresh"].as_array().unwrap().len()
}

async fn order(chain: &Chain, kind: &str, more: Value) {
    let mut fault = json!({ "on": "idp", "path": "/access_token", "kind": kind });
    fault
        .as_object_mut()
        .unwrap()
        .extend(more.as_object().unwrap().clone());
    chain.sandbox().fault(fault).await.unwrap();
}

#[tokio::test]
async fn a_hundred_at_once_on_an_expired_token_cost_one_refresh() {
    let chain = chain();
    let driver = logged_in(&chain, CAMILLE).await;
    chain.sandbox().expire_tokens().await.unwrap();
    assert_eq!(statuses(&a_hundred_at_once(&driver).await), [200]);
    assert_eq!(refreshes(&chain).await, 1);
}

#[tokio::test]
async fn a_refresh_whose_answer_is_lost_is_noticed_by_nobody() {
    let chain = chain();
    let driver = logged_in(&chain, CAMILLE).await;
    chain.sandbox().expire_tokens().await.unwrap();
    order(&chain, "truncate", json!({ "times": 1 })).await;
    assert_eq!(statuses(&a_hundred_at_once(&driver).await), [200]);
    assert_eq!(refreshes(&chain).await, 2);
    wrote(chain.edge(), "refresh-recovered");
}

#[tokio::test]
async fn an_identity_provider_that_fails_twice_logs_nobody_out_and_is_asked_again_by_itself() {
    let chain = chain();
    let driver = logged_in(&chain, CAMILLE).await;
    chain.sandbox().expire_tokens().await.unwrap();
    order(&chain, "status", json!({ "status": 500 })).await;
    let began = Instant::now();
    let answers = a_hundred_at_once(&driver).await;
    let failed = refreshes(&chain).await;
    chain.sandbox().heal().await.unwrap();
    // On a machine that takes longer it is asked again meanwhile, which fails too.
    let is_shared = began.elapsed() < SHARED;
    for answer in answers {
        problem(&answer, 503, "login-unavailable");
        let pause = answer.json()["retryAfter"].as_u64().unwrap();
        assert!(pause <= 5 || !is_shared, "{pause}");
    }
    let most = if is_shared { 2 } else { MOST_REFRESHES - 1 };
    assert!((2..=most).contains(&failed), "{failed}");
    wrote(chain.edge(), "refresh-recovered");
    assert_eq!(statuses(&a_hundred_at_once(&driver).await), [200]);
    let all = refreshes(&chain).await;
    let most = if is_shared { 3 } else { MOST_REFRESHES };
    assert!((failed + 1..=most).contains(&all), "{failed}, {all}");
    assert_eq!(slots(&driver).await.len(), 1);
}

#[tokio::test]
async fn an_edge_killed_between_the_answer_and_its_use_takes_the_refresh_up_again() {
    let mut chain = chain();
    let driver = logged_in(&chain, CAMILLE).await;
    chain.sandbox().expire_tokens().await.unwrap();
    order(&chain, "delay", json!({ "ms": 5000, "times": 1 })).await;
    let caller = driver.clone();
    let call = tokio::spawn(async move { caller.call("/api/v1/user").await.is_ok() });
    until(async || (refreshes(&chain).await > 0).then_some(())).await;
    chain.freeze_edge();
    until(async || (refresh_tokens(&chain).await != 1).then_some(())).await;
    chain.restart_edge().unwrap();
    assert!(!call.await.unwrap(), "the answer was used");

    // By its alarm, since nobody asks.
    wrote(chain.edge(), "refresh-recovered");
    assert_eq!(refreshes(&chain).await, 2);
    assert_eq!(statuses(&a_hundred_at_once(&driver).await), [200]);
    assert_eq!(slots(&driver).await.len(), 1);
    assert_eq!(refreshes(&chain).await, 2);
}

#[tokio::test]
async fn without_a_grace_a_lost_answer_loses_the_login_and_is_counted_apart() {
    let chain = Plan::default().grace(0).start().unwrap();
    let driver = logged_in(&chain, CAMILLE).await;
    chain.sandbox().expire_tokens().await.unwrap();
    order(&chain, "truncate", json!({ "times": 1 })).await;
    for answer in a_hundred_at_once(&driver).await {
        problem(&answer, 401, "login-lost");
    }
    assert_eq!(refreshes(&chain).await, 2);
    wrote(chain.edge(), r#""outcome":"lost-answer""#);
}
