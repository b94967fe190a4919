//! The callback that commands are sent through: one, found or made, and quiet with nobody logged in.

use std::fs;

use e2e::driver::Driver;
use e2e::workerd;
use serde_json::{Value, json};

use super::ordering::{Ordering, key, lock, path, taken};
use crate::running::{CAMILLE, direct, document, logged_in};

/// The callbacks of ours, as the manufacturer has them.
async fn own(it: &Ordering, driver: &Driver) -> Vec<Value> {
    let raw = document(driver, "/api/v1/raw/user/callbacks").await;
    let hooks = format!("{}/hooks/v1/", it.chain.origin());
    let all = raw["_embedded"]["callbacks"].as_array().unwrap().iter();
    let target = "/subscribe/callback/webhook/target";
    let is_own = |callback: &&Value| {
        let target = callback.pointer(target).and_then(Value::as_str);
        target.is_some_and(|target| target.starts_with(&hooks))
    };
    all.filter(is_own).cloned().collect()
}

/// How often a path below `/user/callbacks` was called so.
async fn calls(it: &Ordering, method: &str, ending: &str) -> usize {
    let calls = it.chain.sandbox().calls().await.unwrap();
    let calls = calls["api"].as_array().unwrap().iter();
    let is_so = |call: &&Value| {
        call["method"] == method && call["path"].as_str().unwrap().ends_with(ending)
    };
    calls.filter(is_so).count()
}

#[tokio::test]
async fn it_is_made_once_and_everybody_of_a_driver_sends_through_it() {
    let it = Ordering::at_once(CAMILLE).await;
    let other = logged_in(&it.chain, CAMILLE).await;
    let paths = [path(&it.cars[0]), path(&it.cars[1])];
    let horn = json!({"type": "horn", "on": true});
    let (keys, first) = ([key(), key(), key()], &it.driver);
    let (one, two) = tokio::join!(
        first.command(&paths[0], &keys[0], &horn),
        other.command(&paths[1], &keys[1], &horn),
    );
    for answer in [one, two] {
        taken(&answer.unwrap());
    }
    taken(&other.command(&paths[0], &keys[2], &lock()).await.unwrap());
    assert_eq!(calls(&it, "POST", "/user/callbacks").await, 1);
    let own = own(&it, &other).await;
    assert_eq!(own.len(), 1);
    let id = own[0]["callbackId"].as_str().or(own[0]["id"].as_str());
    for action in it.actions().await {
        assert_eq!(Some(action.callback.as_str()), id);
    }
}

#[tokio::test]
async fn an_object_that_has_lost_all_takes_over_what_is_there() {
    let mut it = Ordering::at_once(CAMILLE).await;
    it.done(&it.cars[0], &lock()).await;
    // Nothing is left of sessions and drivers, as after a move to another account.
    let objects = workerd::objects(it.chain.plan());
    it.chain.freeze_edge();
    fs::remove_dir_all(objects).unwrap();
    it.chain.restart_edge().unwrap();
    it.driver = logged_in(&it.chain, CAMILLE).await;
    let horn = json!({"type": "horn", "on": true});
    assert_eq!(it.done(&it.cars[0], &horn).await["state"], "succeeded");
    assert_eq!(calls(&it, "POST", "/user/callbacks").await, 1);
    assert_eq!(own(&it, &it.driver).await.len(), 1);
}

#[tokio::test]
async fn one_that_is_deleted_elsewhere_is_made_anew_and_the_command_sent_once() {
    let it = Ordering::at_once(CAMILLE).await;
    it.done(&it.cars[0], &lock()).await;
    let before = it.actions().await[0].callback.clone();
    let direct = direct(&it.chain, CAMILLE).await;
    direct
        .delete(&format!("/user/callbacks/{before}"))
        .await
        .unwrap();
    assert_eq!(own(&it, &it.driver).await.len(), 0);
    let horn = json!({"type": "horn", "on": true});
    let done = it.done(&it.cars[0], &horn).await;
    assert_eq!(done["state"], "succeeded", "{done}");
    let actions = it.actions().await;
    assert_eq!(actions.len(), 2);
    assert_ne!(actions[1].callback, before);
    assert_eq!(own(&it, &it.driver).await.len(), 1);
}

#[tokio::test]
async fn it_is_quiet_from_the_last_logout_to_the_next_command() {
    let it = Ordering::at_once(CAMILLE).await;
    it.done(&it.cars[0], &lock()).await;
    let other = logged_in(&it.chain, CAMILLE).await;
    let horn = json!({"type": "horn", "on": true});
    taken(
        &other
            .command(&path(&it.cars[1]), &key(), &horn)
            .await
            .unwrap(),
    );
    it.driver.log_out().await.unwrap();
    assert_eq!(own(&it, &other).await[0]["status"], "Running");
    other.log_out().await.unwrap();

    let last = logged_in(&it.chain, CAMILLE).await;
    assert_eq!(own(&it, &last).await[0]["status"], "Paused");
    taken(
        &last
            .command(&path(&it.cars[0]), &key(), &horn)
            .await
            .unwrap(),
    );
    let own = own(&it, &last).await;
    assert_eq!((own.len(), &own[0]["status"]), (1, &json!("Running")));
}
