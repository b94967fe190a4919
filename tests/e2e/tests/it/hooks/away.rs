//! An edge that was away: what happened meanwhile is told once.

use serde_json::json;

use super::{STEP, ends, later, only_200_and_500, ordering, sent, state_lists};
use crate::commands::ordering::until;
use crate::running::text;

/// Nearly as long as the manufacturer keeps a notification, in seconds.
const AWAY: u64 = 71 * 3600;

#[tokio::test]
async fn an_edge_that_was_away_for_three_days_is_told_of_each_end_once() {
    let mut it = ordering().await;
    let mut commands = Vec::new();
    for car in &it.cars {
        for command in [
            json!({ "type": "horn", "on": true }),
            json!({ "type": "lights", "on": true }),
        ] {
            commands.push(sent(&it, car, &command).await);
        }
    }
    let before = later(&it, 0).await;
    assert!(before.iter().all(|delivery| delivery.taken), "{before:?}");
    it.chain.kill_edge();
    later(&it, STEP * 5).await;
    let away = later(&it, AWAY).await;
    let waiting = away.iter().filter(|delivery| !delivery.taken);
    assert!(waiting.count() >= commands.len(), "{away:?}");
    it.chain.restart_edge().unwrap();
    let after = later(&it, 10).await;
    only_200_and_500(&after);
    let late: Vec<_> = after.iter().skip(before.len()).collect();
    for delivery in &late {
        assert!(delivery.taken, "{delivery:?}");
        let tries: u64 = delivery.attempts.iter().map(|attempt| attempt.times).sum();
        assert!(tries > AWAY / 10, "{delivery:?}");
    }
    // All that waited came as one list.
    let last = late[0].attempts.last().unwrap();
    assert_eq!(last.batch, Some(late.len()));
    for command in &commands {
        let ends = until(async || Some(ends(&it, command).await).filter(|it| !it.is_empty()));
        let ends = ends.await;
        assert_eq!(ends.len(), 1, "{ends:?}");
        assert_eq!(ends[0]["data"]["state"], "succeeded", "{ends:?}");
    }
    // Each step once as well, in order.
    for (id, states) in state_lists(&it).await {
        let mut once = states.clone();
        once.dedup();
        assert_eq!(once, states, "{id}");
        assert_eq!(states.last().map(String::as_str), Some("succeeded"));
        assert!(commands.iter().any(|command| text(&command["id"]) == id));
    }
}
