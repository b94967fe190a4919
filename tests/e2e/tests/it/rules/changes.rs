//! Rules are made, read, paused, replaced and deleted, and what is told of them is so.

use reqwest::Method;
use serde_json::json;

use super::watching::{Watching, at_home, moving, path};
use crate::commands::ordering::key;
use crate::running::{CAMILLE, direct, document, logged_in, problem, text};

#[tokio::test]
async fn a_rule_is_watched_for_until_it_is_deleted_and_as_its_driver_wants_it() {
    let it = Watching::new().await;
    let made = it.create(&at_home()).await;
    assert_eq!(made["state"], "active");
    assert_eq!(made["when"], at_home()["when"]);
    let watched = it.monitors().await;
    assert_eq!(watched.len(), 1);
    let monitor = &watched[0]["monitor"];
    assert_eq!(monitor["label"], format!("ks-{}", text(&made["id"])));
    assert_eq!(monitor["triggerParam"]["boolExp"], "(t1 & t2)");
    assert_eq!(monitor["subscribeParam"], json!({"refreshEvent": 3600}));
    // No position comes unasked, and the driver's own words stay here.
    assert_eq!(monitor.get("extendedEventParam"), None);
    assert!(!monitor.to_string().contains("Charged"));
    assert_eq!(it.rules().await, std::slice::from_ref(&made));
    let place = it.place(&made);
    assert_eq!(document(&it.0.driver, &place).await, made);

    let status = format!("{place}/status");
    let paused = it
        .done(Method::PUT, &status, &json!({"paused": true}))
        .await;
    assert_eq!(paused["state"], "paused");
    assert_eq!(it.monitors().await[0]["status"], "Paused");
    let resumed = it
        .done(Method::PUT, &status, &json!({"paused": false}))
        .await;
    assert_eq!(resumed["state"], "active");
    assert_eq!(it.monitors().await[0]["status"], "Running");

    let replaced = it.done(Method::PUT, &place, &moving()).await;
    assert_eq!(replaced["id"], made["id"]);
    assert_eq!(replaced["when"], moving()["when"]);
    let watched = it.monitors().await;
    assert_eq!(watched.len(), 1);
    assert_eq!(
        watched[0]["monitor"]["triggerParam"]["triggers"][0]["data"]["data"],
        "vehicle.kinetic.moving"
    );
    // It may be sent again.
    assert_eq!(
        it.done(Method::PUT, &place, &moving()).await["state"],
        "active"
    );

    let deleted = it.call(Method::DELETE, &place, None).await;
    assert_eq!((deleted.status, deleted.body.as_str()), (204, ""));
    assert!(it.monitors().await.is_empty() && it.rules().await.is_empty());
    let again = it.call(Method::DELETE, &place, None).await;
    problem(&again, 404, "rule-not-found");
    problem(
        &it.0.driver.call(&place).await.unwrap(),
        404,
        "rule-not-found",
    );
}

#[tokio::test]
async fn every_condition_is_one_that_the_manufacturer_takes() {
    let it = Watching::new().await;
    let description = include_str!("../../../../../docs/openapi.json");
    let description: serde_json::Value = serde_json::from_str(description).unwrap();
    let post = &description["paths"]["/api/v1/vehicles/{id}/rules"]["post"];
    let examples = &post["requestBody"]["content"]["application/json"]["examples"];
    let examples = examples.as_object().unwrap();
    assert!(examples.len() > 20);
    let (_, first) = examples.iter().next().unwrap();
    let made = it.create(&first["value"]).await;
    // By a bearer a relay writes twenty times a minute.
    for (count, (name, example)) in examples.iter().enumerate() {
        if count % 8 == 7 {
            it.0.chain.sandbox().expire_tokens().await.unwrap();
        }
        let place = it.place(&made);
        let answer = it.call(Method::PUT, &place, Some(&example["value"])).await;
        assert_eq!(answer.status, 200, "{name}: {}", answer.body);
        assert_eq!(answer.json()["state"], "active", "{name}");
    }
    assert_eq!(it.monitors().await.len(), 1);
}

#[tokio::test]
async fn a_repeat_with_the_same_key_is_the_same_rule() {
    let it = Watching::new().await;
    let key = key();
    let one = it.ask(&key, &moving()).await.json();
    let other = it.ask(&key, &moving()).await;
    assert_eq!((other.status, other.json()), (201, one));
    let reused = it.ask(&key, &at_home()).await;
    problem(&reused, 422, "idempotency-key-reused");
    assert_eq!(it.monitors().await.len(), 1);
}

#[tokio::test]
async fn a_car_has_five_rules_and_each_session_of_the_driver_sees_them() {
    let it = Watching::new().await;
    let mut ids = Vec::new();
    for _ in 0..5 {
        ids.push(it.create(&moving()).await["id"].clone());
    }
    let sixth = it.ask(&key(), &moving()).await;
    problem(&sixth, 409, "too-many-rules");
    assert_eq!(it.monitors().await.len(), 5);
    let other = logged_in(&it.0.chain, CAMILLE).await;
    let list = document(&other, &it.path()).await;
    assert_eq!(list["total"], 5);
    let rules = it.rules().await;
    let found: Vec<_> = rules.iter().map(|rule| rule["id"].clone()).collect();
    assert_eq!(found, ids);
    it.call(Method::DELETE, &it.place(&rules[0]), None).await;
    it.create(&moving()).await;
    assert_eq!(it.monitors().await.len(), 5);
}

#[tokio::test]
async fn what_others_have_watched_counts_against_the_manufacturers_limit() {
    let it = Watching::new().await;
    let first = path(&it.0.cars[0]);
    for _ in 0..3 {
        let made = it.call(Method::POST, &first, Some(&moving())).await;
        assert_eq!(made.status, 201, "{}", made.body);
    }
    let fourth = it.call(Method::POST, &first, Some(&moving())).await;
    problem(&fourth, 422, "rule-refused");
    assert_eq!(document(&it.0.driver, &first).await["total"], 3);
}

#[tokio::test]
async fn rules_outlive_the_edge_and_nothing_of_them_is_told_to_its_disk_or_a_log() {
    let mut it = Watching::new().await;
    let made = it.create(&at_home()).await;
    let before = it.0.chain.logs();
    it.0.chain.restart_edge().unwrap();
    assert_eq!(it.rules().await, std::slice::from_ref(&made));
    let place = it.place(&made);
    assert_eq!(
        it.done(Method::PUT, &place, &moving()).await["state"],
        "active"
    );
    assert_eq!(it.monitors().await.len(), 1);
    let stored = it.0.chain.storage().unwrap();
    let logs = before + &it.0.chain.logs();
    for secret in ["48.8512", "2.3517", "Charged at home", "charge-above"] {
        let is_stored = stored
            .windows(secret.len())
            .any(|part| part == secret.as_bytes());
        assert!(!is_stored, "{secret}");
        assert!(!logs.contains(secret), "{secret}");
    }
}

#[tokio::test]
async fn a_rule_whose_callback_is_deleted_elsewhere_is_watched_for_anew_when_it_is_resumed() {
    let it = Watching::new().await;
    let made = it.create(&at_home()).await;
    let direct = direct(&it.0.chain, CAMILLE).await;
    let raw = document(&it.0.driver, "/api/v1/raw/user/callbacks").await;
    for callback in raw["_embedded"]["callbacks"].as_array().unwrap() {
        let path = format!("/user/callbacks/{}", text(&callback["id"]));
        direct.delete(&path).await.unwrap();
    }
    assert!(it.monitors().await.is_empty());
    let status = format!("{}/status", it.place(&made));
    let resumed = it
        .done(Method::PUT, &status, &json!({"paused": false}))
        .await;
    assert_eq!(resumed["state"], "active");
    let watched = it.monitors().await;
    assert_eq!(watched.len(), 1);
    let label = format!("ks-{}", text(&made["id"]));
    assert_eq!(watched[0]["monitor"]["label"], label);
}
