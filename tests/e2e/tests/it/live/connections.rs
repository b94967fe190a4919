//! Who is let in and put out, and what they are told meanwhile.

use std::time::Duration;

use e2e::chain::Plan;
use reqwest::Method;
use serde_json::{Value, json};

use super::socket::{EVENTS, Live, Received, ask_for_ticket, by_ticket, handshake, ticket};
use crate::commands::ordering::{Ordering, key, taken, until};
use crate::oauth::bearer;
use crate::running::{CAMILLE, HUGO, cars, document, logged_in, problem};

#[tokio::test]
async fn a_page_is_told_each_step_of_a_command_that_another_sends() {
    let it = Ordering::at_once(CAMILLE).await;
    let other = logged_in(&it.chain, CAMILLE).await;
    let mut live = Live::of(&other, "").await;
    assert_eq!(live.protocol.as_deref(), Some("kerbside-live-v1"));
    let before = live.hello().await;
    let command = it.done(&it.cars[0], &json!({"type": "lock"})).await;
    let mut ids = Vec::new();
    let last = loop {
        let event = live.message().await;
        assert_eq!(event["type"], "command", "{event}");
        assert_eq!(event["vehicleId"], it.cars[0]);
        assert_eq!(event["data"]["id"], command["id"]);
        ids.push(event["id"].as_u64().unwrap());
        if event["data"]["done"] == true {
            break event;
        }
    };
    assert!(ids.is_sorted() && ids[0] > before, "{ids:?}");
    assert_eq!(last["data"], command);
    // Who asks is answered the same.
    let feed = document(&other, &format!("{EVENTS}?after={before}")).await;
    assert_eq!(feed["events"].as_array().unwrap().len(), ids.len());
    assert_eq!(feed["events"].as_array().unwrap().last(), Some(&last));
    assert_eq!(
        (&feed["last"], &feed["reset"]),
        (&last["id"], &json!(false))
    );
    live.say("ping").await;
    assert_eq!(live.received().await, Received::Text("pong".to_owned()));
    live.say("hello?").await;
    assert_eq!(live.received().await, Received::Closed(1008));
}

#[tokio::test]
async fn a_ticket_opens_one_connection_of_a_page_that_may_call() {
    let chain = Plan::default().start().unwrap();
    let driver = logged_in(&chain, CAMILLE).await;
    let given = ask_for_ticket(&driver).await.json();
    let url = given["url"].as_str().unwrap();
    assert_eq!(
        url,
        format!("{}{EVENTS}", chain.origin().replacen("http", "ws", 1))
    );
    let given = ticket(&driver).await;
    let foreign = by_ticket(&driver, &given, "").header("origin", "https://evil.test");
    let answer = driver.send(foreign).await.unwrap();
    problem(&answer, 403, "origin-not-allowed");
    Live::open(by_ticket(&driver, &given, ""))
        .await
        .hello()
        .await;
    let again = driver.send(by_ticket(&driver, &given, "")).await.unwrap();
    problem(&again, 401, "ticket-invalid");
    // A cookie is none, and neither is what names an object that the platform did not make.
    let bare = driver.send(handshake(&driver, "")).await.unwrap();
    problem(&bare, 401, "ticket-invalid");
    let objects = chain.storage().unwrap().len();
    for number in 0..50 {
        let made_up = format!("{number:064x}.AAECAwQFBgcICQoLDA0ODw");
        let answer = driver.send(by_ticket(&driver, &made_up, "")).await.unwrap();
        problem(&answer, 401, "ticket-invalid");
    }
    assert_eq!(chain.storage().unwrap().len(), objects);
    assert!(!chain.logs().contains(&given));
}

#[tokio::test]
async fn a_logout_puts_out_its_connections_and_no_others() {
    let chain = Plan::default().start().unwrap();
    let driver = logged_in(&chain, CAMILLE).await;
    let other = logged_in(&chain, CAMILLE).await;
    let mut leaving = [Live::of(&driver, "").await, Live::of(&driver, "").await];
    let mut staying = Live::of(&other, "").await;
    for live in leaving.iter_mut().chain([&mut staying]) {
        live.hello().await;
    }
    let unused = ticket(&driver).await;
    assert_eq!(driver.log_out().await.unwrap().status, 204);
    for live in &mut leaving {
        assert_eq!(live.received().await, Received::Closed(4401));
    }
    let refused = driver.send(by_ticket(&driver, &unused, "")).await.unwrap();
    problem(&refused, 401, "ticket-invalid");
    staying.say("ping").await;
    assert_eq!(staying.received().await, Received::Text("pong".to_owned()));
}

#[tokio::test]
async fn sixteen_are_connected_and_the_next_is_told_that_there_are_too_many() {
    let chain = Plan::default().start().unwrap();
    let driver = logged_in(&chain, CAMILLE).await;
    let late = ticket(&driver).await;
    let mut open = Vec::new();
    for _ in 0..16 {
        let mut live = Live::of(&driver, "").await;
        live.hello().await;
        open.push(live);
    }
    let mut late = Live::open(by_ticket(&driver, &late, "")).await;
    assert_eq!(late.received().await, Received::Closed(4429));
    let refused = ask_for_ticket(&driver).await;
    problem(&refused, 429, "too-many-connections");
    // Another driver has connections of their own.
    let another = logged_in(&chain, HUGO).await;
    Live::of(&another, "").await.hello().await;
}

#[tokio::test]
async fn an_app_connects_by_its_bearer_and_is_told_of_what_it_may_send() {
    let app = json!([{
        "id": "com.example.app", "name": "Example", "kind": "app", "actions": ["lock"],
        "redirectUris": ["com.example.app:/callback"],
    }]);
    let plan = Plan::default().acting(&["lock", "horn"]);
    let it = Ordering::of(plan.setting("APPS", &app.to_string()), CAMILLE).await;
    it.remotes(json!({ "stepSeconds": 0 })).await;
    let bearer = bearer(&it.chain, CAMILLE).await;
    let app = it.chain.driver().unwrap();
    let mut live = Live::open(handshake(&app, "").bearer_auth(&bearer)).await;
    assert_eq!(live.protocol, None);
    let before = live.hello().await;
    it.done(&it.cars[0], &json!({"type": "horn", "on": true}))
        .await;
    let lock = it.done(&it.cars[0], &json!({"type": "lock"})).await;
    loop {
        let event = live.message().await;
        assert_eq!(event["data"]["type"], "lock", "{event}");
        if event["data"]["done"] == true {
            assert_eq!(event["data"], lock);
            break;
        }
    }
    let request = app.request(Method::GET, &format!("{EVENTS}?after={before}"));
    let feed = app.send(request.bearer_auth(&bearer)).await.unwrap().json();
    let is_lock = |event: &Value| event["data"]["type"] == "lock";
    assert!(feed["events"].as_array().unwrap().iter().all(is_lock));
    let nobody = handshake(&app, "").bearer_auth("no-bearer-of-ours");
    problem(&app.send(nobody).await.unwrap(), 401, "not-logged-in");
}

#[tokio::test]
async fn a_page_that_reads_a_newer_status_has_the_others_told() {
    let it = Ordering::at_once(CAMILLE).await;
    it.unlocked().await;
    let (other, cars) = cars(&it.chain, CAMILLE).await;
    let status = format!("/api/v1/vehicles/{}/status", cars[0]);
    let before = document(&other, &status).await;
    let mut live = Live::of(&other, "").await;
    live.hello().await;
    // What the car does makes it report, and its times are whole seconds.
    let second = Duration::from_secs(1);
    it.chain.sandbox().advance(second).await.unwrap();
    let answer = it.send(&key(), &json!({"type": "lock"})).await;
    taken(&answer);
    it.until_taken(1).await;
    let newer = until(async || {
        let read = document(&other, &status).await;
        (read["observedAt"] != before["observedAt"]).then_some(read)
    });
    let newer = newer.await;
    let event = loop {
        let event = live.message().await;
        if event["type"] == "status" {
            break event;
        }
    };
    assert_eq!(event["vehicleId"], cars[0]);
    assert_eq!(event["data"]["updatedAt"], newer["observedAt"]);
}
