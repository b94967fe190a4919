//! Monitors that fire as a car lives.

use reqwest::Method;
use serde_json::{Value, json};

use super::receiver::Receiver;
use super::{deliveries, subscribed_plainly};
use crate::ordering::Ordering;

fn monitor(data: &str, operator: &str, values: &[&str]) -> Value {
    let mut trigger = json!({ "name": "t1", "data": { "data": data, "op": operator } });
    if !values.is_empty() {
        trigger["data"]["value"] = json!(values);
    }
    json!({
        "label": "ks-1",
        "subscribeParam": { "callbackAttributes": { "webhook": [
            { "type": "Body", "key": "kerbside", "value": "another" },
            { "type": "Body", "key": "rule", "value": "$monitorlabel" },
        ] } },
        "triggerParam": { "triggers": [trigger], "boolExp": "t1" },
    })
}

async fn watch(it: &Ordering, monitor: Value) -> String {
    let path = format!("{}/callbacks/{}/monitors", it.car, it.callback);
    let (status, made) = it.session.post(&path, monitor).await;
    assert_eq!(status, 202, "{made}");
    format!("{path}/{}", made["monitorId"].as_str().unwrap())
}

/// What monitors told so far: when, whether as a reminder, and the first value.
async fn firings(it: &Ordering, receiver: &Receiver) -> Vec<(String, bool, Value)> {
    deliveries(it).await;
    let messages = receiver.messages();
    let told = messages.iter().map(|message| {
        let event = &message["monitorEvent"];
        let value = event["values"][0]["value"]["body"]["literalValue"].clone();
        let date = message["date"].as_str().unwrap().to_owned();
        (date, event["refresh"].as_bool().unwrap(), value)
    });
    told.collect()
}

#[tokio::test]
async fn a_car_that_charges_past_a_level_is_told_of_once_at_the_time() {
    let receiver = Receiver::plain().await;
    let it = subscribed_plainly(&receiver).await;
    let path = watch(
        &it,
        monitor("vehicle.energy.electric.level", "greaterThan", &["80"]),
    )
    .await;
    let charge = json!({ "car": it.id(), "charge": { "from": 60, "to": 100, "seconds": 3600 } });
    it.session.sandbox.order("/cars", charge).await;
    let status = it.status().await;
    let energy = &status["energies"][0];
    assert_eq!(energy["level"], 60.0);
    assert_eq!(
        energy["extension"]["electric"]["charging"]["status"],
        "InProgress"
    );
    it.session.wait(1200).await;
    assert!(firings(&it, &receiver).await.is_empty());
    it.session.wait(3000).await;
    let firings = firings(&it, &receiver).await;
    assert_eq!(firings.len(), 1);
    assert_eq!((firings[0].1, &firings[0].2), (false, &json!("81")));
    let message = receiver.messages().remove(0);
    assert_eq!(
        (&message["type"], &message["callbackId"]),
        (&json!("Monitor"), &json!(it.callback))
    );
    assert_eq!(
        message["monitorEvent"]["monitorId"],
        path.rsplit('/').next().unwrap()
    );
    assert_eq!(message["monitorEvent"]["extensions"], json!([]));
    assert_eq!(
        message["attributes"],
        json!([{ "key": "kerbside", "value": "another" }, { "key": "rule", "value": "ks-1" }])
    );
    let status = it.status().await;
    let energy = &status["energies"][0];
    assert_eq!(energy["level"], 100.0);
    assert_eq!(
        energy["extension"]["electric"]["charging"]["status"],
        "Finished"
    );
    // The level was passed when the car told so, and not when the clock was moved on.
    let raised = &deliveries(&it).await[0]["raisedAt"];
    assert_eq!(*raised, firings[0].0.as_str());
    assert!(status["updatedAt"].as_str().unwrap() > firings[0].0.as_str());
}

#[tokio::test]
async fn a_car_that_stays_charges_all_day_and_is_told_of_once() {
    let receiver = Receiver::plain().await;
    let it = subscribed_plainly(&receiver).await;
    let level = "vehicle.energy.electric.level";
    watch(&it, monitor(level, "greaterThan", &["79"])).await;
    let charge = json!({ "from": 40, "to": 90, "seconds": 86_400 });
    let order = json!({ "car": it.id(), "stays": true, "charge": charge });
    it.session.sandbox.order("/cars", order).await;
    // At 79.5 % it tells 80 %.
    it.session.wait(68_200).await;
    assert!(firings(&it, &receiver).await.is_empty());
    it.session.wait(120).await;
    let told = firings(&it, &receiver).await;
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].2, "80");
    it.session.wait(86_400).await;
    assert_eq!(firings(&it, &receiver).await, told);
    assert_eq!(it.status().await["energies"][0]["level"], 90.0);
}

#[tokio::test]
async fn what_stays_so_is_told_again_until_it_is_paused_or_deleted() {
    let receiver = Receiver::plain().await;
    let it = subscribed_plainly(&receiver).await;
    let mut sent = monitor("vehicle.doorsState.lockedState", "equalsTo", &["Unlocked"]);
    sent["subscribeParam"]["refreshEvent"] = json!(60);
    let path = watch(&it, sent).await;
    let set = async |locked: bool| {
        let order = json!({ "car": it.id(), "locked": locked });
        it.session.sandbox.order("/cars", order).await;
    };
    set(false).await;
    it.session.wait(150).await;
    let reminders =
        |told: &[(String, bool, Value)]| -> Vec<bool> { told.iter().map(|it| it.1).collect() };
    assert_eq!(
        reminders(&firings(&it, &receiver).await),
        [false, true, true]
    );

    let pause = async |status: &str| {
        let order = json!({ "status": status });
        let path = format!("{path}/status");
        assert_eq!(it.session.send(Method::PUT, &path, order).await.0, 202);
    };
    pause("Paused").await;
    it.session.wait(600).await;
    assert_eq!(firings(&it, &receiver).await.len(), 3);
    pause("Running").await;
    set(true).await;
    it.session.wait(2).await;
    set(false).await;
    assert_eq!(firings(&it, &receiver).await.len(), 4);

    let deleted = it.session.request(Method::DELETE, &path).send().await;
    assert_eq!(deleted.unwrap().status(), 204);
    it.session.wait(600).await;
    assert_eq!(firings(&it, &receiver).await.len(), 4);
}

#[tokio::test]
async fn a_day_is_told_of_whole_whenever_the_clock_is_moved() {
    let receiver = Receiver::plain().await;
    let it = subscribed_plainly(&receiver).await;
    watch(&it, monitor("vehicle.trip.start", "onChange", &[])).await;
    watch(&it, monitor("vehicle.trip.stop", "onChange", &[])).await;
    it.session.wait(86_400).await;
    let firings = firings(&it, &receiver).await;
    // Four rounds of two drives, each told of as it begins and as it ends.
    assert_eq!(firings.len(), 16);
    let dates: Vec<&String> = firings.iter().map(|it| &it.0).collect();
    assert!(dates.is_sorted());
    for (date, _, value) in &firings {
        assert_eq!(value, date);
    }
}
