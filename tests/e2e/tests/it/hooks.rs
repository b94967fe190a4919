//! Notifications, from the manufacturer's post through the edge to a driver's feed.

mod away;
mod disturbed;
pub(crate) mod made_up;
mod rules;

use std::collections::BTreeMap;
use std::time::Duration;

use e2e::chain::Plan;
use e2e::sandbox::HookDelivery;
use serde_json::{Value, json};

use crate::commands::ordering::{Ordering, WORDS, key, path, taken, until};
use crate::running::{CAMILLE, document, text};

/// Seconds between two steps of an order: the longest that a test takes in between.
const STEP: u64 = 600;

/// A driver in a chain in which steps are so far apart that it is the test that moves the clock.
async fn ordering() -> Ordering {
    let it = Ordering::of(Plan::default().acting(&WORDS), CAMILLE).await;
    it.remotes(json!({ "stepSeconds": STEP })).await;
    it
}

/// Has the world be so many seconds later, and waits until what was due then was posted.
async fn later(it: &Ordering, seconds: u64) -> Vec<HookDelivery> {
    let sandbox = it.chain.sandbox();
    sandbox.advance(Duration::from_secs(seconds)).await.unwrap();
    let mut all = sandbox.deliveries().await.unwrap();
    // The callbacks that the world began with have messages of their own.
    all.retain(|delivery| delivery.target.contains("/hooks/v1/"));
    all
}

/// Has an order go all its way.
async fn whole_way(it: &Ordering) -> Vec<HookDelivery> {
    later(it, STEP * 5).await
}

/// Sends a command to a car, which is taken.
async fn sent(it: &Ordering, car: &str, command: &Value) -> Value {
    let answer = it.driver.command(&path(car), &key(), command).await;
    taken(&answer.unwrap())
}

/// Every event of the driver's feed, the first first. That they are read has nothing be asked of
/// the manufacturer.
async fn events(it: &Ordering) -> Vec<Value> {
    let feed = document(&it.driver, "/api/v1/events?after=0").await;
    assert_eq!(feed["reset"], false, "{feed}");
    feed["events"].as_array().unwrap().clone()
}

/// The states of each command, by its id, in the order in which its events came.
async fn state_lists(it: &Ordering) -> BTreeMap<String, Vec<String>> {
    let mut commands = BTreeMap::<String, Vec<String>>::new();
    for event in events(it).await {
        if event["type"] == "command" {
            let states = commands.entry(text(&event["data"]["id"]).to_owned());
            let state = text(&event["data"]["state"]).to_owned();
            states.or_default().push(state);
        }
    }
    commands
}

/// The events by which a command ended.
async fn ends(it: &Ordering, command: &Value) -> Vec<Value> {
    let is_end = |event: &Value| {
        event["type"] == "command"
            && event["data"]["id"] == command["id"]
            && event["data"]["done"] == true
    };
    events(it).await.into_iter().filter(is_end).collect()
}

/// How often actions were read.
async fn readings(it: &Ordering) -> usize {
    let calls = it.chain.sandbox().calls().await.unwrap();
    let calls = calls["api"].as_array().unwrap().iter();
    let is_reading =
        |call: &&Value| call["method"] == "GET" && text(&call["path"]).contains("/remotes");
    calls.filter(is_reading).count()
}

/// The manufacturer is answered with 200 and 500, and nothing else.
#[track_caller]
fn only_200_and_500(deliveries: &[HookDelivery]) {
    for delivery in deliveries {
        for attempt in delivery
            .attempts
            .iter()
            .filter_map(|attempt| attempt.status)
        {
            assert!([200, 500].contains(&attempt), "{delivery:?}");
        }
    }
}

#[tokio::test]
async fn the_end_of_a_command_is_told_without_anybody_reading() {
    let it = ordering().await;
    it.unlocked().await;
    let command = sent(&it, &it.cars[0], &json!({ "type": "lock" })).await;
    let deliveries = whole_way(&it).await;
    only_200_and_500(&deliveries);
    assert!(
        deliveries.iter().all(|delivery| delivery.taken),
        "{deliveries:?}"
    );
    let end = until(async || ends(&it, &command).await.pop()).await;
    assert_eq!(end["data"]["state"], "succeeded", "{end}");
    assert_eq!(end["vehicleId"], it.cars[0]);
    assert_eq!(readings(&it).await, 0);
    let states = state_lists(&it).await.remove(text(&command["id"])).unwrap();
    let expected = ["accepted", "waking", "checking", "sent", "succeeded"];
    assert!(states.ends_with(&expected.map(str::to_owned)), "{states:?}");
}

#[tokio::test]
async fn a_command_that_fails_says_why() {
    let it = ordering().await;
    it.remotes(json!({ "outcome": "CanceledByDriver", "times": 1 }))
        .await;
    let command = sent(&it, &it.cars[0], &json!({ "type": "horn", "on": true })).await;
    whole_way(&it).await;
    let end = until(async || ends(&it, &command).await.pop()).await;
    assert_eq!(end["data"]["state"], "failed");
    assert_eq!(end["data"]["failure"]["upstreamCause"], "CanceledByDriver");
    assert_eq!(readings(&it).await, 0);
}
