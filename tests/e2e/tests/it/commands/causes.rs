//! Why a command failed, as a problem that somebody can act on.

use serde_json::{Value, json};

use super::ordering::{Ordering, key, lock, path, states, taken};
use crate::running::{LUCAS, document, logged_in, problem, text};

/// The manufacturer's words, the problem that each is, and its status.
const CAUSES: [(&str, &str, u16); 20] = [
    ("GeneralError", "vehicle-error", 502),
    ("VehicleError", "vehicle-error", 502),
    ("WrongCommand", "vehicle-error", 502),
    ("VehicleConnectionTimeout", "vehicle-unreachable", 504),
    ("MissingRights", "consent-missing", 403),
    (
        "NotPossibleDueToVehicleBatteryLevel",
        "vehicle-battery-low",
        409,
    ),
    ("NotPossibleDueToVehiclePrivacyLevel", "privacy-on", 403),
    ("TooManyWakeUpsOverMonth", "wake-ups-used-up", 429),
    ("TooManyRequestInShortTime", "too-many-commands", 429),
    ("TooManyRequestSent", "too-many-commands", 429),
    ("SameActionInProgress", "command-in-progress", 409),
    ("NotPossibleDueToVehicleStolenState", "vehicle-stolen", 409),
    ("VehicleInUse", "vehicle-in-use", 409),
    ("DoorsOpen", "vehicle-not-closed", 409),
    ("VehicleIsNotLocked", "vehicle-not-closed", 409),
    ("VehicleErrorOrCidInside", "key-inside", 409),
    ("CidInside", "key-inside", 409),
    ("ExternalChargingSystemError", "charging-fault", 409),
    ("VehicleChargingSystemError", "charging-fault", 409),
    ("CanceledByDriver", "cancelled-by-driver", 409),
];
/// A relay takes twenty writes a minute by one token.
const A_TOKEN: usize = 15;

#[tokio::test]
async fn every_cause_of_a_failure_is_a_problem_of_its_own_and_nothing_is_done() {
    let mut it = Ordering::at_once(LUCAS).await;
    for (nth, (cause, code, status)) in CAUSES.into_iter().enumerate() {
        if nth == A_TOKEN {
            it.driver = logged_in(&it.chain, LUCAS).await;
        }
        let car = &it.cars[nth];
        it.remotes(json!({ "car": car, "outcome": cause, "times": 1 }))
            .await;
        let done = it.done(car, &lock()).await;
        assert_eq!(done["state"], "failed", "{done}");
        assert_eq!(states(&done).last(), Some(&"failed"));
        let failure = &done["failure"];
        assert_eq!(failure["code"], code, "{failure}");
        assert_eq!(failure["status"], status, "{failure}");
        assert_eq!(failure["type"], format!("/problems/{code}"));
        assert_eq!(failure["upstreamCause"], cause);
        assert!(failure["title"].is_string());
    }
    let actions = it.actions().await;
    assert_eq!(actions.len(), CAUSES.len());
    assert!(actions.iter().all(|action| !action.effects));
}

#[tokio::test]
async fn a_car_that_is_woken_no_more_this_month_is_not_asked_to_wake_again() {
    let it = Ordering::at_once(LUCAS).await;
    let wake_up = json!({"type": "wake-up"});
    let again = async |car: &str| {
        it.remotes(json!({ "car": car, "outcome": "TooManyWakeUpsOverMonth", "times": 1 }))
            .await;
        let failed = it.done(car, &wake_up).await;
        assert_eq!(failed["state"], "failed");
        let answer = it.driver.command(&path(car), &key(), &wake_up).await;
        (month(&failed).to_owned(), answer.unwrap())
    };
    let mut asked = 1;
    let (closed, mut refused) = again(&it.cars[0]).await;
    if refused.status == 202 && month(&refused.json()) != closed {
        // The month has ended in between: this one does not.
        asked += 2;
        refused = again(&it.cars[1]).await.1;
    }
    problem(&refused, 429, "wake-ups-used-up");
    assert!(refused.json()["retryAfter"].as_u64() > Some(0));
    assert_eq!(it.actions().await.len(), asked);
}

/// The month in which a command was sent: `2026-11`.
fn month(command: &Value) -> &str {
    &text(&command["createdAt"])[..7]
}

#[tokio::test]
async fn what_a_car_says_no_more_of_is_under_way_and_never_failed() {
    let it = Ordering::at_once(LUCAS).await;
    it.remotes(json!({ "outcome": "SentToVehicle" })).await;
    it.unlocked().await;
    let sent = taken(&it.send(&key(), &lock()).await);
    let told = it.until(&sent, |command| command["state"] == "sent").await;
    assert_eq!(told["done"], false);
    let list = document(&it.driver, &it.path()).await;
    assert_eq!(list["items"][0]["state"], "sent");
}
