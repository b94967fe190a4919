//! How soon a page is told of a notification: while its driver's object is in memory, and after more
//! than a minute in which nothing came, when each object has left it.

use std::time::Duration;

use e2e::chain::Plan;
use tokio::time::{interval, sleep};

use super::listener::Listener;
use super::summary::{at, line};
use crate::commands::ordering::until_relays_take_commands;

/// Pages that listen, each of a driver of its own.
const PAGES: usize = 50;
/// How often each is told while its object is in memory.
const ROUNDS: usize = 6;
/// Between two notifications: no driver gets more than ten a second, beyond which a page is told to
/// load anew.
const PAUSE: Duration = Duration::from_millis(20);
/// Longer than the platform keeps an object in memory that nobody asks.
const SILENCE: Duration = Duration::from_secs(70);

#[tokio::test]
#[ignore = "minutes: make soak"]
async fn a_page_is_told_of_a_notification_also_after_a_minute_of_silence() {
    let plan = Plan::default().crowd(PAGES).acting(&["rules"]);
    let plan = ["LOGIN_LIMIT", "CALLBACK_LIMIT"]
        .iter()
        .fold(plan, |plan, limit| plan.limit(limit, Some(100_000)));
    let chain = plan.counting_objects().start().unwrap();
    until_relays_take_commands(&chain).await;
    let mut pages = Vec::new();
    for account in chain.sandbox().crowd() {
        pages.push(Listener::new(&chain, account).await);
    }
    let mut pace = interval(PAUSE);
    let mut times = Vec::new();
    for _ in 0..ROUNDS {
        for page in &mut pages {
            pace.tick().await;
            times.push(page.tell().await);
        }
    }
    print("in memory", &mut times);

    // The objects of sessions are left out: none is asked here.
    let begun = || {
        let logs = chain.logs();
        logs.matches("a driver's object begins").count()
    };
    let before = begun();
    sleep(SILENCE).await;
    assert_eq!(begun(), before, "an object woke by itself");
    let mut times = Vec::new();
    for page in &mut pages {
        times.push(page.tell().await);
    }
    assert_eq!(begun() - before, PAGES, "each object had left memory");
    print("gone from memory", &mut times);
}

fn print(what: &str, times: &mut [Duration]) {
    times.sort_unstable();
    line(&format!(
        "notifications to pages whose objects were {what}: {} told, p50 {} ms, p95 {} ms, most {} ms",
        times.len(),
        at(times, 50),
        at(times, 95),
        at(times, 100),
    ));
}
