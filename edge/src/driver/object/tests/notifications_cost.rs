//! What notifications cost the store, and what of them is in the log.

use serde_json::{Value, json};

use super::notifications::{by, nameless, notify, notify_by, step};
use super::world::{CAR, Driven, lock};
use crate::driver::hook::Receipt;
use crate::driver::message::{Message, Reply};
use crate::driver::time::time;

#[test]
fn a_batch_of_a_hundred_costs_few_calls_of_the_store() {
    let driven = Driven::new();
    driven.command(lock());
    let hundred: Vec<Value> = (0..100)
        .map(|number| {
            let mut told = step(&driven, 0, "WakingUpVehicle", None);
            told["date"] = json!(time(1_794_000_000 + number));
            told
        })
        .collect();
    let before = driven.outer.calls.get();
    assert_eq!(
        notify(&driven, &Value::Array(hundred.clone())),
        Receipt::Taken
    );
    // Which are known, the car, the command, the event, which are known now, the alarm.
    assert!(
        driven.outer.calls.get() - before <= 8,
        "{}",
        driven.outer.calls.get() - before
    );
    let before = driven.outer.calls.get();
    assert_eq!(notify(&driven, &Value::Array(hundred)), Receipt::Taken);
    assert_eq!(driven.outer.calls.get() - before, 1);
}

#[test]
fn no_secret_no_identifier_and_no_car_is_in_the_log() {
    let driven = Driven::new();
    let id = driven.command(lock())["id"].clone();
    notify(&driven, &step(&driven, 0, "WakingUpVehicle", None));
    let mut unknown = nameless(&driven, 0, "Success");
    unknown["remoteEvent"]["remoteActionId"] = json!("ra-77");
    notify(&driven, &json!([unknown, {"callbackId": "cb-77"}, 7]));
    let [callback, secret, witness] = by(&driven);
    notify_by(&driven, &witness, "{}");
    let log = driven.log();
    let id = id.as_str().unwrap();
    for hidden in [
        &callback, &secret, &witness, CAR, id, "ra-0", "ra-77", "cb-77",
    ] {
        assert!(!log.contains(hidden), "{hidden}: {log}");
    }
    assert!(matches!(driven.ask(Message::Leave), Reply::Done));
}
