//! What the manufacturer tells of a monitor is told to pages as a rule that fired, once.

use std::pin::pin;
use std::task::{Context as Task, Poll, Waker};

use serde_json::{Value, json};

use super::notifications::{by, notify, step};
use super::rules::{KEY, at_home, creating, deleting, moving};
use super::upstream::Fault;
use super::world::{CAR, Driven, lock};
use crate::driver::hook::Receipt;
use crate::driver::message::{Message, Reply, RuleMessage};
use crate::driver::time::time;
use crate::testing::Line;
#[cfg(not(target_arch = "wasm32"))]
use crate::testing::description::committed;

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
fn a_rule_is_told_with_the_time_at_which_it_fired() {
    let now = "2026-11-18T11:06:40Z";
    for (date, fired_at) in [
        ("2026-11-16T05:00:00Z", "2026-11-16T05:00:00Z"),
        ("2026-11-18T11:06:41Z", now),
        ("1969-11-18T11:00:00Z", now),
        ("yesterday", now),
    ] {
        let driven = Driven::new();
        driven.ask(creating(KEY, at_home()));
        let told = fired(&driven, date, false);
        assert_eq!(notify(&driven, &told), Receipt::Taken);
        let [event] = &events(&driven)[..] else {
            panic!("{date}");
        };
        assert_eq!(
            (&event["at"], &event["data"]["firedAt"]),
            (&json!(now), &json!(fired_at))
        );
    }
}

#[test]
fn a_rule_about_the_alarm_tells_that_it_goes_off_and_not_that_it_ends() {
    let alarm = |others: &[Value]| {
        let conditions = [&[json!({"is": "alarm"})], others].concat();
        json!({"name": "Alarm", "when": {"all": conditions}})
    };
    let at_night = json!({"is": "during", "days": ["Mon"], "from": "22:00", "to": "06:00", "timeZone": "Europe/Paris"});
    for (rule, count) in [
        (alarm(&[]), 1),
        (alarm(&[at_night]), 1),
        (alarm(&[json!({"is": "moving"})]), 2),
        (moving(), 2),
    ] {
        let driven = Driven::new();
        driven.ask(creating(KEY, rule.clone()));
        for (second, trigger) in ["RoofBreakIn", "NoBreakIn"].iter().enumerate() {
            let date = time(driven.outer.now.get() - 60 + second as u64);
            let mut message = fired(&driven, &date, false);
            message["monitorEvent"]["values"] = json!([{
                "data": "vehicle.alarm.trigger.type",
                "value": {"type": "string", "body": {"literalValue": trigger}},
            }]);
            assert_eq!(notify(&driven, &message), Receipt::Taken);
        }
        let told = events(&driven);
        assert_eq!(told.len(), count, "{rule}");
        assert_eq!(told[0]["data"]["values"][0]["value"], "RoofBreakIn");
    }
}

/// Not in a browser, which has no file with the description.
#[cfg(not(target_arch = "wasm32"))]
#[test]
fn whatever_made_a_rule_fire_is_told_as_it_is_described() {
    let literal = |value: &str| json!({"type": "string", "body": {"literalValue": value}});
    let alerts = json!([{"type": "EngineFault"}, {"type": "LowOilLevel"}]);
    for (data, value, told) in [
        ("vehicle.energy.electric.level", literal("81"), json!(81)),
        ("vehicle.kinetic.moving", literal("true"), json!(true)),
        (
            "vehicle.energy.charging.status",
            literal("Finished"),
            json!("Finished"),
        ),
        (
            "vehicle.alert",
            json!({"type": "obj.alert", "body": {"objectValues": alerts}}),
            json!(["EngineFault", "LowOilLevel"]),
        ),
    ] {
        let driven = Driven::new();
        driven.ask(creating(KEY, at_home()));
        let mut message = fired(&driven, "2026-11-18T11:00:00Z", false);
        message["monitorEvent"]["values"] = json!([{"data": data, "value": value}]);
        assert_eq!(notify(&driven, &message), Receipt::Taken);
        let event = events(&driven).remove(0);
        assert_eq!(event["data"]["values"][0]["value"], told);
        let flaws = committed().flaws_of("RuleEvent", &event);
        assert_eq!(flaws, Vec::<String>::new(), "{data}");
    }
}

#[test]
fn a_rule_that_fired_is_told_to_a_page_however_much_comes_with_it() {
    let driven = Driven::new();
    driven.ask(creating(KEY, at_home()));
    for kind in ["lock", "unlock", "wake-up"] {
        driven.command(json!({"type": kind}));
    }
    let mut messages = Vec::new();
    for status in [
        "WakingUpVehicle",
        "CheckingVehicle",
        "SentToVehicle",
        "Success",
    ] {
        messages.extend((0..3).map(|action| step(&driven, action, status, None)));
    }
    driven.pass(1);
    messages.push(fired(&driven, &time(driven.outer.now.get()), false));
    let page = driven.connect("*");
    let other = driven.connect("lock unlock wake-up");
    assert_eq!(notify(&driven, &Value::Array(messages)), Receipt::Taken);
    let kinds = |line: &Line| -> Vec<String> {
        let received = line.received.borrow();
        let read = received
            .iter()
            .map(|text| serde_json::from_str::<Value>(text).unwrap());
        read.map(|event| event["type"].as_str().unwrap().to_owned())
            .collect()
    };
    let steps = ["command"; 10];
    assert_eq!(kinds(&page), [&steps[..], &["rule", "reset"]].concat());
    assert_eq!(kinds(&other), [&steps[..], &["reset"]].concat());
}

#[test]
fn a_rule_that_fires_before_its_answer_comes_again_and_is_told_once() {
    let driven = Driven::new();
    let envelope = driven.envelope(creating(KEY, at_home()));
    let mut answer = pin!(driven.object.answer(envelope));
    let mut task = Task::from_waker(Waker::noop());
    while driven.outer.upstream.borrow().monitors.is_empty() {
        assert!(answer.as_mut().poll(&mut task).is_pending());
    }
    let early = fired(&driven, "2026-11-18T11:06:40Z", false);
    let other = {
        let mut other = early.clone();
        other["callbackId"] = json!("cb-other");
        other
    };
    for _ in 0..2 {
        assert_eq!(notify(&driven, &json!([other, early])), Receipt::Again);
    }
    assert!(events(&driven).is_empty());
    assert!(driven.log().contains("rule-not-known"), "{}", driven.log());
    let reply = (0..1000).find_map(|_| match answer.as_mut().poll(&mut task) {
        Poll::Ready(reply) => Some(reply),
        Poll::Pending => None,
    });
    let Some(Reply::Rule(made)) = reply else {
        panic!("{reply:?}");
    };
    for _ in 0..2 {
        assert_eq!(notify(&driven, &json!([other, early])), Receipt::Taken);
    }
    let told = events(&driven);
    assert_eq!(told.len(), 1);
    assert_eq!(told[0]["data"]["ruleId"], made["id"]);
}

#[test]
fn a_monitor_whose_name_does_not_arrive_is_waited_for_ten_minutes() {
    let driven = Driven::new();
    driven.ask(creating("another-key-0001", at_home()));
    driven.outer.upstream.borrow_mut().echoes = false;
    let fault = Fault::Reset { done: true };
    driven.outer.upstream.borrow_mut().faults.push_back(fault);
    driven.ask(creating(KEY, moving()));
    let mut early = fired(&driven, "2026-11-18T11:06:40Z", false);
    early["monitorEvent"]["monitorId"] = json!("m-2");
    assert_eq!(notify(&driven, &early), Receipt::Again);
    driven.pass(600);
    assert_eq!(notify(&driven, &early), Receipt::Taken);
    assert!(events(&driven).is_empty());
}

#[test]
fn a_monitor_of_no_rule_tells_no_event_and_has_no_page_load_anew() {
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
    driven.object.memory.settle();
    assert!(page.received.borrow().is_empty());
    assert!(driven.log().contains("foreign 1"), "{}", driven.log());
}

pub(super) fn listing() -> Message {
    let vehicle = CAR.to_owned();
    let asked = RuleMessage::List;
    Message::Rules { vehicle, asked }
}

/// A driver with a rule whose last session has left, and who has logged in anew.
pub(super) fn logged_in_anew() -> Driven {
    let mut driven = Driven::new();
    driven.ask(creating(KEY, at_home()));
    assert_eq!(driven.ask(Message::Leave), Reply::Done);
    assert_eq!(status(&driven), "Paused");
    driven.session = "session-2";
    driven
}

pub(super) fn status(driven: &Driven) -> Value {
    driven.outer.upstream.borrow().callbacks[0].1["status"].clone()
}

#[test]
fn after_a_logout_rules_are_told_again_once_somebody_listens() {
    for asks in [
        |driven: &Driven| drop(driven.ticket("*")),
        |driven: &Driven| drop(driven.events(None, "*")),
        |driven: &Driven| drop(driven.ask(listing())),
    ] {
        let driven = logged_in_anew();
        asks(&driven);
        assert_eq!(status(&driven), "Running");
        let statuses = driven.count("PUT", "/status");
        asks(&driven);
        assert_eq!(driven.count("PUT", "/status"), statuses);
    }
}

#[test]
fn a_callback_that_cannot_be_resumed_now_refuses_nobody_and_is_tried_again() {
    let driven = logged_in_anew();
    let fault = Fault::Timeout { done: false };
    driven.outer.upstream.borrow_mut().faults.push_back(fault);
    let tries = || driven.count("PUT", "/status");
    let before = tries();
    driven.ticket("*");
    assert_eq!((status(&driven), tries()), (json!("Paused"), before + 1));
    // What is only read does not wait for the manufacturer each time.
    driven.pass(59);
    driven.ticket("*");
    assert_eq!((status(&driven), tries()), (json!("Paused"), before + 1));
    driven.pass(1);
    driven.ticket("*");
    assert_eq!((status(&driven), tries()), (json!("Running"), before + 2));
}

#[test]
fn with_another_token_or_after_another_logout_it_is_resumed_at_once() {
    let mut driven = logged_in_anew();
    let fails = |fault| driven.outer.upstream.borrow_mut().faults.push_back(fault);
    fails(Fault::Token);
    let sees = || "*".to_owned();
    let refused = driven.ask(Message::Ticket { sees: sees() });
    assert_eq!(refused, Reply::TokenRefused);
    fails(Fault::Timeout { done: false });
    driven.ticket("*");
    assert_eq!(status(&driven), "Paused");
    driven.ask(Message::Leave);
    driven.session = "session-3";
    driven.ticket("*");
    assert_eq!(status(&driven), "Running");
}

#[test]
fn without_rules_nobody_who_listens_resumes_it() {
    let mut driven = Driven::new();
    driven.command(lock());
    driven.ask(Message::Leave);
    driven.session = "session-2";
    driven.ticket("*");
    assert_eq!(status(&driven), "Paused");
}
