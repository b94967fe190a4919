//! A car is unlocked for who proved lately who they are.

use std::time::{SystemTime, UNIX_EPOCH};

use e2e::chain::Plan;
use e2e::driver::Driver;
use reqwest::Url;
use serde_json::json;

use super::ordering::{Ordering, WORDS, key, lock, taken, until, until_relays_take_commands};
use crate::running::{CAMILLE, account, cars, problem, slots};

/// The longest that a proof is good for, in seconds.
const MOST: u64 = 600;

/// A driver whom the manufacturer remembers from an older login, and who is logged in by that.
async fn remembered(plan: Plan) -> Ordering {
    let plan = plan.limit("OWNER_LIMIT", Some(10_000));
    let chain = plan.start().unwrap();
    until_relays_take_commands(&chain).await;
    let order = json!({ "remember": true });
    chain.sandbox().logins(order).await.unwrap();
    let (driver, cars) = cars(&chain, CAMILLE).await;
    driver.log_out().await.unwrap();
    let older = json!({ "remember": true, "ageSeconds": MOST + 100 });
    chain.sandbox().logins(older).await.unwrap();
    let it = Ordering {
        chain,
        driver,
        cars,
    };
    let login = format!("{}/auth/login?brand=peugeot", it.chain.origin());
    again(&it.driver, &login).await;
    it.remotes(json!({ "stepSeconds": 0 })).await;
    it
}

/// Goes to a login of which the manufacturer needs to ask nothing.
async fn again(driver: &Driver, url: &str) {
    let begun = driver.follow(&url.parse().unwrap()).await.unwrap();
    let provider: Url = begun.header("location").unwrap().parse().unwrap();
    let back = driver.follow(&provider).await.unwrap();
    let callback: Url = back.header("location").unwrap().parse().unwrap();
    let landed = driver.follow(&callback).await.unwrap();
    assert_eq!(landed.header("location"), Some("/"), "{}", landed.body);
}

/// Waits until a session that is made is known to be later than the one there is.
async fn another_second(driver: &Driver) {
    let session = driver.call("/auth/session").await.unwrap().json();
    let since = session["accounts"][0]["since"].as_u64().unwrap();
    until(async || {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
        (now.as_secs() > since).then_some(())
    })
    .await;
}

#[tokio::test]
async fn an_older_login_unlocks_nothing_and_the_form_that_the_problem_leads_to_does() {
    let it = remembered(Plan::default().acting(&WORDS)).await;
    let unlock = json!({"type": "unlock"});
    let refused = it.send(&key(), &unlock).await;
    problem(&refused, 403, "fresh-login-required");
    assert!(it.actions().await.is_empty());
    // Every other command needs none, and nobody is logged out.
    taken(&it.send(&key(), &lock()).await);

    another_second(&it.driver).await;
    let login = refused.json()["loginUrl"].as_str().unwrap().to_owned();
    assert!(login.contains("max_age="), "{login}");
    let begun = it.driver.follow(&login.parse().unwrap()).await.unwrap();
    let form: Url = begun.header("location").unwrap().parse().unwrap();
    assert!(form.query_pairs().any(|(name, _)| name == "max_age"));
    let asked = it.driver.follow(&form).await.unwrap();
    assert_eq!(asked.status, 200, "the manufacturer asks who it is");
    let callback = it.driver.fill_in(&form, &account(&it.chain, CAMILLE)).await;
    let landed = it.driver.follow(&callback.unwrap()).await.unwrap();
    assert_eq!(landed.header("location"), Some("/"), "{}", landed.body);
    // Of two sessions of one driver the later is kept.
    assert_eq!(slots(&it.driver).await.len(), 1);
    let done = it.done(&it.cars[0], &unlock).await;
    assert_eq!(done["state"], "succeeded", "{done}");
}

#[tokio::test]
async fn a_manufacturer_that_does_not_heed_the_age_opens_no_car() {
    let it = remembered(Plan::default().acting(&WORDS)).await;
    let order = json!({ "remember": true, "ignoreMaxAge": true });
    it.chain.sandbox().logins(order).await.unwrap();
    let unlock = json!({"type": "unlock"});
    let refused = it.send(&key(), &unlock).await;
    problem(&refused, 403, "fresh-login-required");
    let login = refused.json()["loginUrl"].as_str().unwrap().to_owned();
    let begun = it.driver.follow(&login.parse().unwrap()).await.unwrap();
    let provider: Url = begun.header("location").unwrap().parse().unwrap();
    let back = it.driver.follow(&provider).await.unwrap();
    let callback: Url = back.header("location").unwrap().parse().unwrap();
    it.driver.follow(&callback).await.unwrap();
    assert_eq!(slots(&it.driver).await.len(), 1);
    problem(&it.send(&key(), &unlock).await, 403, "fresh-login-required");
    assert!(it.actions().await.is_empty());
}
