//! Notifications that come twice, in another order, together, too early, from strangers or broken.

use serde_json::{Value, json};

use super::{STEP, ends, later, only_200_and_500, ordering, sent, state_lists, whole_way};
use crate::commands::ordering::{Ordering, states, until};
use crate::running::text;

/// Disturbs what is told of a command, and follows it to its end, which is told once.
async fn disturbed(it: &Ordering, car: usize, disturb: Value) -> Vec<String> {
    let sandbox = it.chain.sandbox();
    sandbox.hooks(disturb.clone()).await.unwrap();
    // Whether the car is driven by then or not.
    it.remotes(json!({ "outcome": "Success" })).await;
    let horn = json!({ "type": "horn", "on": true });
    let command = sent(it, &it.cars[car], &horn).await;
    let deliveries = whole_way(it).await;
    sandbox.forget_hooks().await.unwrap();
    // What was held back.
    let deliveries = [deliveries, later(it, 0).await].concat();
    only_200_and_500(&deliveries);
    let end = until(async || ends(it, &command).await.pop()).await;
    assert_eq!(end["data"]["state"], "succeeded", "{disturb}");
    assert_eq!(ends(it, &command).await.len(), 1, "{disturb}");
    state_lists(it).await.remove(text(&command["id"])).unwrap()
}

#[tokio::test]
async fn what_comes_twice_turned_round_together_or_late_is_told_once() {
    let it = ordering().await;
    let once = disturbed(&it, 0, json!({})).await;
    // The next finds the car awake, and one step is not said.
    let awake: Vec<String> = once
        .iter()
        .filter(|state| *state != "waking")
        .cloned()
        .collect();
    for (car, disturb) in [
        (0, json!({ "duplicate": true })),
        (0, json!({ "batch": 4 })),
        (0, json!({ "delay": STEP })),
    ] {
        let states = disturbed(&it, car, disturb.clone()).await;
        let is_same = states.iter().filter(|state| *state != "waking").eq(&awake);
        assert!(is_same, "{disturb}: {states:?}");
    }
    // Of what comes after its end only the end is told.
    let states = disturbed(&it, 1, json!({ "reorder": 5 })).await;
    assert_eq!(states.last().map(String::as_str), Some("succeeded"));
    // One that is lost is not missed.
    let states = disturbed(&it, 2, json!({ "drop": 2 })).await;
    assert_eq!(states.last().map(String::as_str), Some("succeeded"));
}

#[tokio::test]
async fn what_is_told_before_the_order_is_answered_is_not_lost() {
    let it = ordering().await;
    it.remotes(json!({ "stepSeconds": 0 })).await;
    it.chain
        .sandbox()
        .hooks(json!({ "beforeAnswer": true }))
        .await
        .unwrap();
    let horn = json!({ "type": "horn", "on": true });
    let command = sent(&it, &it.cars[0], &horn).await;
    // All of it was posted, and taken, before the order was answered.
    let deliveries = later(&it, 0).await;
    only_200_and_500(&deliveries);
    assert_eq!(deliveries.len(), 5);
    assert!(
        deliveries.iter().all(|delivery| delivery.taken),
        "{deliveries:?}"
    );
    let end = until(async || ends(&it, &command).await.pop()).await;
    assert_eq!(end["data"]["state"], "succeeded");
    assert_eq!(ends(&it, &command).await.len(), 1);
    assert_eq!(states(&end["data"]).last(), Some(&"succeeded"));
}

#[tokio::test]
async fn what_strangers_send_and_what_is_broken_changes_nothing_and_is_taken() {
    let it = ordering().await;
    let plain = disturbed(&it, 0, json!({})).await;
    for (car, disturb) in [
        (1, json!({ "foreign": true })),
        (2, json!({ "garbage": true, "bare": true })),
    ] {
        let states = disturbed(&it, car, disturb).await;
        assert_eq!(states, plain);
    }
    let deliveries = later(&it, 0).await;
    for origin in ["foreign", "garbage", "bare"] {
        let mut strays = deliveries
            .iter()
            .filter(|it| it.origin == origin)
            .peekable();
        assert!(strays.peek().is_some(), "{origin}");
        // None is asked for again.
        assert!(strays.all(|stray| stray.taken), "{origin}");
    }
    // Nobody's command was made by what was said of others'.
    assert_eq!(state_lists(&it).await.len(), 3);
}
