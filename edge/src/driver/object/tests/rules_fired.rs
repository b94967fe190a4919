//! What the manufacturer tells of a monitor is told to pages as a rule that fired, once.

use serde_json::{Value, json};

use super::notifications::{by, notify};
use super::rules::{KEY, at_home, creating, deleting};
use super::world::Driven;
use crate::driver::hook::Receipt;
use crate::driver::message::Reply;

/// What the manufacturer sends when the monitor fires that was made first.
pub(super) fn fired(driven: &Driven, date: &str, is_reminder: bool) -> Value {
    let [callback, _, witness] = by(driven);
    json!({
        "callbackId": callback,
        "attributes": [{"key": "kerbside", "value": witness}],
        "type": "Monitor",
        "date": date,
        "monitorEvent": {
            "monitorId": "m-1",
            "values": [{
                "data": "vehicle.energy.electric.level",
                "value": {"type": "string", "body": {"literalValue": "81"}},
            }],
            "extensions": [],
            "refresh": is_reminder,
        },
    })
}

fn events(driven: &Driven) -> Vec<Value> {
    let events = driven.events(Some(0), "*");
    events["events"].as_array().unwrap().clone()
}

#[test]
fn a_rule_that_fired_is_told_once_and_a_reminder_as_such() {
    let driven = Driven::new();
    let Reply::Rule(made) = driven.ask(creating(KEY, at_home())) else {
        panic!("no rule");
    };
    let first = fired(&driven, "2026-11-18T11:00:00Z", false);
    let reminder = fired(&driven, "2026-11-18T11:05:00Z", true);
    for body in [first.clone(), first.clone(), json!([reminder, first])] {
        assert_eq!(notify(&driven, &body), Receipt::Taken);
    }
    let told = events(&driven);
    let kinds: Vec<_> = told.iter().map(|event| event["type"].clone()).collect();
    assert_eq!(kinds, ["rule", "rule"]);
    for (event, is_reminder) in told.iter().zip([false, true]) {
        assert_eq!(event["data"]["ruleId"], made["id"]);
        assert_eq!(event["data"]["reminder"], is_reminder);
        assert_eq!(event["data"]["values"][0]["value"], 81);
    }
}

#[test]
fn a_monitor_of_no_rule_has_pages_load_anew_and_tells_no_event() {
    let driven = Driven::new();
    let Reply::Rule(made) = driven.ask(creating(KEY, at_home())) else {
        panic!("no rule");
    };
    let id = made["id"].as_str().unwrap();
    driven.ask(deleting(id));
    let page = driven.connect("*");
    let late = fired(&driven, "2026-11-18T11:00:00Z", false);
    assert_eq!(notify(&driven, &late), Receipt::Taken);
    assert!(events(&driven).is_empty());
    assert!(page.received.borrow().concat().contains("reset"));
}
