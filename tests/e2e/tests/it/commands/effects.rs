//! What is asked for happens, and shows.

use std::time::Duration;

use e2e::chain::Plan;
use serde_json::{Value, json};

use super::ordering::{Ordering, WORDS, key, lock, path, states, taken};
use crate::running::{CAMILLE, document, items, problem};

/// Each command, the index of the car it goes to, and the member it goes upstream as.
fn every_command() -> Vec<(usize, Value, &'static str)> {
    let program = json!({
        "slot": 2, "startTime": "06:30", "days": ["Mon"], "repeats": true, "enabled": true,
    });
    let night = json!([
        {"startTime": "22:00", "endTime": "05:00", "days": ["Sat"], "enabled": true},
    ]);
    vec![
        (0, lock(), "door"),
        (0, json!({"type": "unlock"}), "door"),
        (0, json!({"type": "horn", "on": true}), "horn"),
        (0, json!({"type": "lights", "on": true}), "lights"),
        (0, json!({"type": "wake-up"}), "wakeUp"),
        (0, json!({"type": "climate", "on": true}), "preconditioning"),
        (
            0,
            json!({"type": "climate-programs", "programs": [program, {"slot": 1, "remove": true}]}),
            "preconditioning",
        ),
        (0, json!({"type": "charging", "on": false}), "charging"),
        (
            0,
            json!({"type": "charging-schedule", "programs": night}),
            "charging",
        ),
        (
            0,
            json!({"type": "charging-preferences", "powerLevel": 3}),
            "charging",
        ),
        (
            1,
            json!({"type": "navigation", "points": [{"latitude": 48.85, "longitude": 2.35}]}),
            "navigation",
        ),
    ]
}

#[tokio::test]
async fn every_command_of_the_table_is_done_once_and_shows_in_the_cars_status() {
    let it = Ordering::at_once(CAMILLE).await;
    it.unlocked().await;
    let raw = format!("/api/v1/raw/user/vehicles/{}/status", it.cars[0]);
    let mut names = Vec::new();
    for (nth, (car, command, member)) in every_command().into_iter().enumerate() {
        let car = &it.cars[car];
        let done = it.done(car, &command).await;
        assert_eq!(done["state"], "succeeded", "{done}");
        assert_eq!(done["request"], command);
        assert_eq!(done["type"], command["type"]);
        assert_eq!(done.get("failure"), None);
        let actions = it.actions().await;
        assert_eq!(actions.len(), nth + 1, "{command}");
        let action = actions.last().unwrap();
        assert_eq!((&action.vehicle, action.member.as_str()), (car, member));
        assert!(action.effects, "{action:?}");
        let label = format!("ks-{}", done["id"].as_str().unwrap());
        assert_eq!(action.label.as_deref(), Some(label.as_str()));
        if command["type"] == "lock" {
            let status = document(&it.driver, &raw).await;
            assert_eq!(status["doorsState"]["lockedStates"], json!(["Locked"]));
        }
        names.push(command["type"].clone());
    }
    let table = shared::command::TYPES.iter().map(|kind| kind.name);
    assert_eq!(names, table.collect::<Vec<_>>());

    let status = document(&it.driver, &raw).await;
    let air = &status["preconditioning"]["airConditioning"];
    let charging = &status["energies"][0]["extension"]["electric"]["charging"];
    for (found, expected) in [
        (&status["doorsState"]["lockedStates"], json!(["Unlocked"])),
        (&air["status"], json!("Enabled")),
        (&air["programs"][0]["slot"], json!(2)),
        (&air["programs"][1], Value::Null),
        (&charging["status"], json!("Stopped")),
        (
            &charging["schedule"]["programs"][0]["start"],
            json!("PT22H0M"),
        ),
        (&charging["chargingPowerLevel"], json!("Level3")),
    ] {
        assert_eq!(found, &expected, "{status}");
    }
    let ours = format!("/api/v1/vehicles/{}/status", it.cars[0]);
    let ours = document(&it.driver, &ours).await;
    assert_eq!(ours["doors"]["lockedStates"], json!(["Unlocked"]), "{ours}");

    // The newest first, of this car alone.
    let list = document(&it.driver, &it.path()).await;
    let listed: Vec<_> = items(&list).iter().map(|it| it["type"].clone()).collect();
    names.pop();
    names.reverse();
    assert_eq!(listed, names);
}

#[tokio::test]
async fn the_steps_of_a_command_are_told_as_the_car_takes_them() {
    let plan = Plan::default().acting(&WORDS);
    let it = Ordering::of(plan, CAMILLE).await;
    let step = Duration::from_secs(60);
    it.remotes(json!({ "stepSeconds": step.as_secs(), "outcome": "Success" }))
        .await;
    it.unlocked().await;
    let sent = taken(&it.send(&key(), &lock()).await);
    assert_eq!(states(&sent), ["sending", "accepted"]);
    assert_eq!(sent["done"], false);
    let mut command = sent.clone();
    for (state, done) in [
        ("waking", false),
        ("checking", false),
        ("sent", false),
        ("succeeded", true),
    ] {
        it.chain.sandbox().advance(step).await.unwrap();
        command = it.until(&sent, |command| command["state"] == state).await;
        assert_eq!(command["done"], done);
    }
    let all = [
        "sending",
        "accepted",
        "waking",
        "checking",
        "sent",
        "succeeded",
    ];
    assert_eq!(states(&command), all);
    let times = command["history"].as_array().unwrap().iter();
    assert!(times.map(|it| it["at"].as_str().unwrap()).is_sorted());
}

#[tokio::test]
async fn what_a_car_is_already_needs_no_doing() {
    let it = Ordering::at_once(CAMILLE).await;
    let done = it.done(&it.cars[0], &lock()).await;
    assert_eq!(done["state"], "already-done", "{done}");
    assert!(!it.actions().await[0].effects);
}

#[tokio::test]
async fn what_can_be_done_with_a_car_is_told_and_what_is_told_not_to_be_there_is_refused() {
    let it = Ordering::at_once(CAMILLE).await;
    for car in &it.cars {
        let told = document(&it.driver, &format!("/api/v1/vehicles/{car}/actions")).await;
        let able = |name: &str| {
            let rows = told["actions"].as_array().unwrap();
            rows.iter().find(|row| row["type"] == name).unwrap()["available"] == true
        };
        let charge = json!({"type": "charging", "on": true});
        let sent = it
            .driver
            .command(&path(car), &key(), &charge)
            .await
            .unwrap();
        assert_eq!(sent.status == 202, able("charging"), "{told} {}", sent.body);
        assert!(able("lock"));
    }
    assert_eq!(it.actions().await.len(), 2, "the third has no plug");

    let (hybrid, mut preferences) = (
        &it.cars[1],
        json!({"type": "charging-preferences", "powerLevel": 3, "limit": "partial"}),
    );
    let told = document(&it.driver, &format!("/api/v1/vehicles/{hybrid}/actions")).await;
    let rows = told["actions"].as_array().unwrap();
    let row = rows.iter().find(|row| row["type"] == preferences["type"]);
    assert_eq!(row.unwrap()["without"], json!(["limit"]), "{told}");
    let refused = it
        .driver
        .command(&path(hybrid), &key(), &preferences)
        .await
        .unwrap();
    problem(&refused, 409, "not-supported-by-vehicle");
    assert_eq!(refused.json()["detail"], "the car does not take limit");
    preferences.as_object_mut().unwrap().remove("limit");
    let sent = it
        .driver
        .command(&path(hybrid), &key(), &preferences)
        .await
        .unwrap();
    assert_eq!(sent.status, 202, "{}", sent.body);
}
