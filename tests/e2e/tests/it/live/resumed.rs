//! Who was away goes on where they were, also where the service was away.

use e2e::chain::Plan;
use serde_json::json;

use super::socket::{EVENTS, Live, Received};
use crate::commands::ordering::{Ordering, until_relays_take_commands};
use crate::running::{CAMILLE, document, logged_in};

#[tokio::test]
async fn a_connection_goes_on_behind_the_last_event_that_was_had() {
    let mut it = Ordering::at_once(CAMILLE).await;
    let other = logged_in(&it.chain, CAMILLE).await;
    let mut live = Live::of(&other, "").await;
    live.hello().await;
    it.done(&it.cars[0], &json!({"type": "lock"})).await;
    let first = live.message().await;
    drop(live);
    it.done(&it.cars[1], &json!({"type": "lock"})).await;
    let after = format!("?after={}", first["id"]);
    let mut again = Live::of(&other, &after).await;
    let last = again.hello().await;
    let mut missed = Vec::new();
    while missed.last() != Some(&last) {
        let event = again.message().await;
        missed.push(event["id"].as_u64().unwrap());
    }
    let expected: Vec<_> = (first["id"].as_u64().unwrap() + 1..=last).collect();
    assert_eq!(missed, expected);

    // The service is killed and begins anew, over what it keeps.
    it.chain.restart_edge().unwrap();
    assert_eq!(again.received().await, Received::Broken);
    until_relays_take_commands(&it.chain).await;
    let mut anew = Live::of(&other, &format!("?after={last}")).await;
    assert_eq!(anew.hello().await, last);
    it.done(&it.cars[0], &json!({"type": "lock"})).await;
    assert_eq!(anew.message().await["id"], last + 1);
}

#[tokio::test]
async fn what_is_not_known_any_more_has_a_page_load_anew() {
    let chain = Plan::default().start().unwrap();
    let driver = logged_in(&chain, CAMILLE).await;
    let mut live = Live::of(&driver, "?after=7").await;
    assert_eq!(live.hello().await, 0);
    assert_eq!(live.message().await, json!({"type": "reset"}));
    let feed = document(&driver, &format!("{EVENTS}?after=7")).await;
    assert_eq!(feed, json!({"events": [], "last": 0, "reset": true}));
}
