//! What is no command, or none that may be sent: each its own problem, and no car hears of it.

use std::time::Instant;

use e2e::chain::Plan;
use e2e::driver::Answer;
use reqwest::Method;
use serde_json::{Value, json};

use super::ordering::{Ordering, key, lock, path, taken};
use crate::running::{CAMILLE, called, cars, problem, wrote};

/// A command as a page would send it, but for its body and these headers.
async fn sent_as(it: &Ordering, headers: &[(&str, &str)], body: &str) -> Answer {
    let fresh = key();
    let mut all = vec![
        ("x-kerbside", "1"),
        ("origin", it.chain.origin()),
        ("content-type", "application/json"),
        ("idempotency-key", fresh.as_str()),
    ];
    all.retain(|(name, _)| headers.iter().all(|(other, _)| other != name));
    all.extend(headers.iter().filter(|(_, value)| !value.is_empty()));
    let mut request = it.driver.request(Method::POST, &it.path());
    for (name, value) in all {
        request = request.header(name, value);
    }
    it.driver.send(request.body(body.to_owned())).await.unwrap()
}

/// Asserts that nothing that changes anything went upstream.
async fn nothing_was_sent(it: &Ordering) {
    assert!(it.actions().await.is_empty());
    let calls = it.chain.sandbox().calls().await.unwrap();
    let calls = calls["api"].as_array().unwrap();
    let sent: Vec<_> = calls
        .iter()
        .filter(|call| call["method"] != "GET")
        .collect();
    assert_eq!(sent, Vec::<&Value>::new());
}

#[tokio::test]
async fn a_body_that_is_no_command_is_refused_before_anything_is_asked() {
    let it = Ordering::at_once(CAMILLE).await;
    it.chain.sandbox().forget_calls().await.unwrap();
    for body in [
        "",
        "lock",
        "null",
        "[]",
        r#"{"type":"lock""#,
        r#"{"type":"toggle"}"#,
        r#"{"type":"lock","force":true}"#,
        r#"{"type":"lock","type":"unlock"}"#,
        r#"[{"type":"lock"},{"type":"unlock"}]"#,
        r#"{"door":{"state":"Locked"}}"#,
        r#"{"type":"horn"}"#,
        r#"{"type":"horn","on":"true"}"#,
        r#"{"type":"horn","on":1}"#,
        r#"{"type":"climate","on":null}"#,
        r#"{"type":"climate","on":true,"programs":[]}"#,
        r#"{"type":"climate-programs","programs":[]}"#,
        r#"{"type":"climate-programs","programs":[{"slot":1,"remove":true},{"slot":1,"remove":true}]}"#,
        r#"{"type":"climate-programs","programs":[{"slot":5,"remove":true}]}"#,
        r#"{"type":"climate-programs","programs":[{"slot":1,"remove":false}]}"#,
        r#"{"type":"charging-schedule","nextAt":"02:00","programs":[]}"#,
        r#"{"type":"charging-schedule","nextAt":"soon"}"#,
        r#"{"type":"charging-preferences"}"#,
        r#"{"type":"charging-preferences","powerLevel":6}"#,
        r#"{"type":"navigation","points":[]}"#,
        r#"{"type":"navigation","points":[{"latitude":91,"longitude":0}]}"#,
        r#"{"type":"navigation","points":[{"latitude":1,"longitude":1,"name":"home"}]}"#,
    ] {
        let answer = sent_as(&it, &[], body).await;
        assert_eq!(
            answer.json()["code"],
            "invalid-body",
            "{body}: {}",
            answer.body
        );
        problem(&answer, 400, "invalid-body");
    }
    let long = format!(r#"{{"type":"lock"{}}}"#, " ".repeat(17 << 10));
    problem(&sent_as(&it, &[], &long).await, 413, "body-too-large");
    assert_eq!(called(&it.chain).await, Vec::<String>::new());
    nothing_was_sent(&it).await;
}

#[tokio::test]
async fn a_call_of_another_form_is_refused_before_anything_is_asked() {
    let it = Ordering::at_once(CAMILLE).await;
    it.chain.sandbox().forget_calls().await.unwrap();
    let body = lock().to_string();
    for (name, value, status, code) in [
        ("content-type", "", 415, "unsupported-media-type"),
        ("content-type", "text/plain", 415, "unsupported-media-type"),
        (
            "content-type",
            "application/x-www-form-urlencoded",
            415,
            "unsupported-media-type",
        ),
        ("idempotency-key", "", 400, "idempotency-key-missing"),
        ("idempotency-key", "short", 400, "idempotency-key-missing"),
        (
            "idempotency-key",
            "0123456789 0123456789",
            400,
            "idempotency-key-missing",
        ),
        ("x-kerbside", "", 403, "csrf-header-missing"),
        ("origin", "", 403, "origin-not-allowed"),
        ("origin", "null", 403, "origin-not-allowed"),
        ("origin", "https://evil.test", 403, "origin-not-allowed"),
    ] {
        let answer = sent_as(&it, &[(name, value)], &body).await;
        assert_eq!(answer.json()["code"], code, "{name}: {value}");
        problem(&answer, status, code);
    }
    for method in [Method::PUT, Method::PATCH, Method::DELETE] {
        let request = it.driver.request(method, &it.path()).json(&lock());
        let answer = it.driver.send(request.header("x-kerbside", "1")).await;
        problem(&answer.unwrap(), 405, "method-not-allowed");
    }
    // The raw door reads only.
    let raw = format!(
        "/api/v1/raw/user/vehicles/{}/callbacks/0b/remotes",
        it.cars[0]
    );
    let raw = it.driver.command(&raw, &key(), &lock()).await.unwrap();
    problem(&raw, 405, "method-not-allowed");
    assert_eq!(called(&it.chain).await, Vec::<String>::new());
    nothing_was_sent(&it).await;
    // As it should be, it is taken.
    taken(&sent_as(&it, &[], &body).await);
}

#[tokio::test]
async fn a_key_stands_for_one_command_to_one_car() {
    let it = Ordering::at_once(CAMILLE).await;
    it.unlocked().await;
    let key = key();
    let first = taken(&it.send(&key, &lock()).await);
    let other = json!({"type": "horn", "on": true});
    problem(&it.send(&key, &other).await, 422, "idempotency-key-reused");
    let elsewhere = path(&it.cars[1]);
    let elsewhere = it.driver.command(&elsewhere, &key, &lock()).await.unwrap();
    problem(&elsewhere, 422, "idempotency-key-reused");
    // A page that puts it into quotes, as its draft has it, sends the same one.
    let quoted = it.send(&format!("\"{key}\""), &lock()).await;
    assert_eq!(taken(&quoted)["id"], first["id"]);
    assert_eq!(it.actions().await.len(), 1);
}

#[tokio::test]
async fn a_car_of_another_driver_and_one_that_nobody_has_hear_nothing() {
    let it = Ordering::at_once(CAMILLE).await;
    let (_, others) = cars(&it.chain, "manon@citroen.test").await;
    for (car, status, code) in [
        (others[0].as_str(), 403, "not-this-drivers-vehicle"),
        ("of-nobody", 404, "vehicle-not-found"),
    ] {
        let answer = it
            .driver
            .command(&path(car), &key(), &lock())
            .await
            .unwrap();
        problem(&answer, status, code);
    }
    nothing_was_sent(&it).await;
    let mine = taken(&it.send(&key(), &lock()).await);
    // Nor is a command found below another car, or by another driver.
    let id = mine["id"].as_str().unwrap();
    let below = format!("{}/{id}", path(&it.cars[1]));
    problem(
        &it.driver.call(&below).await.unwrap(),
        404,
        "command-not-found",
    );
    let (manon, _) = cars(&it.chain, "manon@citroen.test").await;
    let stolen = manon.call(&format!("{}/{id}", it.path())).await.unwrap();
    problem(&stolen, 404, "command-not-found");
    let list = manon.call(&it.path()).await.unwrap();
    assert_eq!(list.json()["items"], json!([]));
}

#[tokio::test]
async fn what_a_car_is_not_able_to_do_is_refused() {
    let it = Ordering::at_once(CAMILLE).await;
    let go = json!({"type": "navigation", "points": [{"latitude": 48.85, "longitude": 2.35}]});
    for (car, command) in [
        (0, go.clone()),
        (0, json!({"type": "charging-preferences", "limit": "full"})),
        (2, json!({"type": "climate", "on": true})),
        (2, json!({"type": "charging", "on": true})),
    ] {
        let path = path(&it.cars[car]);
        let answer = it.driver.command(&path, &key(), &command).await.unwrap();
        problem(&answer, 409, "not-supported-by-vehicle");
        assert!(!answer.body.contains("48.85"), "{}", answer.body);
    }
    nothing_was_sent(&it).await;
}

#[tokio::test]
async fn a_car_takes_ten_commands_in_ten_minutes_and_three_that_wake_it() {
    let it = Ordering::at_once(CAMILLE).await;
    let began = Instant::now();
    let wake_up = json!({"type": "wake-up"});
    for _ in 0..3 {
        it.done(&it.cars[0], &wake_up).await;
    }
    problem(&it.send(&key(), &wake_up).await, 429, "too-many-commands");
    for nth in 0..7 {
        let horn = json!({"type": "horn", "on": nth % 2 == 0});
        it.done(&it.cars[0], &horn).await;
    }
    let refused = it.send(&key(), &lock()).await;
    problem(&refused, 429, "too-many-commands");
    // Until the first is ten minutes ago, by the edge's clock, which tells whole seconds.
    let wait = refused.json()["retryAfter"].as_u64().unwrap();
    let passed = began.elapsed().as_secs() + 1;
    assert!((600 - passed..=600).contains(&wait), "{wait} s, {passed} s");
    assert_eq!(it.actions().await.len(), 10);
}

#[tokio::test]
async fn an_edge_and_a_relay_that_are_not_switched_on_send_nothing() {
    let off = Ordering::of(Plan::default().writes(&["lock"]), CAMILLE).await;
    let refused = off.send(&key(), &lock()).await;
    let id = problem(&refused, 403, "action-not-allowed");
    wrote(off.chain.edge(), &id);
    let list = off.driver.call(&off.path()).await.unwrap();
    assert_eq!(list.json()["items"], json!([]));
    nothing_was_sent(&off).await;
    drop(off);

    let plan = Plan::default()
        .acting(&["lock", "unlock"])
        .writes(&["lock"]);
    let chain = plan.start().unwrap();
    let (driver, cars) = cars(&chain, CAMILLE).await;
    let it = Ordering {
        chain,
        driver,
        cars,
    };
    it.unlocked().await;
    // The relay takes a lock, once it takes anything.
    let locked = super::ordering::until(async || {
        let answer = it.send(&key(), &lock()).await;
        (answer.json()["code"] != "no-writer").then_some(answer)
    });
    taken(&locked.await);
    let unlock = json!({"type": "unlock"});
    let refused = it.send(&key(), &unlock).await;
    problem(&refused, 403, "action-not-allowed");
    let horn = json!({"type": "horn", "on": true});
    problem(&it.send(&key(), &horn).await, 403, "action-not-allowed");
    let actions = it.actions().await;
    assert_eq!(actions.len(), 1);
    assert_eq!(actions[0].body["door"]["state"], "Locked");
}
