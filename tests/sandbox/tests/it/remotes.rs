//! Orders to cars: their way by the manufacturer's chart, and why they fail.

use reqwest::Method;
use serde_json::{Value, json};
use time::{Duration, OffsetDateTime};

use crate::ordering::{ASLEEP, Ordering, STEP, fails, lock, succeeds};
use crate::session::Session;

#[tokio::test]
async fn an_action_takes_its_steps_as_the_clock_goes_on() {
    let it = Ordering::new("camille", "e-208").await;
    let mut order = lock(false);
    order["label"] = json!("ks-1");
    order["attributes"] = json!([{ "type": "Body", "key": "command", "value": "1" }]);
    let path = it.order(order.clone()).await;
    for status in [
        "Accepted",
        "WakingUpVehicle",
        "CheckingVehicle",
        "SentToVehicle",
        "Success",
    ] {
        let action = it.session.read(&path).await;
        assert_eq!(action["status"], status);
        assert_eq!(
            (&action["type"], &action["remote"]),
            (&json!("Doors"), &order)
        );
        assert_eq!(action.get("failureCause"), None);
        it.session.wait(STEP).await;
    }
    let actions = it.actions().await;
    assert_eq!(actions.len(), 1);
    let action = &actions[0];
    for (name, value) in [
        ("id", json!(path.rsplit('/').next().unwrap())),
        ("label", json!("ks-1")),
        ("vehicle", json!(it.id())),
        ("driver", json!("camille@peugeot.test")),
        ("member", json!("door")),
        ("body", order),
        ("status", json!("Success")),
        ("effects", json!(true)),
    ] {
        assert_eq!(action[name], value, "{name}");
    }
    let times: Vec<&str> = action["history"]
        .as_array()
        .unwrap()
        .iter()
        .map(|step| step["at"].as_str().unwrap())
        .collect();
    assert_eq!(
        (times.len(), action["receivedAt"].as_str()),
        (5, Some(times[0]))
    );
    assert!(times.is_sorted(), "{times:?}");
}

#[tokio::test]
async fn a_car_that_had_a_message_is_awake_for_three_minutes() {
    let it = Ordering::at_once("camille", "e-208").await;
    let woken = [
        "Accepted",
        "WakingUpVehicle",
        "CheckingVehicle",
        "SentToVehicle",
        "Success",
    ];
    let awake = ["Accepted", "CheckingVehicle", "SentToVehicle", "Success"];
    it.order(json!({ "horn": { "state": "Activated" } })).await;
    assert_eq!(it.history().await, woken);
    it.order(json!({ "lights": { "on": true } })).await;
    assert_eq!(it.history().await, awake);
    it.session.wait(ASLEEP).await;
    it.order(json!({ "lights": { "on": false } })).await;
    assert_eq!(it.history().await, woken);
}

#[tokio::test]
async fn navigation_says_neither_that_it_is_accepted_nor_that_the_car_is_woken() {
    let it = Ordering::at_once("clara", "DS 7 E-Tense").await;
    let goal = json!({ "type": "Point", "coordinates": [2.35, 48.85] });
    it.order(json!({ "navigation": { "positions": [goal] } }))
        .await;
    assert_eq!(
        it.history().await,
        ["CheckingVehicle", "SentToVehicle", "Success"]
    );
}

#[tokio::test]
async fn what_a_car_is_like_may_stand_in_the_way() {
    let louise = Ordering::at_once("louise", "e-2008").await;
    for (model, cause) in [
        ("108", "MissingRights"),
        ("3008", "MissingRights"),
        ("208", "NotPossibleDueToVehiclePrivacyLevel"),
        ("508", "VehicleConnectionTimeout"),
    ] {
        let car = louise.session.car(model).await;
        let remotes = format!("{car}/callbacks/{}/remotes", louise.callback);
        assert_eq!(
            louise
                .session
                .post(&remotes, json!({ "wakeUp": {} }))
                .await
                .0,
            202
        );
        let action = &louise.session.items(&remotes, "remoteActions").await[0];
        let outcome = (&action["status"], &action["failureCause"]);
        assert_eq!(outcome, (&json!("Failed"), &json!(cause)), "{model}");
    }
    let replaced = louise.session.car("Rifter").await;
    let remotes = format!("{replaced}/callbacks/{}/remotes", louise.callback);
    let (status, refusal) = louise.session.post(&remotes, json!({ "wakeUp": {} })).await;
    assert_eq!((status, &refusal["code"]), (500, &json!("50000")));
}

#[tokio::test]
async fn the_same_action_is_not_taken_twice_at_once() {
    let it = Ordering::new("camille", "e-208").await;
    let first = it.order(lock(false)).await;
    let second = it.order(lock(false)).await;
    let other = it.order(json!({ "lights": { "on": true } })).await;
    it.session.wait(5 * STEP).await;
    let [first, second, other] = [
        it.session.read(&first).await,
        it.session.read(&second).await,
        it.session.read(&other).await,
    ];
    assert_eq!(first["status"], "Success");
    assert_eq!(second["failureCause"], "SameActionInProgress");
    assert_eq!(other["status"], "Success");
}

#[tokio::test]
async fn a_car_is_woken_so_often_a_month_and_no_more() {
    let it = Ordering::at_once("camille", "e-208").await;
    // The last day of a month is passed over, so that all is in one.
    let tomorrow = OffsetDateTime::now_utc() + Duration::DAY;
    if tomorrow.day() == 1 {
        it.session.wait(86_400).await;
    }
    it.switch(json!({ "monthlyWakeUps": 1 })).await;
    assert_eq!(it.outcome(json!({ "wakeUp": {} })).await, succeeds());
    // Awake, it needs no waking.
    assert_eq!(it.outcome(json!({ "wakeUp": {} })).await, succeeds());
    it.session.wait(600).await;
    let outcome = it.outcome(json!({ "wakeUp": {} })).await;
    assert_eq!(outcome, fails("TooManyWakeUpsOverMonth"));
    assert_eq!(
        it.history().await,
        ["Accepted", "TooManyWakeUpsOverMonth", "Failed"]
    );
    it.session.wait(31 * 86_400).await;
    assert_eq!(it.outcome(json!({ "wakeUp": {} })).await, succeeds());
}

#[tokio::test]
async fn every_failure_and_every_step_can_be_ordered() {
    let it = Ordering::at_once("camille", "e-208").await;
    for (cause, said) in [
        ("GeneralError", 2),
        ("WrongCommand", 2),
        ("MissingRights", 2),
        ("NotPossibleDueToVehiclePrivacyLevel", 2),
        ("TooManyRequestInShortTime", 2),
        ("SameActionInProgress", 2),
        ("NotPossibleDueToVehicleStolenState", 2),
        ("TooManyRequestSent", 2),
        ("TooManyWakeUpsOverMonth", 3),
        ("VehicleConnectionTimeout", 3),
        ("VehicleInUse", 4),
        ("VehicleIsNotLocked", 4),
        ("NotPossibleDueToVehicleBatteryLevel", 5),
        ("VehicleError", 5),
        ("DoorsOpen", 5),
        ("VehicleErrorOrCidInside", 5),
        ("CidInside", 5),
        ("ExternalChargingSystemError", 5),
        ("VehicleChargingSystemError", 5),
        ("CanceledByDriver", 5),
    ] {
        it.switch(json!({ "car": it.id(), "outcome": cause, "times": 1 }))
            .await;
        assert_eq!(it.outcome(lock(false)).await, fails(cause));
        assert_eq!(it.history().await.len(), said, "{:?}", it.history().await);
        it.session.wait(ASLEEP).await;
    }
    for status in [
        "Accepted",
        "WakingUpVehicle",
        "CheckingVehicle",
        "SentToVehicle",
        "AlreadyDone",
    ] {
        it.switch(json!({ "driver": "camille@peugeot.test", "outcome": status, "times": 1 }))
            .await;
        let (end, cause) = it
            .outcome(json!({ "horn": { "state": "Activated" } }))
            .await;
        assert_eq!((end.as_str(), cause), (status, Value::Null));
        it.session.wait(ASLEEP).await;
    }
    assert!(
        it.actions()
            .await
            .iter()
            .all(|action| action["effects"] == false)
    );
    assert_eq!(it.outcome(lock(false)).await, succeeds());
}

#[tokio::test]
async fn deleting_its_callback_hides_an_action_and_does_not_stop_it() {
    let it = Ordering::new("camille", "e-208").await;
    let path = it.order(lock(false)).await;
    let callback = format!("/user/callbacks/{}", it.callback);
    let deleted = it
        .session
        .request(Method::DELETE, &callback)
        .send()
        .await
        .unwrap();
    assert_eq!(deleted.status(), 204);
    assert_eq!(it.session.get(&path).await.status(), 404);
    it.session.wait(5 * STEP).await;
    assert_eq!(it.actions().await[0]["effects"], true);
}

#[tokio::test]
async fn an_order_that_makes_no_sense_is_refused_and_leaves_nothing() {
    let it = Ordering::at_once("camille", "e-208").await;
    for body in [
        json!({}),
        json!({ "door": { "state": "Locked" }, "lights": { "on": true } }),
        json!({ "door": { "state": "Locked", "toggle": true } }),
        json!({ "charging": { "preferences": { "type": "Full" }, "immediate": true } }),
    ] {
        let (status, refusal) = it.session.post(&it.remotes(), body.clone()).await;
        assert_eq!((status, &refusal["code"]), (400, &json!("40000")), "{body}");
    }
    let foreign = Session::acting("lucas").await;
    let theirs = foreign.callback().await;
    let (status, _) = foreign
        .post(
            &format!("{}/callbacks/{theirs}/remotes", it.car),
            lock(false),
        )
        .await;
    assert_eq!(status, 403);
    let nowhere = format!("{}/callbacks/{theirs}/remotes", it.car);
    assert_eq!(it.session.post(&nowhere, lock(false)).await.0, 404);
    assert_eq!(it.actions().await, Vec::<Value>::new());
    assert_eq!(it.session.get(&it.remotes()).await.status(), 404);
}

#[tokio::test]
async fn an_action_may_be_listed_late_and_without_what_was_sent() {
    let it = Ordering::new("camille", "e-208").await;
    it.switch(json!({ "listDelaySeconds": 60, "echo": false }))
        .await;
    let path = it.order(lock(false)).await;
    assert_eq!(it.session.get(&path).await.status(), 404);
    it.session.wait(61).await;
    assert_eq!(it.session.read(&path).await.get("remote"), None);
    let undo = format!("{}/remotes", it.session.sandbox.text("/control"));
    it.session.sandbox.http.delete(undo).send().await.unwrap();
    assert!(it.session.read(&path).await["remote"].is_object());
}
