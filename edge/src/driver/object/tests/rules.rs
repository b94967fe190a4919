//! Rules are made, compared, replaced, paused and deleted, and tell what fired.

use serde_json::{Value, json};
use shared::problem::Code;

use super::monitors::Watched;
use super::notifications::{by, notify};
use super::upstream::Fault;
use super::world::{CAR, Driven, refused};
use crate::driver::feed::EventKind;
use crate::driver::hook::Receipt;
use crate::driver::message::{Message, Reply, RuleMessage};
use crate::testing::Line;

pub(super) const KEY: &str = "0123456789abcdef";

pub(super) fn at_home() -> Value {
    json!({
        "name": "Charged at home",
        "when": {"all": [
            {"is": "charge-above", "percent": 80},
            {"is": "enters", "latitude": 48.85, "longitude": 2.35, "radiusKm": 1},
        ]},
        "remindEverySeconds": 3600,
    })
}

pub(super) fn moving() -> Value {
    json!({"name": "It moves", "when": {"all": [{"is": "moving"}]}})
}

fn of_car(vehicle: &str, asked: RuleMessage) -> Message {
    let vehicle = vehicle.to_owned();
    Message::Rules { vehicle, asked }
}

fn creating_elsewhere(key: &str, rule: Value) -> Message {
    let key = key.to_owned();
    of_car("decaf", RuleMessage::Create { key, rule })
}

pub(super) fn creating(key: &str, rule: Value) -> Message {
    let key = key.to_owned();
    of_car(CAR, RuleMessage::Create { key, rule })
}

pub(super) fn replacing(id: &str, rule: Value) -> Message {
    let id = id.to_owned();
    of_car(CAR, RuleMessage::Replace { id, rule })
}

pub(super) fn pausing(id: &str, paused: bool) -> Message {
    let id = id.to_owned();
    of_car(CAR, RuleMessage::Pause { id, paused })
}

pub(super) fn deleting(id: &str) -> Message {
    of_car(CAR, RuleMessage::Delete { id: id.to_owned() })
}

pub(super) fn rule(reply: Reply) -> Value {
    match reply {
        Reply::Rule(rule) => rule,
        other => panic!("{other:?}"),
    }
}

pub(super) fn rules(driven: &Driven) -> Vec<Value> {
    match driven.ask(of_car(CAR, RuleMessage::List)) {
        Reply::Rules(rules) => rules,
        other => panic!("{other:?}"),
    }
}

pub(super) fn create(driven: &Driven, key: &str, body: Value) -> Value {
    rule(driven.ask(creating(key, body)))
}

pub(super) fn id(rule: &Value) -> String {
    rule["id"].as_str().unwrap().to_owned()
}

pub(super) fn monitors(driven: &Driven) -> Vec<Watched> {
    driven.outer.upstream.borrow().monitors.clone()
}

#[test]
fn a_rule_is_watched_for_under_its_label_and_kept_sealed() {
    let driven = Driven::new();
    let made = create(&driven, KEY, at_home());
    let watched = monitors(&driven).remove(0);
    assert_eq!(watched.monitor["label"], format!("ks-{}", id(&made)));
    let param = &watched.monitor["triggerParam"];
    assert_eq!(param["boolExp"], "(t1 & t2)");
    assert_eq!(watched.monitor["subscribeParam"]["refreshEvent"], 3600);
    assert_eq!(watched.monitor.get("extendedEventParam"), None);
    // What the driver calls it is nobody else's business.
    assert!(!watched.monitor.to_string().contains("Charged at home"));

    let mut expected = at_home();
    for (name, value) in [
        ("id", made["id"].clone()),
        ("vehicleId", json!(CAR)),
        ("state", json!("active")),
        ("createdAt", json!("2026-11-18T11:06:40Z")),
        ("updatedAt", json!("2026-11-18T11:06:40Z")),
    ] {
        expected[name] = value;
    }
    assert_eq!(made, expected);
    assert_eq!(rules(&driven), std::slice::from_ref(&made));
    let one = |vehicle: &str| driven.ask(of_car(vehicle, RuleMessage::One { id: id(&made) }));
    assert_eq!(rule(one(CAR)), made);
    assert_eq!(refused(one("decaf")), Code::RuleNotFound);
    let rows = driven.outer.rows.borrow();
    let kept: String = rows
        .values()
        .map(|row| format!("{}{}", row.name, row.sealed))
        .collect();
    let log = driven.log();
    for secret in ["48.85", "Charged", "charge-above", CAR] {
        assert!(!kept.contains(secret), "{secret}");
        assert!(!log.contains(secret), "{secret}: {log}");
    }
}

#[test]
fn a_key_stands_for_one_rule_for_a_day_even_once_that_is_deleted() {
    let driven = Driven::new();
    let made = create(&driven, KEY, at_home());
    assert_eq!(create(&driven, KEY, at_home()), made);
    let elsewhere = creating_elsewhere(KEY, at_home());
    for other in [creating(KEY, moving()), elsewhere] {
        assert_eq!(refused(driven.ask(other)), Code::IdempotencyKeyReused);
    }
    // It stands for what was asked with it, whatever the rule has become since.
    let replaced = rule(driven.ask(replacing(&id(&made), moving())));
    assert_eq!(create(&driven, KEY, at_home()), replaced);
    assert_eq!(monitors(&driven).len(), 1);
    assert_eq!(driven.ask(deleting(&id(&made))), Reply::Done);
    assert!(rules(&driven).is_empty() && monitors(&driven).is_empty());
    let again = driven.ask(creating(KEY, at_home()));
    assert_eq!(refused(again), Code::RuleNotFound);
    assert_eq!(
        refused(driven.ask(deleting(&id(&made)))),
        Code::RuleNotFound
    );
    driven.pass(24 * 3600);
    let anew = create(&driven, KEY, at_home());
    assert_ne!(anew["id"], made["id"]);
    // Nothing of the first one is kept.
    let rows = driven.outer.rows.borrow();
    assert_eq!(
        rows.keys().filter(|name| name.starts_with("rule ")).count(),
        1
    );
}

#[test]
fn a_car_has_five_rules() {
    let driven = Driven::new();
    let key = |at: usize| format!("{KEY}-{at}");
    let all: Vec<_> = (0..5)
        .map(|at| create(&driven, &key(at), moving()))
        .collect();
    assert_eq!(rules(&driven), all);
    let sixth = creating(&key(5), moving());
    assert_eq!(refused(driven.ask(sixth.clone())), Code::TooManyRules);
    let elsewhere = creating_elsewhere(&key(6), moving());
    assert_eq!(rule(driven.ask(elsewhere))["vehicleId"], "decaf");
    assert_eq!(driven.ask(deleting(&id(&all[2]))), Reply::Done);
    rule(driven.ask(sixth));
    assert_eq!(rules(&driven).len(), 5);
    assert_eq!(monitors(&driven).len(), 6);
}

#[test]
fn monitors_that_somebody_else_has_made_count_and_what_is_nobodys_any_more_is_ended() {
    let mut driven = Driven::new();
    create(&driven, KEY, moving());
    let callback = monitors(&driven)[0].callback.clone();
    let other = |label: &str, at: usize| Watched {
        id: format!("other-{at}"),
        vehicle: CAR.to_owned(),
        callback: callback.clone(),
        monitor: json!({"label": label}),
        status: "Running".to_owned(),
    };
    {
        let mut upstream = driven.outer.upstream.borrow_mut();
        upstream.monitors.extend([
            other("theirs", 1),
            other("theirs", 2),
            other("ks-AAECAwQFBgcICQoLDA0ODw", 3),
            other("ks-AAECAwQFBgcICQoLDA0ODx", 4),
        ]);
    }
    // One of them has the label of a rule that an object once had.
    driven.restart();
    create(&driven, "another-key-0001", moving());
    let ids: Vec<_> = monitors(&driven).into_iter().map(|it| it.id).collect();
    assert_eq!(ids, ["m-1", "other-1", "other-2", "other-4", "m-2"]);
    let sixth = driven.ask(creating("another-key-0002", moving()));
    assert_eq!(refused(sixth), Code::TooManyRules);
}

#[test]
fn a_rule_is_replaced_paused_and_resumed() {
    let driven = Driven::new();
    let made = create(&driven, KEY, at_home());
    let id = id(&made);
    driven.pass(60);
    let paused = rule(driven.ask(pausing(&id, true)));
    assert_eq!(paused["state"], "paused");
    assert_eq!(monitors(&driven)[0].status, "Paused");
    let replaced = rule(driven.ask(replacing(&id, moving())));
    assert_eq!(
        (&replaced["state"], &replaced["name"]),
        (&json!("paused"), &json!("It moves"))
    );
    assert_eq!(replaced.get("remindEverySeconds"), None);
    assert_eq!(replaced["createdAt"], made["createdAt"]);
    assert_ne!(replaced["updatedAt"], made["updatedAt"]);
    let watched = monitors(&driven).remove(0);
    assert_eq!(watched.monitor["label"], format!("ks-{id}"));
    assert_eq!(watched.monitor["triggerParam"]["boolExp"], "(t1)");
    let resumed = rule(driven.ask(pausing(&id, false)));
    assert_eq!(resumed["state"], "active");
    assert_eq!(monitors(&driven)[0].status, "Running");
    assert_eq!(monitors(&driven).len(), 1);
    for message in [
        replacing("AAECAwQFBgcICQoLDA0ODw", moving()),
        pausing("AAECAwQFBgcICQoLDA0ODw", true),
        deleting("x"),
    ] {
        assert_eq!(refused(driven.ask(message)), Code::RuleNotFound);
    }
}

#[test]
fn a_list_is_compared_once_a_minute_and_shows_what_became_of_a_monitor() {
    let driven = Driven::new();
    let made = create(&driven, KEY, at_home());
    let reads = || driven.count("GET", "/monitors");
    let before = reads();
    driven.pass(61);
    for _ in 0..3 {
        rules(&driven);
    }
    assert_eq!(reads(), before + 1);
    driven.outer.upstream.borrow_mut().monitors[0].status = "Failed".to_owned();
    assert_eq!(rules(&driven)[0]["state"], "active");
    driven.pass(60);
    assert_eq!(rules(&driven)[0]["state"], "failed");
    driven.outer.upstream.borrow_mut().monitors[0].status = "Paused".to_owned();
    driven.outer.upstream.borrow_mut().is_up = false;
    driven.pass(60);
    assert_eq!(rules(&driven)[0]["state"], "failed");
    driven.outer.upstream.borrow_mut().is_up = true;
    driven.pass(60);
    assert_eq!(rules(&driven)[0]["state"], "paused");
    driven.outer.upstream.borrow_mut().monitors.clear();
    driven.pass(60);
    assert_eq!(rules(&driven)[0]["state"], "ended");
    // To resume it is to have it made anew.
    let resumed = rule(driven.ask(pausing(&id(&made), false)));
    assert_eq!(resumed["state"], "active");
    let watched = monitors(&driven).remove(0);
    assert_eq!(watched.monitor["label"], format!("ks-{}", id(&made)));
}

#[test]
fn a_rule_whose_callback_is_gone_is_made_anew_at_its_next_change() {
    for resumes in [true, false] {
        let driven = Driven::new();
        let made = create(&driven, KEY, at_home());
        {
            let mut upstream = driven.outer.upstream.borrow_mut();
            upstream.callbacks.clear();
            upstream.monitors.clear();
        }
        driven.pass(120);
        let message = match resumes {
            true => pausing(&id(&made), false),
            false => replacing(&id(&made), moving()),
        };
        let anew = rule(driven.ask(message));
        assert_eq!(
            (&anew["state"], &anew["id"]),
            (&json!("active"), &made["id"])
        );
        let watched = monitors(&driven);
        assert_eq!(watched.len(), 1);
        assert!(driven.outer.upstream.borrow().has(&watched[0].callback));
    }
}

#[test]
fn what_is_not_allowed_or_not_of_the_table_is_not_sent() {
    let mut driven = Driven::new();
    let invalid = driven.ask(creating(KEY, json!({"name": "x"})));
    assert_eq!(refused(invalid), Code::InvalidBody);
    let mut settings = driven.settings();
    settings.actions.allowed.retain(|it| it.word() != "rules");
    driven.restart_with(settings);
    let denied = driven.ask(creating(KEY, moving()));
    assert_eq!(refused(denied), Code::ActionNotAllowed);
    assert!(driven.outer.sent.borrow().is_empty());
    assert!(driven.outer.rows.borrow().is_empty());
}

#[test]
fn what_the_manufacturer_refuses_is_no_rule() {
    let driven = Driven::new();
    create(&driven, KEY, moving());
    for (fault, code) in [
        (Fault::Invalid, Code::RuleRefused),
        (Fault::Forbidden, Code::ConsentMissing),
        (Fault::NotFound, Code::VehicleNotFound),
        (Fault::Busy, Code::RelayBusy),
    ] {
        driven.outer.upstream.borrow_mut().faults.push_back(fault);
        let reply = driven.ask(creating("another-key-0001", at_home()));
        assert_eq!(refused(reply), code);
        assert_eq!(rules(&driven).len(), 1);
    }
    driven
        .outer
        .upstream
        .borrow_mut()
        .faults
        .push_back(Fault::Token);
    let reply = driven.ask(creating("another-key-0001", at_home()));
    assert_eq!(reply, Reply::TokenRefused);
    // The key is free again.
    create(&driven, "another-key-0001", at_home());
    let all = rules(&driven);
    let id = id(&all[1]);
    for (fault, asked, code) in [
        (Fault::Invalid, replacing(&id, moving()), Code::RuleRefused),
        (
            Fault::Forbidden,
            replacing(&id, moving()),
            Code::ConsentMissing,
        ),
        // No content was sent that could be refused.
        (Fault::Invalid, pausing(&id, true), Code::UpstreamRejected),
        (Fault::Invalid, deleting(&id), Code::UpstreamRejected),
    ] {
        driven.outer.upstream.borrow_mut().faults.push_back(fault);
        assert_eq!(refused(driven.ask(asked.clone())), code, "{asked:?}");
        assert_eq!(rules(&driven), all, "{asked:?}");
    }
}

#[test]
fn a_notification_of_a_monitor_is_a_rule_that_fired() {
    let driven = Driven::new();
    let made = create(&driven, KEY, at_home());
    let settings = driven.settings();
    let memory = &driven.object.memory;
    let values = json!([{
        "data": "vehicle.energy.electric.level",
        "value": {"type": "string", "body": {"literalValue": "81"}},
    }]);
    let event = |monitor: &str| {
        let books = memory.books(&settings);
        let at = 1_794_999_600;
        memory
            .rule_event(&books, monitor, &values, true, at)
            .unwrap()
    };
    let fired = event("m-1").unwrap();
    assert_eq!(fired.kind, EventKind::Rule);
    assert_eq!(fired.vehicle, CAR);
    assert_eq!(
        fired.data,
        json!({
            "ruleId": made["id"],
            "name": "Charged at home",
            "reminder": true,
            "firedAt": "2026-11-18T11:00:00Z",
            "values": [{"what": "chargePercent", "value": 81}],
        })
    );
    assert_eq!(event("m-2"), None);
    driven.ask(deleting(&id(&made)));
    assert_eq!(event("m-1"), None);
}

#[test]
fn what_a_monitor_tells_comes_to_the_drivers_pages_once_and_names_its_rule() {
    let driven = Driven::new();
    let made = create(&driven, KEY, at_home());
    let page = driven.connect("rules");
    let other = driven.connect("lock");
    let [callback, _, witness] = by(&driven);
    let fired = |monitor: &str, refresh: bool, witness: &str| {
        json!({
            "callbackId": callback,
            "attributes": [{"key": "kerbside", "value": witness}],
            "type": "Monitor",
            "date": "2026-11-18T11:06:40Z",
            "monitorEvent": {
                "monitorId": monitor,
                "refresh": refresh,
                "values": [{
                    "data": "vehicle.energy.electric.level",
                    "value": {"type": "string", "body": {"literalValue": "81"}},
                }],
            },
        })
    };
    for message in [
        fired("m-1", false, &witness),
        fired("m-1", false, &witness),
        fired("m-1", true, &witness),
        fired("m-1", false, "another"),
        fired("m-2", false, &witness),
    ] {
        assert_eq!(notify(&driven, &message), Receipt::Taken);
    }
    let events = |line: &Line| -> Vec<Value> {
        let received = line.received.borrow();
        let read = received
            .iter()
            .map(|text| serde_json::from_str::<Value>(text).unwrap());
        read.filter(|event| event["type"] == "rule").collect()
    };
    let told = events(&page);
    let reminders: Vec<_> = told.iter().map(|it| &it["data"]["reminder"]).collect();
    assert_eq!(reminders, [false, true]);
    for event in &told {
        assert_eq!(event["vehicleId"], CAR);
        assert_eq!(event["data"]["ruleId"], made["id"]);
        assert_eq!(event["data"]["name"], "Charged at home");
        let values = json!([{"what": "chargePercent", "value": 81}]);
        assert_eq!(event["data"]["values"], values);
    }
    // Who may have no rules is told of none.
    assert!(events(&other).is_empty());
}
