//! What others had the manufacturer send, without its secrets, and warnings in the order that a
//! driver wants them in.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::reads::Read;
use crate::running::{CAMILLE, cars, chain, document, items, logged_in, text};

/// Every text in a document, however deep, that stands where the manufacturer has a secret's place.
fn secrets(json: &Value) -> Vec<String> {
    const NAMES: [&str; 3] = ["target", "value", "devices"];
    let inside: Vec<(bool, &Value)> = match json {
        Value::Object(object) => object
            .iter()
            .map(|(name, value)| (NAMES.contains(&name.as_str()), value))
            .collect(),
        Value::Array(list) => list.iter().map(|value| (false, value)).collect(),
        _ => Vec::new(),
    };
    let texts = |value: &Value| match value {
        Value::Array(list) => list
            .iter()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect(),
        value => value
            .as_str()
            .map(str::to_owned)
            .into_iter()
            .collect::<Vec<_>>(),
    };
    let mut found: Vec<String> = Vec::new();
    for (is_secret, value) in inside {
        found.extend(is_secret.then(|| texts(value)).into_iter().flatten());
        found.extend(secrets(value));
    }
    found
}

#[tokio::test]
async fn what_others_keep_secret_of_a_callback_is_in_raw_documents_only() {
    let chain = chain();
    let driver = logged_in(&chain, CAMILLE).await;
    let raw = document(&driver, "/api/v1/raw/user/callbacks").await;
    let mut secrets = secrets(&raw);
    assert!(secrets.len() >= 6, "the check sees too little: {raw}");
    // What follows the host is the secret of an address.
    for secret in &mut secrets {
        let path = secret
            .strip_prefix("https://")
            .and_then(|it| it.split_once('/'));
        if let Some((_, path)) = path {
            *secret = path.to_owned();
        }
    }
    let read = Read::all(&driver).await;
    for (template, documents) in read.0 {
        for (address, document) in documents {
            if template.starts_with("/api/v1/raw") {
                continue;
            }
            let text = document.to_string();
            let told = secrets.iter().find(|secret| text.contains(secret.as_str()));
            assert_eq!(told, None, "{address}");
        }
    }
    let logs = chain.logs();
    assert!(!secrets.iter().any(|secret| logs.contains(secret.as_str())));
}

#[tokio::test]
async fn a_page_can_say_what_is_watched_and_what_was_told() {
    let chain = chain();
    let driver = logged_in(&chain, CAMILLE).await;
    let read = Read::all(&driver).await;
    let all = |template: &str| -> Vec<Value> {
        let lists = read.documents(template).iter();
        lists.flat_map(|(_, list)| items(list)).cloned().collect()
    };
    let callbacks = all("/api/v1/user/callbacks");
    assert_eq!(
        callbacks[0]["target"]["origin"],
        "https://hooks.sandbox.test:8443"
    );
    assert_eq!(callbacks[1]["target"]["deviceCount"], 2);
    let monitors = all("/api/v1/vehicles/{id}/callbacks/{cbid}/monitors");
    let watched = &monitors[0];
    assert_eq!(watched["triggers"][1]["what"], "chargePercent");
    assert_eq!(watched["triggers"][1]["values"], serde_json::json!([20]));
    assert_eq!(watched["triggers"][3]["times"][0]["startTime"], "18:30");
    let remotes = all("/api/v1/vehicles/{id}/callbacks/{cbid}/remotes");
    let kinds: BTreeSet<_> = remotes
        .iter()
        .filter_map(|it| it["command"]["type"].as_str())
        .collect();
    let expected = [
        "charging-schedule",
        "climate-programs",
        "lock",
        "navigation",
        "wake-up",
    ];
    assert_eq!(kinds, expected.into());
}

#[tokio::test]
async fn warnings_come_newest_first_and_those_that_hold_alone() {
    let chain = chain();
    let (driver, cars) = cars(&chain, CAMILLE).await;
    let mut are_linked = 0;
    for car in &cars {
        let address = format!("/api/v1/vehicles/{car}/alerts");
        let list = document(&driver, &address).await;
        let times: Vec<_> = items(&list)
            .iter()
            .map(|alert| text(&alert["startedAt"]))
            .collect();
        assert!(
            times.len() > 5 && times.is_sorted_by(|a, b| a >= b),
            "{times:?}"
        );
        for (query, holds) in [("active=true", true), ("active=false", false)] {
            let narrowed = document(&driver, &format!("{address}?{query}")).await;
            let all = items(&list).iter().filter(|alert| alert["active"] == holds);
            assert_eq!(
                items(&narrowed).iter().collect::<Vec<_>>(),
                all.collect::<Vec<_>>()
            );
        }
        for alert in items(&list) {
            if let Some(trip) = alert["tripId"].as_str() {
                document(&driver, &format!("/api/v1/vehicles/{car}/trips/{trip}")).await;
                are_linked += 1;
            }
        }
    }
    assert!(are_linked > 0, "no warning names its trip");
}
