//! Connections over which nothing comes for more than a minute: the driver's object leaves memory
//! meanwhile, and is there again for what happens next.

use std::time::{Duration, Instant};

use serde_json::json;
use tokio::time::sleep;

use crate::commands::ordering::Ordering;
use crate::live::socket::Live;
use crate::running::{CAMILLE, logged_in};

/// Longer than the platform keeps an object in memory that nobody asks.
const SILENCE: Duration = Duration::from_secs(70);
const ROUNDS: usize = 3;

#[tokio::test]
#[ignore = "minutes: make soak"]
async fn what_happens_after_a_minute_of_silence_is_told() {
    let it = Ordering::at_once(CAMILLE).await;
    let other = logged_in(&it.chain, CAMILLE).await;
    let mut live = Live::of(&other, "").await;
    let mut last = live.hello().await;
    for round in 0..ROUNDS {
        sleep(SILENCE).await;
        let horn = json!({"type": "horn", "on": true});
        let key = format!("after-silence-{round:04}");
        let sent = it.send(&key, &horn);
        let told = async {
            let event = live.message().await;
            (event, Instant::now())
        };
        let (answer, (event, at)) = tokio::join!(sent, told);
        let late = at.elapsed();
        assert_eq!(answer.status, 202, "{}", answer.body);
        assert_eq!(event["data"]["id"], answer.json()["id"]);
        let id = event["id"].as_u64().unwrap();
        assert!(id > last);
        println!("after {SILENCE:?} of silence: told {late:?} before the sender was answered");
        it.end(&answer.json()).await;
        let mut event = event;
        while event["data"]["done"] != true {
            event = live.message().await;
        }
        last = event["id"].as_u64().unwrap();
    }
}
