//! Notifications: what is posted to whom, when, and what becomes of it on its way.

mod monitors;
mod receiver;

use reqwest::Method;
use serde_json::{Value, json};

use crate::ordering::{Ordering, STEP, lock};
use crate::session::Session;
use receiver::Receiver;

/// What a lock that succeeds is told of, of a car that sleeps.
const STEPS: [&str; 5] = [
    "Accepted",
    "WakingUpVehicle",
    "CheckingVehicle",
    "SentToVehicle",
    "Success",
];

fn subscription(url: &str) -> Value {
    let attribute =
        |part: &str, key: &str, value: &str| json!({ "type": part, "key": key, "value": value });
    json!({ "label": "kerbside", "type": ["Monitor", "Remote"], "callback": { "webhook": {
        "name": "kerbside", "target": url, "attributes": [
            attribute("Body", "kerbside", "witness"),
            attribute("Header", "x-of", "$CallbackLabel"),
            attribute("Query", "call back", "$callbackId"),
        ],
    } } })
}

/// A driver whose callback is a receiver.
async fn subscribed(session: Session, url: &str) -> Ordering {
    let step = json!({ "stepSeconds": STEP });
    session.sandbox.order("/remotes", step).await;
    let (status, made) = session.post("/user/callbacks", subscription(url)).await;
    assert_eq!(status, 200, "{made}");
    Ordering {
        callback: made["callbackId"].as_str().unwrap().to_owned(),
        car: session.car("e-208").await,
        session,
    }
}

async fn subscribed_plainly(receiver: &Receiver) -> Ordering {
    subscribed(Session::acting("camille").await, &receiver.url).await
}

/// What became of every message to the callback, once all that is due was posted. Those that the
/// world began with have messages of their own.
async fn deliveries(it: &Ordering) -> Vec<Value> {
    let record = it.session.sandbox.control("/deliveries").await;
    let mut all = record["deliveries"].as_array().unwrap().clone();
    all.retain(|delivery| delivery["callback"] == it.callback.as_str());
    all
}

async fn disturb(it: &Ordering, order: Value) {
    it.session.sandbox.order("/hooks", order).await;
}

/// Has an order go all its way.
async fn go(it: &Ordering, order: Value) {
    it.order(order).await;
    it.session.wait(STEP * 5).await;
    deliveries(it).await;
}

#[tokio::test]
async fn each_step_of_an_order_is_posted_as_the_clock_goes_on() {
    let receiver = Receiver::plain().await;
    let it = subscribed_plainly(&receiver).await;
    let mut order = lock(false);
    order["label"] = json!("ks-1");
    order["attributes"] = json!([
        { "type": "Body", "key": "command", "value": "1" },
        { "type": "Body", "key": "how far", "value": "$RemoteStatus" },
    ]);
    let path = it.order(order).await;
    for nth in 1..=STEPS.len() {
        deliveries(&it).await;
        assert_eq!(receiver.statuses(), STEPS[..nth]);
        it.session.wait(STEP).await;
    }
    let all = deliveries(&it).await;
    assert_eq!(all.len(), STEPS.len());
    let action = &it.actions().await[0];
    for (nth, received) in receiver.received().iter().enumerate() {
        assert_eq!(received.path, format!("/hooks?call+back={}", it.callback));
        assert_eq!(received.headers["x-of"], "kerbside");
        assert_eq!(received.headers["content-type"], "application/json");
        let done = nth + 1 == STEPS.len();
        let event = json!({ "remoteActionId": path.rsplit('/').next(), "remoteType": "Doors",
            "eventStatus": { "type": if done { "Done" } else { "Pending" }, "status": STEPS[nth] } });
        let attribute = |key: &str, value: &str| json!({ "key": key, "value": value });
        let message = json!({
            "callbackId": it.callback,
            "attributes": [
                attribute("kerbside", "witness"),
                attribute("command", "1"),
                attribute("how far", STEPS[nth]),
            ],
            "type": "Remote",
            "date": action["history"][nth]["at"],
            "remoteEvent": event,
        });
        assert_eq!(received.body(), message);
        let delivery = &all[nth];
        assert_eq!(
            (&delivery["message"], &delivery["taken"]),
            (&message, &json!(true))
        );
        assert_eq!(delivery["attempts"][0]["status"], 200);
    }
}

#[tokio::test]
async fn a_failure_says_why_and_a_lock_how() {
    let receiver = Receiver::plain().await;
    let it = subscribed_plainly(&receiver).await;
    it.switch(json!({ "stepSeconds": 0, "outcome": "CanceledByDriver", "times": 1 }))
        .await;
    go(&it, lock(false)).await;
    disturb(&it, json!({ "failedApart": true })).await;
    it.switch(json!({ "outcome": "VehicleError", "times": 1 }))
        .await;
    go(&it, lock(false)).await;
    it.switch(json!({ "outcome": "Success" })).await;
    go(&it, lock(true)).await;
    let messages = receiver.messages();
    let ends: Vec<&Value> = messages
        .iter()
        .map(|message| &message["remoteEvent"]["eventStatus"])
        .filter(|status| status["type"] != "Pending")
        .collect();
    assert_eq!(
        ends,
        [
            &json!({ "type": "Done", "status": "Failed", "failureCause": "CanceledByDriver" }),
            &json!({ "type": "Failed", "status": "Failed", "failureCause": "VehicleError" }),
            &json!({ "type": "Done", "status": "Success", "feedbackDetail": "NoCIDBlacklisted" }),
        ]
    );
}

#[tokio::test]
async fn a_receiver_over_tls_is_trusted_by_the_sandbox_s_authority_or_a_file_s() {
    let session = Session::acting("camille").await;
    let receiver = Receiver::tls(&session.sandbox, "server").await;
    let it = subscribed(session, &receiver.url).await;
    go(&it, lock(false)).await;
    assert_eq!(receiver.statuses(), STEPS);

    // A certificate of the app's is no server's, and nothing comes through.
    let stranger = Receiver::tls(&it.session.sandbox, "client").await;
    let change = subscription(&stranger.url);
    let path = format!("/user/callbacks/{}", it.callback);
    it.session.send(Method::PUT, &path, change).await;
    go(&it, lock(true)).await;
    assert!(stranger.received().is_empty());
    let last = deliveries(&it).await.pop().unwrap();
    assert_eq!(
        (&last["taken"], &last["attempts"][0]["status"]),
        (&json!(false), &Value::Null)
    );

    // Another sandbox's authority is a stranger until its file is named.
    let foreign = it.session.sandbox.text("/files/ca").to_owned();
    for (flags, comes) in [(vec![], 0), (vec!["--hooks-ca", foreign.as_str()], 5)] {
        let receiver = Receiver::tls(&it.session.sandbox, "server").await;
        let other = Session::acting_with("camille", &flags).await;
        let other = subscribed(other, &receiver.url).await;
        go(&other, lock(false)).await;
        assert_eq!(receiver.statuses().len(), comes, "{flags:?}");
    }
}

#[tokio::test]
async fn nothing_but_this_machine_is_called() {
    let session = Session::acting("camille").await;
    let it = subscribed(session, "https://hooks.example.com/x").await;
    it.order(lock(false)).await;
    let all = deliveries(&it).await;
    assert_eq!(all[0]["attempts"][0]["status"], Value::Null);
    assert_eq!(all[0]["end"], Value::Null);
}

#[tokio::test]
async fn what_is_not_taken_for_three_days_comes_as_a_list_once() {
    let receiver = Receiver::plain().await;
    let it = subscribed_plainly(&receiver).await;
    receiver.answer(503);
    go(&it, lock(false)).await;
    it.session.wait(71 * 3600).await;
    assert_eq!(deliveries(&it).await.len(), STEPS.len());
    // One post for each moving of the clock and not one for each of 25,000 tries.
    let posts = receiver.received().len();
    assert!(posts < 10, "{posts}");
    receiver.answer(200);
    it.session.wait(10).await;
    let all = deliveries(&it).await;
    let received = receiver.received();
    let last = received.last().unwrap();
    let witness = json!([{ "key": "kerbside", "value": "witness" }]);
    assert_eq!(last.path, "/hooks");
    assert!(!last.headers.contains_key("x-of"));
    let statuses: Vec<Value> = last
        .messages()
        .into_iter()
        .map(|message| {
            assert_eq!(message["attributes"], witness);
            message["remoteEvent"]["eventStatus"]["status"].clone()
        })
        .collect();
    assert_eq!(statuses, STEPS);
    for delivery in &all {
        assert_eq!(delivery["taken"], true);
        let attempts = delivery["attempts"].as_array().unwrap();
        let tries = attempts.iter().map(|it| it["times"].as_i64().unwrap_or(1));
        let tries: i64 = tries.sum();
        assert!((71 * 360..72 * 360).contains(&tries), "{tries}");
    }
    // A message that nobody takes in three days is given up.
    receiver.answer(500);
    it.order(lock(true)).await;
    deliveries(&it).await;
    it.session.wait(72 * 3600 + 60).await;
    let all = deliveries(&it).await;
    assert_eq!(all[STEPS.len()]["end"], "expired");
}

#[tokio::test]
async fn who_is_paused_is_posted_nothing_and_who_is_deleted_never_again() {
    let receiver = Receiver::plain().await;
    let it = subscribed_plainly(&receiver).await;
    let path = format!("/user/callbacks/{}", it.callback);
    let pause = async |status: &str| {
        let status_path = format!("{path}/status");
        let order = json!({ "status": status });
        assert_eq!(
            it.session.send(Method::PUT, &status_path, order).await.0,
            202
        );
    };
    it.order(lock(false)).await;
    it.session.wait(STEP).await;
    pause("Paused").await;
    it.session.wait(STEP).await;
    pause("Running").await;
    it.session.wait(STEP).await;
    deliveries(&it).await;
    assert_eq!(
        receiver.statuses(),
        ["Accepted", "WakingUpVehicle", "SentToVehicle"]
    );

    receiver.answer(500);
    it.session.wait(STEP).await;
    deliveries(&it).await;
    let deleted = it.session.request(Method::DELETE, &path).send().await;
    assert_eq!(deleted.unwrap().status(), 204);
    receiver.answer(200);
    let before = receiver.received().len();
    it.session.wait(STEP).await;
    let all = deliveries(&it).await;
    assert_eq!(
        (receiver.received().len(), &all[3]["end"]),
        (before, &json!("deleted"))
    );
    assert_eq!(it.actions().await[0]["status"], "Success");
}

#[tokio::test]
async fn messages_are_lost_doubled_and_come_beside_what_is_none() {
    let receiver = Receiver::plain().await;
    let it = subscribed_plainly(&receiver).await;
    disturb(&it, json!({ "drop": 1, "duplicate": 2 })).await;
    go(&it, lock(false)).await;
    let expected = [
        "WakingUpVehicle",
        "WakingUpVehicle",
        "CheckingVehicle",
        "SentToVehicle",
        "Success",
    ];
    assert_eq!(receiver.statuses(), expected);
    let all = deliveries(&it).await;
    let origins: Vec<&Value> = all.iter().map(|it| &it["origin"]).collect();
    assert_eq!(all[0]["end"], "lost");
    assert_eq!(origins.iter().filter(|it| **it == "duplicate").count(), 1);

    let order = json!({ "callback": it.callback, "garbage": 1, "foreign": 1, "bare": 1 });
    disturb(&it, order).await;
    let before = receiver.received().len();
    it.order(lock(true)).await;
    deliveries(&it).await;
    let received = receiver.received().split_off(before);
    assert_eq!(received.len(), 4);
    assert_eq!(received[0].body(), Value::Null);
    let of = |nth: usize| received[nth].body()["callbackId"].clone();
    assert!(of(1) != it.callback && of(2) == it.callback && of(3) == it.callback);
    assert_eq!(received[2].body()["attributes"], json!([]));
    assert_eq!(received[3].body()["attributes"][0]["value"], "witness");

    for bad in [
        json!({ "callback": "other", "drop": 1 }),
        json!({ "delay": -1 }),
        json!({ "batch": 101 }),
        json!({ "lose": 1 }),
    ] {
        let url = format!("{}/hooks", it.session.sandbox.text("/control"));
        let answer = it
            .session
            .sandbox
            .http
            .post(url)
            .json(&bad)
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 400, "{bad}");
    }
}

#[tokio::test]
async fn messages_come_late_in_another_order_or_together() {
    let receiver = Receiver::plain().await;
    let it = subscribed_plainly(&receiver).await;
    disturb(&it, json!({ "reorder": 5 })).await;
    go(&it, lock(false)).await;
    let mut reversed = STEPS;
    reversed.reverse();
    assert_eq!(receiver.statuses(), reversed);

    disturb(&it, json!({ "reorder": false, "batch": 4 })).await;
    let before = receiver.received().len();
    it.session.wait(200).await;
    go(&it, lock(true)).await;
    let posts = receiver.received().split_off(before);
    assert_eq!(posts.len(), 1);
    assert_eq!(posts[0].messages().len(), 4);
    assert!(!posts[0].headers.contains_key("x-of"));

    let control = format!("{}/hooks", it.session.sandbox.text("/control"));
    it.session
        .sandbox
        .http
        .delete(control)
        .send()
        .await
        .unwrap();
    deliveries(&it).await;
    disturb(&it, json!({ "delay": 1000 })).await;
    let before = receiver.received().len();
    it.session.wait(200).await;
    it.order(lock(false)).await;
    deliveries(&it).await;
    assert_eq!(receiver.received().len(), before);
    it.session.wait(1000).await;
    deliveries(&it).await;
    assert!(receiver.received().len() > before);
}

#[tokio::test]
async fn an_order_may_be_told_of_before_it_is_answered() {
    let receiver = Receiver::plain().await;
    let it = subscribed_plainly(&receiver).await;
    disturb(&it, json!({ "beforeAnswer": true })).await;
    it.order(lock(false)).await;
    assert_eq!(receiver.statuses(), ["Accepted"]);
    it.session.wait(STEP * 5).await;
    it.switch(json!({ "stepSeconds": 0 })).await;
    deliveries(&it).await;
    it.order(lock(true)).await;
    assert_eq!(receiver.statuses().last().unwrap(), "Success");
}
