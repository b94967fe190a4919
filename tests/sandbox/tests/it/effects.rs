//! What an order that succeeds changes of a car.

use serde_json::{Value, json};

use crate::ordering::{Ordering, fails, lock, succeeds};

#[tokio::test]
async fn a_lock_is_opened_and_locked_and_locking_twice_is_done_already() {
    let it = Ordering::at_once("camille", "e-208").await;
    assert_eq!(it.outcome(lock(true)).await.0, "AlreadyDone");
    assert_eq!(
        it.status().await["doorsState"]["lockedStates"],
        json!(["Locked"])
    );
    assert_eq!(it.outcome(lock(false)).await, succeeds());
    assert_eq!(
        it.status().await["doorsState"]["lockedStates"],
        json!(["Unlocked"])
    );
    assert_eq!(it.outcome(lock(false)).await.0, "AlreadyDone");
    let path = it.order(lock(true)).await;
    assert_eq!(
        it.session.read(&path).await["feedbackDetail"],
        "NoCIDBlacklisted"
    );
    assert_eq!(
        it.status().await["doorsState"]["lockedStates"],
        json!(["Locked"])
    );
    let effects: Vec<Value> = it
        .actions()
        .await
        .iter()
        .map(|it| it["effects"].clone())
        .collect();
    assert_eq!(effects, [false, true, false, true].map(Value::from));
}

#[tokio::test]
async fn a_driver_who_drives_opens_the_car_and_locks_it_again() {
    let it = Ordering::at_once("camille", "e-208").await;
    assert_eq!(it.outcome(lock(false)).await, succeeds());
    // It is charged meanwhile, and stays as it was ordered to be.
    it.session.wait(3700).await;
    let status = it.status().await;
    assert_eq!(status["energy"][0]["charging"]["status"], "Finished");
    assert_eq!(status["doorsState"]["lockedStates"], json!(["Unlocked"]));
    // Through the next drive to where the car is parked then.
    it.session.wait(5 * 3600).await;
    assert_eq!(
        it.status().await["doorsState"]["lockedStates"],
        json!(["Locked"])
    );
}

#[tokio::test]
async fn nobody_locks_a_car_that_is_open_or_drives() {
    let it = Ordering::at_once("camille", "e-208").await;
    let open = json!({ "car": it.id(), "locked": false, "open": ["RearLeft"] });
    it.session.sandbox.order("/cars", open).await;
    assert_eq!(it.outcome(lock(true)).await, fails("DoorsOpen"));
    let doors = it.status().await["doorsState"].clone();
    assert_eq!(
        doors["opening"][2],
        json!({ "identifier": "RearLeft", "state": "Open" })
    );
    assert_eq!(doors["lockedStates"], json!(["Unlocked"]));
    let closed = json!({ "car": it.id(), "open": [] });
    it.session.sandbox.order("/cars", closed).await;
    assert_eq!(it.outcome(lock(true)).await, succeeds());

    let driving = Ordering::at_once("camille", "C3").await;
    assert_eq!(driving.outcome(lock(false)).await, fails("VehicleInUse"));
    assert_eq!(driving.outcome(json!({ "wakeUp": {} })).await, succeeds());
}

#[tokio::test]
async fn a_car_is_ordered_about_by_its_vin_too() {
    let it = Ordering::at_once("camille", "e-208").await;
    let vin = it.session.read(&it.car).await["vin"].clone();
    let unlocked = json!({ "car": vin, "locked": false });
    it.session.sandbox.order("/cars", unlocked).await;
    assert_eq!(
        it.status().await["doorsState"]["lockedStates"],
        json!(["Unlocked"])
    );
    it.switch(json!({ "car": vin, "outcome": "CidInside", "times": 1 }))
        .await;
    assert_eq!(it.outcome(lock(true)).await, fails("CidInside"));
}

#[tokio::test]
async fn an_empty_battery_has_no_range_and_a_level_that_is_made_up() {
    let it = Ordering::at_once("manon", "ë-C4").await;
    let charge = json!({ "from": 0, "to": 1, "seconds": 86_400 });
    let empty = json!({ "car": it.id(), "charge": charge, "stays": true });
    it.session.sandbox.order("/cars", empty).await;
    for name in ["energies", "energy"] {
        let energies = it.status().await[name].clone();
        let mut energies = energies.as_array().unwrap().iter();
        let battery = energies.find(|it| it["type"] == "Electric").unwrap();
        assert_eq!(
            (&battery["level"], &battery["autonomy"]),
            (&json!(47.0), &json!(0))
        );
    }
}

#[tokio::test]
async fn a_woken_car_tells_everything_anew() {
    let it = Ordering::at_once("clara", "DS 7 E-Tense").await;
    let before = it.status().await;
    it.session.wait(600).await;
    assert_eq!(it.status().await, before);
    assert_eq!(
        it.outcome(json!({ "wakeUp": { "action": "WakeUp" } }))
            .await,
        succeeds()
    );
    let after = it.status().await;
    for place in [
        "/updatedAt",
        "/doorsState/createdAt",
        "/ignition/createdAt",
        "/lastPosition/properties/createdAt",
        "/preconditioning/airConditioning/createdAt",
        "/environment/air/createdAt",
    ] {
        let time = |status: &Value| status.pointer(place).unwrap().as_str().unwrap().to_owned();
        assert!(time(&after) > time(&before), "{place}");
    }
}

#[tokio::test]
async fn climate_and_charging_are_switched_and_programmed() {
    let it = Ordering::at_once("camille", "e-208").await;
    let climate = |body: Value| json!({ "preconditioning": { "airConditioning": body } });
    assert_eq!(
        it.outcome(climate(json!({ "immediate": true }))).await,
        succeeds()
    );
    assert_eq!(
        it.outcome(climate(json!({ "immediate": true }))).await.0,
        "AlreadyDone"
    );
    let days = json!({ "day": ["Sat"] });
    let program = json!({ "slot": 2, "start": "PT6H30M", "occurence": days, "enabled": true });
    let programs = json!({ "programs": [program, { "slot": 1, "actionsType": "Delete" }] });
    assert_eq!(it.outcome(climate(programs)).await, succeeds());
    let status = it.status().await;
    for name in ["preconditioning", "preconditionning"] {
        let air = &status[name]["airConditioning"];
        let cause = (&air["status"], &air["startingCause"]);
        assert_eq!(cause, (&json!("Enabled"), &json!("Immediate")));
        assert_eq!(air["programs"], json!([program]));
    }
    assert_eq!(
        it.outcome(climate(json!({ "immediate": false }))).await,
        succeeds()
    );
    let status = it.status().await;
    assert_eq!(
        status["preconditioning"]["airConditioning"]["status"],
        "Disabled"
    );

    let charging = |body: Value| json!({ "charging": body });
    let night = json!([{ "start": "PT22H", "end": "PT5H", "occurence": days }]);
    for body in [
        json!({ "immediate": false }),
        json!({ "schedule": { "nextDelayedTime": "PT2H" } }),
        json!({ "schedule": { "programs": night } }),
        json!({ "preferences": { "level": "Level3", "type": "Partial" } }),
    ] {
        assert_eq!(it.outcome(charging(body)).await, succeeds());
    }
    let status = it.status().await;
    for charging in [
        &status["energies"][0]["extension"]["electric"]["charging"],
        &status["energy"][0]["charging"],
    ] {
        for (name, value) in [
            ("status", json!("Stopped")),
            ("nextDelayedTime", json!("PT2H")),
            ("schedule", json!({ "programs": night })),
            ("chargingPowerLevel", json!("Level3")),
            ("type", json!("Partial")),
        ] {
            assert_eq!(charging[name], value, "{name}");
        }
        assert_eq!(charging.get("remainingTime"), None);
    }
    assert_eq!(
        it.outcome(charging(json!({ "immediate": true }))).await,
        succeeds()
    );
    let status = it.status().await;
    assert_eq!(status["energy"][0]["charging"]["status"], "InProgress");

    let thermal = Ordering::at_once("camille", "C3").await;
    let charge = charging(json!({ "immediate": true }));
    assert_eq!(thermal.outcome(charge).await, fails("WrongCommand"));
}
