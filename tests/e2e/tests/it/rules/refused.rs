//! What is no rule, or none that may be made: each its own problem, and nothing is watched for.

use e2e::chain::Plan;
use reqwest::Method;
use serde_json::{Value, json};

use super::watching::{Watching, at_home, moving, path};
use crate::commands::ordering::{Ordering, key, until};
use crate::running::{CAMILLE, LUCAS, cars, problem};

#[tokio::test]
async fn what_is_no_rule_is_refused_before_anything_is_asked() {
    let it = Watching::new().await;
    it.0.chain.sandbox().forget_calls().await.unwrap();
    let of = |condition: Value| json!({"name": "x", "when": {"all": [condition]}});
    for rule in [
        json!(null),
        json!([]),
        json!({}),
        json!({"name": "", "when": {"all": [{"is": "moving"}]}}),
        json!({"name": "x", "when": {}}),
        json!({"name": "x", "when": {"all": []}}),
        json!({"name": "x", "when": {"all": vec![json!({"is": "moving"}); 6]}}),
        json!({"name": "x", "when": {"all": [{"is": "moving"}], "any": [{"is": "alarm"}]}}),
        json!({"name": "x", "when": {"all": [{"is": "moving"}]}, "remindEverySeconds": 899}),
        json!({"name": "x", "when": {"all": [{"is": "moving"}]}, "extendedEventParam": ["vehicle.position"]}),
        of(json!({"is": "vehicle.odometer"})),
        of(json!({"is": "moving", "on": true})),
        of(json!({"is": "charge-above", "percent": 100})),
        of(json!({"is": "enters", "latitude": 91, "longitude": 0, "radiusKm": 1})),
        of(json!({"is": "enters", "latitude": 1, "longitude": 1, "radiusKm": 0.5})),
        of(json!({"is": "alert", "codes": ["$vin"]})),
        of(
            json!({"is": "during", "days": ["Mon"], "from": "8:00", "to": "9:00", "timeZone": "UTC"}),
        ),
    ] {
        problem(&it.ask(&key(), &rule).await, 400, "invalid-body");
        let place = format!("{}/r1", it.path());
        let put = it.call(Method::PUT, &place, Some(&rule)).await;
        problem(&put, 400, "invalid-body");
    }
    let long = json!({"name": "x".repeat(17 << 10), "when": {"all": [{"is": "moving"}]}});
    problem(&it.ask(&key(), &long).await, 413, "body-too-large");
    problem(
        &it.ask("short", &moving()).await,
        400,
        "idempotency-key-missing",
    );
    let status = format!("{}/r1/status", it.path());
    let put = it
        .call(Method::PUT, &status, Some(&json!({"paused": 1})))
        .await;
    problem(&put, 400, "invalid-body");
    for (method, path) in [(Method::PATCH, it.path()), (Method::GET, status)] {
        let answer = it.call(method, &path, None).await;
        problem(&answer, 405, "method-not-allowed");
    }
    assert_eq!(it.writes().await, 0);
    assert!(it.rules().await.is_empty());
}

#[tokio::test]
async fn what_the_manufacturer_does_not_take_is_a_rule_that_is_refused() {
    let it = Watching::new().await;
    let fault = json!({
        "on": "api", "method": "POST", "ending": "/monitors", "kind": "status",
        "status": 400, "code": 40000, "text": "boolExp is always false", "times": 1,
    });
    it.0.chain.sandbox().fault(fault).await.unwrap();
    let key = key();
    problem(&it.ask(&key, &at_home()).await, 422, "rule-refused");
    assert!(it.rules().await.is_empty());
    // Its key is free for another.
    assert_eq!(it.ask(&key, &moving()).await.status, 201);
}

#[tokio::test]
async fn another_drivers_car_is_not_watched() {
    let it = Watching::new().await;
    let (_, theirs) = cars(&it.0.chain, LUCAS).await;
    it.0.chain.sandbox().forget_calls().await.unwrap();
    let answer = it
        .call(Method::POST, &path(&theirs[0]), Some(&at_home()))
        .await;
    assert!(
        ["not-this-drivers-vehicle", "vehicle-not-found"]
            .map(Value::from)
            .contains(&answer.json()["code"]),
        "{}",
        answer.body
    );
    let list = it.0.driver.call(&path(&theirs[0])).await.unwrap().json();
    assert_eq!(list["total"], 0);
    let made = it.create(&moving()).await;
    let elsewhere = format!("{}/{}", path(&it.0.cars[0]), made["id"].as_str().unwrap());
    for method in [Method::PUT, Method::DELETE] {
        let answer = it.call(method, &elsewhere, Some(&moving())).await;
        problem(&answer, 404, "rule-not-found");
    }
    assert_eq!(it.monitors().await.len(), 1);
}

#[tokio::test]
async fn a_rule_is_its_drivers_alone() {
    let it = Watching::new().await;
    let made = it.create(&moving()).await;
    let (rules, monitors) = (it.rules().await, it.monitors().await);
    let (lucas, theirs) = cars(&it.0.chain, LUCAS).await;
    let id = made["id"].as_str().unwrap();
    for car in [it.car(), &theirs[0]] {
        let place = format!("{}/{id}", path(car));
        let status = format!("{place}/status");
        for (method, path, body) in [
            (Method::PUT, &place, at_home()),
            (Method::PUT, &status, json!({"paused": true})),
            (Method::DELETE, &place, Value::Null),
        ] {
            let request = lucas.request(method, path);
            let request = request
                .header("x-kerbside", "1")
                .header("origin", it.0.chain.origin())
                .header("idempotency-key", key())
                .json(&body);
            let answer = lucas.send(request).await.unwrap();
            problem(&answer, 404, "rule-not-found");
        }
    }
    assert_eq!((it.rules().await, it.monitors().await), (rules, monitors));
}

#[tokio::test]
async fn a_rule_takes_two_switches() {
    let relay_only = Plan::default().acting(&["lock"]).writes(&["rules", "lock"]);
    let it = Watching::of(relay_only).await;
    it.0.chain.sandbox().forget_calls().await.unwrap();
    let refused = it.ask(&key(), &moving()).await;
    problem(&refused, 403, "action-not-allowed");
    assert!(it.rules().await.is_empty());
    assert_eq!(it.writes().await, 0);
    drop(it);

    let edge_only = Plan::default().acting(&["rules", "lock"]).writes(&["lock"]);
    let chain = edge_only.start().unwrap();
    let (driver, cars) = cars(&chain, CAMILLE).await;
    let it = Watching(Ordering {
        chain,
        driver,
        cars,
    });
    // The relay says what it takes, once it takes anything.
    let refused = until(async || {
        let answer = it.ask(&key(), &moving()).await;
        (answer.json()["code"] != "no-writer").then_some(answer)
    });
    problem(&refused.await, 403, "action-not-allowed");
    assert!(it.monitors().await.is_empty() && it.rules().await.is_empty());
}
