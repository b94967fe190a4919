//! A driver with a page that listens, and a rule that the manufacturer tells of.

use std::time::{Duration, Instant};

use e2e::chain::Chain;
use e2e::sandbox::Account;
use reqwest::Client;
use serde_json::{Value, json};

use crate::commands::ordering::key;
use crate::live::socket::Live;
use crate::running::{document, items, text};

/// Seconds of the world within which what happens to a car is noticed.
const NOTICED: Duration = Duration::from_secs(2);

/// A driver who listens.
pub(super) struct Listener {
    live: Live,
    http: Client,
    /// Where the manufacturer posts.
    pub(super) target: String,
    /// What it posted, whose date makes another message of it.
    pub(super) message: Value,
    posted: u32,
}

impl Listener {
    /// Logs a driver in, who has a car watched and a page open, and has the rule fire once.
    pub(super) async fn new(chain: &Chain, account: &Account) -> Self {
        let driver = chain.driver().unwrap();
        driver.log_in(account).await.unwrap();
        let list = document(&driver, "/api/v1/vehicles").await;
        let car = text(&items(&list)[0]["id"]).to_owned();
        let rule = json!({ "name": "locks", "when": { "any": [{ "is": "locks-changed" }] } });
        let path = format!("/api/v1/vehicles/{car}/rules");
        let answer = driver.command(&path, &key(), &rule).await.unwrap();
        assert_eq!(answer.status, 201, "{}", answer.body);
        let mut live = Live::of(&driver, "").await;
        live.hello().await;
        let before = deliveries(chain).await.len();
        // It is locked or not.
        for locked in [false, true] {
            let order = json!({ "car": car, "locked": locked });
            chain.sandbox().car(order).await.unwrap();
            chain.sandbox().advance(NOTICED).await.unwrap();
        }
        let deliveries = deliveries(chain).await;
        let (target, message) = deliveries[before].clone();
        for _ in before..deliveries.len() {
            assert_eq!(live.message().await["type"], "rule");
        }
        Self {
            live,
            http: Client::builder().no_proxy().build().unwrap(),
            target,
            message,
            posted: 0,
        }
    }

    /// The message of another time that the rule fires.
    pub(super) fn next_message(&mut self) -> Value {
        self.posted += 1;
        let (hour, minute, second) = (self.posted / 3600, self.posted / 60 % 60, self.posted % 60);
        let mut message = self.message.clone();
        message["date"] = json!(format!("2026-11-01T{hour:02}:{minute:02}:{second:02}Z"));
        message
    }

    /// Posts a message as the manufacturer does, and tells how long it took until the page had it.
    pub(super) async fn tell(&mut self) -> Duration {
        let message = self.next_message();
        let post = self.http.post(&self.target).json(&message);
        let began = Instant::now();
        let told = async {
            let event = self.live.message().await;
            (event, began.elapsed())
        };
        let (answer, (event, time)) = tokio::join!(post.send(), told);
        assert_eq!(answer.unwrap().status(), 200);
        assert_eq!(event["type"], "rule", "{event}");
        time
    }
}

/// What was posted to the edge, and where.
async fn deliveries(chain: &Chain) -> Vec<(String, Value)> {
    let all = chain.sandbox().deliveries().await.unwrap();
    // The callbacks that the world began with have messages of their own.
    let own = all
        .into_iter()
        .filter(|delivery| delivery.target.contains("/hooks/v1/"));
    own.map(|delivery| (delivery.target, delivery.message))
        .collect()
}
