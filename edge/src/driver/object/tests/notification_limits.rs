//! What somebody can do who has read an address, and no more.

use serde_json::json;

use super::notifications::{notify, notify_by, state, step};
use super::world::{Driven, lock};
use crate::driver::hook::Receipt;

#[test]
fn messages_without_the_witness_keep_no_true_one_out() {
    let driven = Driven::new();
    let id = driven.command(lock())["id"].clone();
    let [_, secret, _] = super::notifications::by(&driven);
    let mut unwitnessed = step(&driven, 0, "Success", None);
    unwitnessed["attributes"] = json!([]);
    let foreign = json!({"callbackId": "cb-other"});
    let many = vec![[unwitnessed, foreign, json!(7)]; 300].concat();
    let flood = serde_json::Value::Array(many).to_string();
    for _ in 0..10 {
        assert_eq!(notify_by(&driven, &secret, &flood), Receipt::Taken);
    }
    let done = step(&driven, 0, "Success", None);
    assert_eq!(notify(&driven, &done), Receipt::Taken);
    assert_eq!(state(&driven, &id)["state"], "succeeded");
}
