//! Addresses that nobody was given: no object is made or woken for them.

use std::fs;
use std::path::PathBuf;

use e2e::chain::Plan;
use e2e::edge::random;
use e2e::workerd;
use reqwest::Client;
use serde_json::json;
use tokio::task::JoinSet;

use super::{later, ordering, sent};
use crate::commands::ordering::{Ordering, WORDS};
use crate::running::CAMILLE;

/// So many addresses are made up.
const MADE_UP: usize = 3000;
/// So many are called at a time.
const AT_ONCE: usize = 64;

/// The files of drivers' objects.
fn objects(it: &Ordering) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![workerd::objects(it.chain.plan()).join("Driver")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => folders.push(path),
                false => files.push(path),
            }
        }
    }
    // What is written ahead comes and goes.
    files.retain(|path| path.extension().is_some_and(|it| it == "sqlite"));
    files.sort();
    files
}

/// Digits that stand for an object, or for none.
pub(crate) fn digits(count: usize) -> String {
    let mut digits = String::new();
    while digits.len() < count {
        let random = random().unwrap();
        digits.extend(random.bytes().map(|byte| format!("{byte:02x}")));
    }
    digits.truncate(count);
    digits
}

#[tokio::test]
async fn addresses_that_are_made_up_make_and_wake_no_object() {
    let plan = Plan::default().acting(&WORDS).counting_objects();
    let it = Ordering::of(plan, CAMILLE).await;
    it.remotes(json!({ "stepSeconds": 600 })).await;
    sent(&it, &it.cars[0], &json!({ "type": "horn", "on": true })).await;
    let deliveries = later(&it, 0).await;
    let target = deliveries[0].target.clone();
    let (base, secret) = target.rsplit_once('/').unwrap();
    let (hooks, object) = base.rsplit_once('/').unwrap();
    let before = objects(&it);
    assert!(!before.is_empty());

    let http = Client::builder().no_proxy().build().unwrap();
    let body = deliveries[0].message.to_string();
    let mut calls = JoinSet::new();
    let mut answered = 0;
    for nth in 0..MADE_UP {
        let made_up = match nth % 4 {
            // Of the right length, and one digit beside a real one.
            0 | 1 => digits(object.len()),
            2 => format!("{}{}", &object[..object.len() - 1], nth % 10),
            _ => digits(nth % 40 + 1),
        };
        // By chance the real one.
        if made_up == object {
            continue;
        }
        while calls.len() >= AT_ONCE {
            let status: u16 = calls.join_next().await.unwrap().unwrap();
            assert!([200, 500].contains(&status), "{status}");
            answered += 1;
        }
        let request = http.post(format!("{hooks}/{made_up}/{secret}"));
        let request = request.header("content-type", "application/json");
        let request = request.body(body.clone());
        calls.spawn(async move { request.send().await.unwrap().status().as_u16() });
    }
    for status in calls.join_all().await {
        assert!([200, 500].contains(&status), "{status}");
        answered += 1;
    }
    assert!(answered > MADE_UP - 400);
    assert_eq!(objects(&it), before);
    // The driver's own, and no other.
    let begun = it.chain.logs().matches("a driver's object begins").count();
    assert_eq!(begun, 1);
    // The real one goes on.
    let deliveries = later(&it, 600 * 5).await;
    assert!(
        deliveries.iter().all(|delivery| delivery.taken),
        "{deliveries:?}"
    );
}

#[tokio::test]
async fn whatever_comes_to_an_address_is_answered_with_200_or_500() {
    let it = ordering().await;
    sent(&it, &it.cars[0], &json!({ "type": "horn", "on": true })).await;
    let deliveries = later(&it, 0).await;
    let target = deliveries[0].target.clone();
    let (base, secret) = target.rsplit_once('/').unwrap();
    let http = Client::builder().no_proxy().build().unwrap();
    let message = deliveries[0].message.to_string();
    let lists = |count: usize| format!("[{}]", vec![message.as_str(); count].join(","));
    let mut statuses = Vec::new();
    for (address, body) in [
        (target.clone(), message.clone()),
        (target.clone(), lists(100)),
        (target.clone(), lists(1001)),
        (target.clone(), String::new()),
        (target.clone(), String::from("null")),
        (target.clone(), "[".repeat(10_000)),
        (target.clone(), "x".repeat(2 << 20)),
        (
            format!("{base}/{}", "A".repeat(secret.len())),
            message.clone(),
        ),
        (format!("{base}/x"), message.clone()),
        (format!("{base}/{secret}?a=b"), message.clone()),
    ] {
        let request = http
            .post(&address)
            .header("content-type", "application/json");
        let status = request.body(body).send().await.unwrap().status().as_u16();
        assert!([200, 500].contains(&status), "{address}: {status}");
        statuses.push(status);
    }
    assert_eq!(statuses[0], 200);
}
