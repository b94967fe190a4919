//! Orders to cars: their way by the manufacturer's chart, why they fail, and what they change.

use reqwest::Method;
use serde_json::{Value, json};

use crate::session::Session;

/// Seconds between two steps: the longest that a test may take in between.
const STEP: u32 = 120;

/// Seconds after which a car sleeps that had a message.
const ASLEEP: u32 = 181;

/// A driver with a callback, and one of their cars.
struct Ordering {
    session: Session,
    callback: String,
    car: String,
}

impl Ordering {
    /// Steps are so far apart that it is the test that moves the clock.
    async fn new(driver: &str, model: &str) -> Self {
        let session = Session::acting(driver).await;
        session
            .sandbox
            .order("/remotes", json!({ "stepSeconds": STEP }))
            .await;
        let callback = session.callback().await;
        let car = session.car(model).await;
        Self {
            session,
            callback,
            car,
        }
    }

    /// Everything happens at once.
    async fn at_once(driver: &str, model: &str) -> Self {
        let it = Self::new(driver, model).await;
        it.switch(json!({ "stepSeconds": 0 })).await;
        it
    }

    async fn switch(&self, order: Value) {
        self.session.sandbox.order("/remotes", order).await;
    }

    /// The car's identifier.
    fn id(&self) -> &str {
        self.car.rsplit('/').next().unwrap()
    }

    fn remotes(&self) -> String {
        format!("{}/callbacks/{}/remotes", self.car, self.callback)
    }

    /// Gives an order that is taken, and its path.
    async fn order(&self, order: Value) -> String {
        let (status, taken) = self.session.post(&self.remotes(), order).await;
        assert_eq!(status, 202, "{taken}");
        let id = taken["remoteActionId"].as_str().unwrap();
        format!("{}/{id}", self.remotes())
    }

    /// What becomes of an order: its status, and why it fails.
    async fn outcome(&self, order: Value) -> (String, Value) {
        let path = self.order(order).await;
        let action = self.session.read(&path).await;
        let status = action["status"].as_str().unwrap().to_owned();
        (status, action["failureCause"].clone())
    }

    async fn status(&self) -> Value {
        self.session.read(&format!("{}/status", self.car)).await
    }

    async fn actions(&self) -> Vec<Value> {
        let record = self.session.sandbox.control("/actions").await;
        record["actions"].as_array().unwrap().clone()
    }

    /// What was said of the last action, in order.
    async fn history(&self) -> Vec<String> {
        let actions = self.actions().await;
        let history = actions[actions.len() - 1]["history"].as_array().unwrap();
        let words = history.iter().map(|step| step["status"].as_str().unwrap());
        words.map(str::to_owned).collect()
    }
}

fn lock(wanted: bool) -> Value {
    let state = if wanted { "Locked" } else { "Unlocked" };
    json!({ "door": { "state": state } })
}

fn succeeds() -> (String, Value) {
    (String::from("Success"), Value::Null)
}

fn fails(cause: &str) -> (String, Value) {
    (String::from("Failed"), json!(cause))
}

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
    let it = Ordering::at_once("camille", "e-208").await;
    let goal = json!({ "type": "Point", "coordinates": [2.35, 48.85] });
    it.order(json!({ "navigation": { "positions": [goal] } }))
        .await;
    assert_eq!(
        it.history().await,
        ["CheckingVehicle", "SentToVehicle", "Success"]
    );
}

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
