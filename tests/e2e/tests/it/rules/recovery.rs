//! Answers that are lost on the way: a rule is never watched for twice, and what is told is true.

use reqwest::Method;
use serde_json::json;

use super::watching::{Watching, at_home, moving};
use crate::commands::ordering::{key, until};

#[tokio::test]
async fn a_rule_whose_answer_is_lost_is_found_again_by_its_label() {
    let it = Watching::new().await;
    let kinds = ["lost-answer", "status-though-done", "truncate"];
    for kind in kinds {
        it.fault("POST", Some("/monitors"), kind).await;
        let rule = it.create(&at_home()).await;
        assert_eq!(rule["state"], "active", "{kind}");
    }
    assert_eq!(it.monitors().await.len(), kinds.len());
}

#[tokio::test]
async fn a_rule_that_never_arrived_is_not_told_to_be_watched_for() {
    let it = Watching::new().await;
    it.create(&moving()).await;
    it.fault("POST", Some("/monitors"), "reset").await;
    let key = key();
    let lost = it.ask(&key, &at_home()).await;
    assert_eq!(
        (lost.status, &lost.json()["state"]),
        (201, &json!("unknown"))
    );
    // A repeat makes none either: it may still turn up.
    assert_eq!(it.ask(&key, &at_home()).await.json(), lost.json());
    assert_eq!(it.monitors().await.len(), 1);
    let deleted = it.call(Method::DELETE, &it.place(&lost.json()), None).await;
    assert_eq!(deleted.status, 204);
    assert_eq!(it.rules().await.len(), 1);
}

#[tokio::test]
async fn a_change_whose_answer_is_lost_is_told_as_it_is_and_may_be_sent_again() {
    let it = Watching::new().await;
    let made = it.create(&at_home()).await;
    let (place, status) = (it.place(&made), format!("{}/status", it.place(&made)));
    for (kind, path, body, state) in [
        ("lost-answer", &status, json!({"paused": true}), "paused"),
        ("reset", &status, json!({"paused": false}), "paused"),
        ("lost-answer", &status, json!({"paused": false}), "active"),
        ("lost-answer", &place, moving(), "active"),
        ("reset", &place, at_home(), "unknown"),
    ] {
        it.fault("PUT", None, kind).await;
        let told = it.done(Method::PUT, path, &body).await;
        assert_eq!(told["state"], state, "{kind} {body}");
    }
    assert_eq!(
        it.done(Method::PUT, &place, &at_home()).await["state"],
        "active"
    );
    let watched = it.monitors().await;
    assert_eq!(watched.len(), 1);
    assert_eq!(
        watched[0]["monitor"]["triggerParam"]["boolExp"],
        "(t1 & t2)"
    );
    it.fault("DELETE", None, "lost-answer").await;
    let deleted = it.call(Method::DELETE, &place, None).await;
    assert_eq!(deleted.status, 204, "{}", deleted.body);
    assert!(it.monitors().await.is_empty() && it.rules().await.is_empty());
}

#[tokio::test]
async fn an_edge_that_is_killed_while_it_makes_a_rule_has_it_written_down() {
    let mut it = Watching::new().await;
    // So that the callback is there, and only the monitor is left to make.
    it.create(&moving()).await;
    it.fault("POST", Some("/monitors"), "late-answer").await;
    let (key, rule) = (key(), at_home());
    tokio::select! {
        answer = it.ask(&key, &rule) => panic!("{answer:?}"),
        () = until(async || (it.monitors().await.len() == 2).then_some(())) => {}
    }
    it.0.chain.restart_edge().unwrap();
    let repeat = it.ask(&key, &rule).await;
    assert_eq!(repeat.status, 201, "{}", repeat.body);
    assert_eq!(repeat.json()["state"], "active", "{}", repeat.body);
    assert_eq!(it.monitors().await.len(), 2);
}
