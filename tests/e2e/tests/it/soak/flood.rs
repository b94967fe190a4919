//! Strangers who post to addresses by the thousand a second: no object is made or woken for an address
//! that was given to nobody, and the one of a driver is asked as often as its limit allows.

use std::time::{Duration, Instant};

use e2e::chain::watched::Counted;
use e2e::chain::{Chain, Plan};
use reqwest::Client;
use tokio::task::JoinSet;

use super::listener::Listener;
use super::summary::line;
use crate::commands::ordering::until_relays_take_commands;
use crate::hooks::made_up::digits;

/// How long each flood lasts.
const TIME: Duration = Duration::from_secs(10);
/// Requests that are under way at a time.
const AT_ONCE: usize = 64;
/// Notifications that one address takes in a minute (`HOOK_LIMIT`); a flood may lie in two of them.
const MOST: u64 = 2 * 600;

/// What came of a flood.
#[derive(Default)]
struct Flood {
    taken: usize,
    again: usize,
}

/// Posts for as long as a flood lasts, to addresses that `address` makes of their number.
async fn flood(body: &str, address: impl Fn(usize) -> String) -> Flood {
    let http = Client::builder().no_proxy().build().unwrap();
    let began = Instant::now();
    let mut calls = JoinSet::new();
    let mut flood = Flood::default();
    let mut count = |status: u16| match status {
        200 => flood.taken += 1,
        500 => flood.again += 1,
        other => panic!("{other}"),
    };
    for nth in 0.. {
        if began.elapsed() > TIME {
            break;
        }
        if calls.len() >= AT_ONCE {
            count(calls.join_next().await.unwrap().unwrap());
        }
        let request = http.post(address(nth)).body(body.to_owned());
        let request = request.header("content-type", "application/json");
        calls.spawn(async move { request.send().await.unwrap().status().as_u16() });
    }
    for status in calls.join_all().await {
        count(status);
    }
    flood
}

impl Flood {
    fn print(&self, what: &str, chain: &Chain, before: Counted) {
        let counted = chain.counted("driver");
        let answered = self.taken + self.again;
        line(&format!(
            "addresses with {what}: {} requests a second for {} s, of {answered} 200 to {} and 500 \
             to {}; objects that began {}, requests of objects {}",
            answered as u64 / TIME.as_secs(),
            TIME.as_secs(),
            self.taken,
            self.again,
            counted.begun - before.begun,
            counted.requests - before.requests,
        ));
    }
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "minutes: make soak"]
async fn thousands_of_addresses_that_are_made_up_wake_no_object() {
    let plan = Plan::default().crowd(1).acting(&["rules"]);
    let chain = plan.counting_objects().start().unwrap();
    until_relays_take_commands(&chain).await;
    let account = chain.sandbox().crowd().next().unwrap();
    let listener = Listener::new(&chain, account).await;
    let (base, secret) = listener.target.rsplit_once('/').unwrap();
    let (hooks, object) = base.rsplit_once('/').unwrap();
    let body = listener.message.to_string();

    let before = chain.counted("driver");
    let strangers = flood(&body, |_| {
        format!("{hooks}/{}/{secret}", digits(object.len()))
    });
    let strangers = strangers.await;
    strangers.print("made-up ids", &chain, before);
    assert_eq!(chain.counted("driver"), before);
    assert_eq!(strangers.again, 0);

    let before = chain.counted("driver");
    let guesses = flood(&body, |nth| format!("{base}/{nth:022}")).await;
    guesses.print("a driver's id and a made-up secret", &chain, before);
    let after = chain.counted("driver");
    assert!(after.begun - before.begun <= 1);
    assert_eq!(after.requests - before.requests, guesses.taken as u64);
    assert!(guesses.taken as u64 <= MOST, "{}", guesses.taken);
    assert_eq!(after.rows_written, before.rows_written);
}
