//! What goes wrong on the way: nothing is sent twice, and what is told is true.

use e2e::chain::Plan;
use serde_json::json;

use super::ordering::{Ordering, WORDS, key, lock, path, states, taken};
use crate::running::{CAMILLE, problem};

#[tokio::test]
async fn an_order_whose_answer_is_lost_is_found_again_by_its_label() {
    let it = Ordering::at_once(CAMILLE).await;
    for (car, kind) in ["lost-answer", "status-though-done", "truncate"]
        .iter()
        .enumerate()
    {
        let car = &it.cars[car];
        it.fault(kind, 0).await;
        let horn = json!({"type": "horn", "on": true});
        it.remotes(json!({ "car": car, "outcome": "Success", "times": 1 }))
            .await;
        let done = it.done(car, &horn).await;
        assert_eq!(done["state"], "succeeded", "{kind}: {done}");
    }
    assert_eq!(it.actions().await.len(), 3);
}

#[tokio::test]
async fn without_echoes_nothing_is_guessed_of_an_order_whose_answer_is_lost() {
    let it = Ordering::at_once(CAMILLE).await;
    it.remotes(json!({ "echo": false })).await;
    // Nor is anything told.
    let drop = json!({ "drop": 1000 });
    it.chain.sandbox().hooks(drop).await.unwrap();
    it.unlocked().await;
    // With an answer nothing is missed.
    assert_eq!(it.done(&it.cars[0], &lock()).await["state"], "succeeded");
    it.fault("lost-answer", 0).await;
    let (key, horn) = (key(), json!({"type": "horn", "on": true}));
    let sent = taken(&it.send(&key, &horn).await);
    assert_eq!(states(&sent), ["sending"]);
    let repeat = taken(&it.send(&key, &horn).await);
    assert_eq!(repeat["id"], sent["id"]);
    assert_eq!(repeat["state"], "sending");
    let again = it.send(&super::ordering::key(), &horn).await;
    problem(&again, 409, "command-in-progress");
    assert_eq!(it.actions().await.len(), 2);
}

#[tokio::test]
async fn where_the_manufacturer_fails_at_what_cars_are_able_to_do_they_are_commanded_all_the_same()
{
    let it = Ordering::at_once(CAMILLE).await;
    let fault = json!({
        "on": "api", "path": "/user/vehicles", "query": "extension=onboardCapabilities",
        "kind": "status", "status": 500, "code": 50055, "text": "Internal Server Error",
    });
    it.chain.sandbox().fault(fault).await.unwrap();
    it.unlocked().await;
    let done = it.done(&it.cars[0], &lock()).await;
    assert_eq!(done["state"], "succeeded", "{done}");
    let list = it
        .driver
        .call("/api/v1/vehicles?include=capabilities")
        .await;
    let list = list.unwrap();
    assert_eq!(list.status, 200, "{}", list.body);
    assert_eq!(list.json()["items"][0].get("capabilities"), None);
    let actions = format!("/api/v1/vehicles/{}/actions", it.cars[0]);
    let actions = it.driver.call(&actions).await.unwrap();
    assert_eq!(actions.status, 200, "{}", actions.body);
}

#[tokio::test]
async fn an_order_that_never_arrived_is_not_told_to_have_been_done() {
    let it = Ordering::at_once(CAMILLE).await;
    it.unlocked().await;
    it.fault("reset", 0).await;
    let sent = taken(&it.send(&key(), &lock()).await);
    assert_eq!(states(&sent), ["sending"]);
    assert!(it.actions().await.is_empty());
}

#[tokio::test]
async fn an_edge_that_is_killed_while_it_sends_has_it_written_down() {
    let mut it = Ordering::at_once(CAMILLE).await;
    it.unlocked().await;
    it.fault("late-answer", 5000).await;
    let (key, lock) = (key(), lock());
    {
        let path = it.path();
        tokio::select! {
            answer = it.driver.command(&path, &key, &lock) => panic!("{answer:?}"),
            () = it.until_taken(1) => {}
        }
    }
    it.chain.restart_edge().unwrap();
    let repeat = taken(&it.send(&key, &lock).await);
    let done = it.end(&repeat).await;
    assert_eq!(done["state"], "succeeded", "{done}");
    assert_eq!(taken(&it.send(&key, &lock).await), done);
    assert_eq!(it.actions().await.len(), 1);
}

#[tokio::test]
async fn an_edge_that_is_killed_before_the_order_arrives_sends_it_no_second_time() {
    let mut it = Ordering::at_once(CAMILLE).await;
    it.unlocked().await;
    // Held for longer than the edge lives, and done by then.
    it.fault("hang", 0).await;
    let (key, lock) = (key(), lock());
    {
        let path = it.path();
        tokio::select! {
            answer = it.driver.command(&path, &key, &lock) => panic!("{answer:?}"),
            () = super::ordering::until(async || {
                let calls = it.chain.sandbox().calls().await.unwrap();
                let mut calls = calls["api"].as_array().unwrap().iter();
                let sent = calls.any(|it| it["path"].as_str().unwrap().ends_with("/remotes"));
                sent.then_some(())
            }) => {}
        }
    }
    it.chain.restart_edge().unwrap();
    let repeat = taken(&it.send(&key, &lock).await);
    assert_eq!(states(&repeat), ["sending"]);
    assert!(it.actions().await.is_empty());
}

#[tokio::test]
async fn a_relay_that_is_killed_while_it_sends_is_not_followed_by_another() {
    let plan = Plan::default().relays(2).acting(&WORDS);
    let mut it = Ordering::of(plan, CAMILLE).await;
    it.remotes(json!({ "stepSeconds": 0 })).await;
    it.unlocked().await;
    it.fault("late-answer", 20_000).await;
    let (driver, path) = (it.driver.clone(), it.path());
    let sending = tokio::spawn(async move { driver.command(&path, &key(), &lock()).await });
    it.until_taken(1).await;
    it.chain.relays()[0].kill();
    let sent = taken(&sending.await.unwrap().unwrap());
    // The other one is asked what became of it.
    assert_eq!(it.end(&sent).await["state"], "succeeded");
    assert_eq!(it.actions().await.len(), 1);
    // What comes then goes by the other.
    let horn = json!({"type": "horn", "on": true});
    assert_eq!(it.done(&it.cars[0], &horn).await["state"], "succeeded");
    assert_eq!(it.actions().await.len(), 2);
}

#[tokio::test]
async fn without_a_relay_nothing_is_sent_and_the_key_stays_free() {
    let mut it = Ordering::at_once(CAMILLE).await;
    it.unlocked().await;
    // So that all is known of the car, and only the order is left to send.
    it.done(&it.cars[0], &json!({"type": "horn", "on": true}))
        .await;
    it.chain.relays()[0].end();
    let key = key();
    let refused = it.send(&key, &lock()).await;
    assert_eq!(refused.status, 503, "{}", refused.body);
    problem(&refused, 503, "no-writer");
    let list = it.driver.call(&it.path()).await.unwrap().json();
    assert_eq!(list["items"].as_array().unwrap().len(), 1, "{list}");
    let other = json!({"type": "lights", "on": true});
    let free = it.driver.command(&path(&it.cars[0]), &key, &other).await;
    problem(&free.unwrap(), 503, "no-writer");
}
