//! What happens to a driver's cars at the owner's own server: the receiver that is documented, which
//! checks each message by the library of Standard Webhooks.

use std::path::Path;
use std::time::Duration;

use e2e::chain::Plan;
use e2e::ports;
use e2e::process::{Process, command};
use e2e::project::root;
use reqwest::{Client, Method, StatusCode};
use serde_json::{Value, json};

use crate::commands::ordering::{Ordering, WORDS, until};
use crate::running::{CAMILLE, logged_in, wrote};

pub(crate) const PATH: &str = "/api/v1/events/forwarding";
pub(crate) const KEY: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const OTHER_KEY: &str = "whsec_ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=";
const TIMEOUT: Duration = Duration::from_secs(30);

/// The receiver, as it is documented.
pub(crate) fn receiver(port: u16, key: &str) -> Process {
    let mut node = command(Path::new("node"));
    node.arg(root().join("clients/typescript/examples/receiver.mjs"));
    node.env("EVENTS_KEY", key).env("PORT", port.to_string());
    let process = Process::start("receiver", node).unwrap();
    process
        .says(process.stdout(), "where it listens", TIMEOUT, |line| {
            line.starts_with("Listening").then_some(())
        })
        .unwrap();
    process
}

/// A chain that forwards to a port, and a driver.
pub(crate) async fn forwarding(port: u16, keys: &str) -> Ordering {
    let url = format!("http://127.0.0.1:{port}/secret-path");
    let plan = Plan::default().acting(&WORDS);
    let plan = plan.setting("EVENTS_URL", &url).setting("EVENTS_KEY", keys);
    let it = Ordering::of(plan, CAMILLE).await;
    it.remotes(json!({ "stepSeconds": 0 })).await;
    it
}

/// The driver agrees, or withdraws that.
pub(crate) async fn set(it: &Ordering, on: bool) -> Value {
    let request = it.driver.request(Method::PUT, PATH);
    let request = request.header("x-kerbside", "1");
    let request = request.header("origin", it.chain.origin());
    let answer = it.driver.send(request.json(&json!({ "on": on }))).await;
    answer.unwrap().json()
}

/// What the receiver took, once it says that a command is so.
async fn taken_until(receiver: &Process, state: &str) -> Vec<String> {
    until(async || {
        let lines = receiver.stdout().lines();
        let is_there = lines.last().is_some_and(|line| line.ends_with(state));
        is_there.then_some(lines)
    })
    .await
}

fn states(lines: &[String]) -> Vec<&str> {
    let commands = lines.iter().filter(|line| line.contains(" command of "));
    commands
        .filter_map(|line| line.split(' ').next_back())
        .collect()
}

/// Whether the steps of one command came, from the first to the last, each once and in order. How
/// many lie between is the car's.
fn is_one_command(lines: &[String]) -> bool {
    let known = ["accepted", "waking", "checking", "sent", "succeeded"];
    let states = states(lines);
    let places = states
        .iter()
        .map(|state| known.iter().position(|it| it == state));
    places.is_sorted_by(|one, next| one.is_some() && one < next)
        && states.first() == known.first()
        && states.last() == known.last()
}

#[tokio::test]
async fn the_receiver_that_is_documented_takes_what_happens_and_nothing_of_others() {
    let port = ports::free().unwrap();
    let receiver = receiver(port, KEY);
    // While a key is replaced, either is known.
    let it = forwarding(port, &format!("{OTHER_KEY} {KEY}")).await;
    let to = format!("127.0.0.1:{port}");
    let shown = |on: bool| json!({ "available": true, "on": on, "to": to });
    assert_eq!(it.driver.call(PATH).await.unwrap().json(), shown(false));
    it.done(&it.cars[0], &json!({ "type": "horn", "on": true }))
        .await;
    assert_eq!(set(&it, true).await, shown(true));
    it.done(&it.cars[0], &json!({ "type": "lights", "on": true }))
        .await;
    let lines = taken_until(&receiver, "succeeded").await;
    assert!(is_one_command(&lines), "{lines:?}");
    assert!(lines.iter().skip(1).all(|line| line.contains(&it.cars[0])));

    let http = Client::new();
    let message = |signature: &str| {
        http.post(format!("http://{to}/"))
            .header("webhook-id", "evt_1")
            .header("webhook-timestamp", "1795000000")
            .header("webhook-signature", signature)
            .body("{}")
    };
    for request in [
        message("v1,AAAA"),
        message(""),
        http.post(format!("http://{to}/")),
    ] {
        let status = request.send().await.unwrap().status();
        assert_eq!(status, StatusCode::UNAUTHORIZED);
    }
    assert_eq!(receiver.stdout().lines(), lines);
    let log = it.chain.logs();
    for secret in ["secret-path", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"] {
        assert!(!log.contains(secret), "{secret}");
    }
}

#[tokio::test]
async fn what_a_receiver_with_another_key_refuses_arrives_once_it_has_the_right_one() {
    let port = ports::free().unwrap();
    let mut wrong = receiver(port, OTHER_KEY);
    let mut it = forwarding(port, KEY).await;
    set(&it, true).await;
    it.done(&it.cars[0], &json!({ "type": "horn", "on": true }))
        .await;
    wrote(it.chain.edge(), r#""event":"forward","status":401"#);
    assert_eq!(wrong.stdout().lines().len(), 1, "it listens, and no more");
    wrong.end();
    // The object is begun anew meanwhile, and still knows what it has to send.
    it.chain.restart_edge().unwrap();
    let right = receiver(port, KEY);
    let lines = taken_until(&right, "succeeded").await;
    assert!(is_one_command(&lines), "{lines:?}");
}

#[tokio::test]
async fn a_logout_drops_what_waits_and_the_consent_with_it() {
    let port = ports::free().unwrap();
    let mut it = forwarding(port, KEY).await;
    set(&it, true).await;
    it.done(&it.cars[0], &json!({ "type": "horn", "on": true }))
        .await;
    wrote(it.chain.edge(), r#""event":"forward","outcome":"failed""#);
    it.driver.log_out().await.unwrap();
    wrote(it.chain.edge(), r#""outcome":"logged-out""#);
    it.driver = logged_in(&it.chain, CAMILLE).await;
    let shown = it.driver.call(PATH).await.unwrap().json();
    assert_eq!(shown["on"], false);
    // What comes first now is of the new consent.
    let receiver = receiver(port, KEY);
    set(&it, true).await;
    it.done(&it.cars[0], &json!({ "type": "lights", "on": true }))
        .await;
    let lines = taken_until(&receiver, "succeeded").await;
    assert!(is_one_command(&lines), "{lines:?}");
}
