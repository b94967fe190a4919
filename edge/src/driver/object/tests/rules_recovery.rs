//! Where answers, the object or its storage are lost, a rule has one monitor at most, and nothing
//! is said of it that is not so.

use std::pin::pin;
use std::task::{Context as Task, Waker};

use serde_json::{Value, json};
use shared::problem::Code;

use super::notifications::notify;
use super::rules::{
    KEY, at_home, create, creating, deleting, id, monitors, moving, pausing, replacing, rule, rules,
};
use super::rules_fired::{fired, listing};
use super::upstream::Fault;
use super::world::{CAR, Driven, refused};
use crate::driver::hook::Receipt;
use crate::driver::message::{Message, Reply, RuleMessage};
use crate::driver::rule_entry::RuleEntry;
use crate::driver::store::LedgerRow;

/// A driver whose callback is there, and perhaps a rule.
fn driven(with_rule: bool) -> (Driven, String) {
    let driven = Driven::new();
    let made = create(&driven, "first-key-000001", at_home());
    if !with_rule {
        driven.ask(deleting(&id(&made)));
    }
    (driven, id(&made))
}

/// What is said of rules is so: each that is active is watched for, and with its own conditions;
/// each that is paused is there and paused; each that ended is not there.
fn assert_true(driven: &Driven, context: &str) {
    let all = rules(driven);
    let watched = monitors(driven);
    for rule in &all {
        let label = format!("ks-{}", id(rule));
        let of_it: Vec<_> = watched
            .iter()
            .filter(|it| it.monitor["label"] == label)
            .collect();
        assert!(of_it.len() <= 1, "{context}: {of_it:?}");
        let (exists, status) = match of_it.first() {
            Some(it) => (true, it.status.as_str()),
            None => (false, ""),
        };
        match rule["state"].as_str().unwrap() {
            "active" => {
                assert_eq!((exists, status), (true, "Running"), "{context}");
                assert!(has_conditions(rule, &of_it[0].monitor), "{context}");
            }
            "paused" => assert_eq!((exists, status), (true, "Paused"), "{context}"),
            "ended" => assert!(!exists, "{context}"),
            "unknown" => {}
            other => panic!("{context}: {other}"),
        }
    }
    let labels = watched.iter().map(|it| it.monitor["label"].to_string());
    let mut labels: Vec<_> = labels.collect();
    labels.sort_unstable();
    labels.dedup();
    assert_eq!(labels.len(), watched.len(), "{context}");
}

fn has_conditions(rule: &Value, monitor: &Value) -> bool {
    let kept = json!({"name": rule["name"], "when": rule["when"]});
    let mut kept = kept;
    if let Some(seconds) = rule.get("remindEverySeconds") {
        kept["remindEverySeconds"] = seconds.clone();
    }
    let kept = shared::rule::Rule::from_api(&kept).unwrap();
    kept.conditions()
        .to_upstream()
        .iter()
        .all(|(name, json)| monitor[name] == *json)
}

fn is_creation(message: &Message) -> bool {
    let is = |asked: &RuleMessage| matches!(asked, RuleMessage::Create { .. });
    matches!(message, Message::Rules { asked, .. } if is(asked))
}

fn is_replacement(message: &Message) -> bool {
    let is = |asked: &RuleMessage| matches!(asked, RuleMessage::Replace { .. });
    matches!(message, Message::Rules { asked, .. } if is(asked))
}

type Asking = fn(&str) -> Message;

/// Whether there is a rule before, what is asked, and how many monitors there are in the end.
const ASKING: [(bool, Asking, usize); 5] = [
    (false, |_| creating(KEY, moving()), 1),
    (true, |id| replacing(id, moving()), 1),
    (true, |id| pausing(id, true), 1),
    (true, |id| pausing(id, false), 1),
    (true, deleting, 0),
];

/// There are as many monitors as there are to be in the end, but none of a rule that has ended.
fn assert_monitors(driven: &Driven, in_the_end: usize, context: &str) {
    let has_ended = rules(driven).iter().any(|rule| rule["state"] == "ended");
    let expected = if has_ended { 0 } else { in_the_end };
    assert_eq!(monitors(driven).len(), expected, "{context}");
}

/// How often the manufacturer was asked to change something.
fn writes(driven: &Driven) -> usize {
    let methods = ["POST", "PUT", "DELETE"];
    methods.iter().map(|method| driven.count(method, "")).sum()
}

/// The rows whose names begin so.
fn rows(driven: &Driven, beginning: &str) -> Vec<LedgerRow> {
    let rows = driven.outer.rows.borrow();
    let rows = rows.values().filter(|row| row.name.starts_with(beginning));
    rows.cloned().collect()
}

#[test]
fn whatever_becomes_of_an_answer_what_is_said_is_so_and_a_repeat_mends_it() {
    for (with_rule, asking, in_the_end) in ASKING {
        for fault in Fault::ALL {
            let (driven, id) = driven(with_rule);
            driven.pass(120);
            driven.outer.upstream.borrow_mut().faults.push_back(fault);
            let message = asking(&id);
            let context = format!("{message:?} {fault:?}");
            driven.ask(message.clone());
            assert_true(&driven, &context);
            driven.pass(120);
            assert_true(&driven, &context);
            // Nothing stays unknown, as the manufacturer repeats what it was sent.
            for rule in rules(&driven) {
                let is_replaced = is_replacement(&message);
                let may = is_replaced && fault.is_unclear();
                assert!(rule["state"] != "unknown" || may, "{context}: {rule}");
            }
            let reply = driven.ask(message);
            assert_true(&driven, &context);
            assert_monitors(&driven, in_the_end, &context);
            match reply {
                Reply::Done => assert!(rules(&driven).is_empty(), "{context}"),
                Reply::Rule(rule) if with_rule => {
                    assert!(
                        ["active", "paused", "ended"].contains(&rule["state"].as_str().unwrap()),
                        "{context}: {rule}"
                    );
                }
                Reply::Rule(_) => {}
                Reply::Refused { code, .. } => assert_eq!(code, Code::RuleNotFound, "{context}"),
                other => panic!("{context}: {other:?}"),
            }
        }
    }
}

#[test]
fn a_lost_answer_is_looked_for_before_anything_is_said() {
    let (driven, _) = driven(false);
    let fault = Fault::Reset { done: true };
    driven.outer.upstream.borrow_mut().faults.push_back(fault);
    assert_eq!(create(&driven, KEY, moving())["state"], "active");
    // Its monitor is known, so it can be paused.
    let id = id(&rules(&driven)[0]);
    assert_eq!(rule(driven.ask(pausing(&id, true)))["state"], "paused");
    assert_eq!(driven.count("POST", "/monitors"), 2);

    let fault = Fault::Timeout { done: false };
    driven.outer.upstream.borrow_mut().faults.push_back(fault);
    let lost = create(&driven, "another-key-0001", at_home());
    assert_eq!(lost["state"], "unknown");
    // As long as it may still turn up, no second one is made.
    let early = driven.ask(replacing(lost["id"].as_str().unwrap(), moving()));
    assert_eq!(refused(early), Code::UpstreamUnavailable);
    driven.pass(60);
    assert_eq!(rules(&driven)[1]["state"], "ended");
    let anew = rule(driven.ask(replacing(lost["id"].as_str().unwrap(), moving())));
    assert_eq!(anew["state"], "active");
    assert_true(&driven, "made anew");
}

#[test]
fn where_nothing_is_repeated_a_lost_rule_stays_unknown_beside_others() {
    let (driven, _) = driven(false);
    driven.outer.upstream.borrow_mut().echoes = false;
    let fault = Fault::Reset { done: true };
    driven.outer.upstream.borrow_mut().faults.push_back(fault);
    let lost = create(&driven, KEY, moving());
    driven.pass(120);
    assert_eq!(rules(&driven)[0]["state"], "unknown");
    let id = id(&lost);
    for message in [
        replacing(&id, moving()),
        pausing(&id, false),
        pausing(&id, true),
    ] {
        let reply = driven.ask(message);
        assert_eq!(refused(reply), Code::UpstreamUnavailable);
    }
    assert_eq!(monitors(&driven).len(), 1);
    // It can be forgotten. What its monitor tells is of no rule then.
    assert_eq!(driven.ask(deleting(&id)), Reply::Done);
    assert!(rules(&driven).is_empty());
    // Where what there is belongs to other rules, it is known that this one is not there.
    driven.outer.upstream.borrow_mut().monitors.clear();
    create(&driven, "another-key-0001", moving());
    let fault = Fault::Reset { done: false };
    driven.outer.upstream.borrow_mut().faults.push_back(fault);
    create(&driven, "another-key-0002", moving());
    driven.pass(120);
    let states: Vec<_> = rules(&driven)
        .into_iter()
        .map(|it| it["state"].clone())
        .collect();
    assert_eq!(states, ["active", "ended"]);
}

#[test]
fn a_rule_on_a_car_that_is_no_longer_the_drivers_can_be_deleted() {
    for is_named in [true, false] {
        for error in [(403, "no"), (400, "vehicle id")] {
            let (driven, _) = driven(false);
            {
                let mut upstream = driven.outer.upstream.borrow_mut();
                upstream.echoes = is_named;
                let fault = Fault::Reset { done: true };
                upstream.faults.push_back(fault);
            }
            let id = id(&create(&driven, KEY, moving()));
            driven.outer.upstream.borrow_mut().no_monitors = Some(error);
            let paused = driven.ask(pausing(&id, true));
            assert!(matches!(paused, Reply::Refused { .. }), "{paused:?}");
            assert_eq!(driven.ask(deleting(&id)), Reply::Done);
            assert!(rules(&driven).is_empty(), "{is_named} {error:?}");
        }
    }
}

#[test]
fn an_object_that_is_killed_at_any_turn_makes_no_second_monitor() {
    for (with_rule, asking, in_the_end) in ASKING {
        for turns in 1..60 {
            let (mut driven, id) = driven(with_rule);
            driven.pass(120);
            let message = asking(&id);
            let context = format!("{message:?} {turns}");
            let reply = driven.ask_and_kill(message.clone(), turns);
            driven.pass(120);
            assert_true(&driven, &context);
            driven.ask(message);
            assert_true(&driven, &context);
            assert_monitors(&driven, in_the_end, &context);
            if reply.is_some() {
                break;
            }
            assert!(turns < 59, "{context}");
        }
    }
}

#[test]
fn what_cannot_be_written_down_is_not_sent() {
    for (with_rule, asking, in_the_end) in ASKING {
        for writable in 0..8 {
            let (driven, id) = driven(with_rule);
            driven.pass(120);
            driven.outer.writable.set(writable);
            let message = asking(&id);
            let context = format!("{message:?} {writable}");
            // What a rule is to be stands in its own row. All else may be done twice: then that
            // somebody uses the object is written down.
            let beginning = match is_creation(&message) || is_replacement(&message) {
                true => "rule ",
                false => "",
            };
            let (kept, written) = (rows(&driven, beginning), writes(&driven));
            let reply = driven.ask(message.clone());
            let is_stored = !matches!(reply, Reply::Trouble { .. });
            let is_sent = writes(&driven) > written;
            assert!(!is_sent || rows(&driven, beginning) != kept, "{context}");
            assert!(!is_sent || writable > 0, "{context}");
            driven.outer.writable.set(usize::MAX);
            driven.pass(120);
            assert_true(&driven, &context);
            driven.ask(message);
            assert_true(&driven, &context);
            assert_monitors(&driven, in_the_end, &context);
            if is_stored {
                break;
            }
            assert!(writable < 7, "{context}");
        }
    }
}

#[test]
fn where_it_cannot_be_read_what_a_monitor_is_for_it_is_not_deleted() {
    let (driven, _) = driven(true);
    let envelope = driven.envelope(creating(KEY, moving()));
    let mut answer = pin!(driven.object.answer(envelope));
    let mut task = Task::from_waker(Waker::noop());
    let lists = driven.count("GET", "/monitors");
    while driven.count("GET", "/monitors") == lists {
        assert!(answer.as_mut().poll(&mut task).is_pending());
    }
    let alien = LedgerRow {
        name: "rule of no key".to_owned(),
        at: 0,
        sealed: String::new(),
    };
    let name = alien.name.clone();
    driven.outer.rows.borrow_mut().insert(name.clone(), alien);
    // A notification that cannot be stored has the object read its rows anew.
    driven.outer.writable.set(0);
    let told = fired(&driven, "2026-11-18T11:06:40Z", false);
    assert_eq!(notify(&driven, &told), Receipt::Again);
    driven.outer.writable.set(usize::MAX);
    let reply = super::world::polled(answer, usize::MAX);
    assert!(matches!(reply, Some(Reply::Trouble { .. })), "{reply:?}");
    driven.outer.rows.borrow_mut().remove(&name);
    assert_eq!(driven.count("DELETE", ""), 0);
    assert_eq!(monitors(&driven).len(), 1);
}

#[test]
fn with_another_token_rules_are_compared_at_once() {
    let (driven, _) = driven(true);
    driven.pass(60);
    driven.outer.upstream.borrow_mut().monitors[0].status = "Paused".to_owned();
    driven.ask_untrusted(listing());
    assert_eq!(rules(&driven)[0]["state"], "paused");
}

#[test]
fn two_presses_side_by_side_are_one_rule() {
    let (driven, _) = driven(false);
    let both = futures_util::future::join(
        driven
            .object
            .answer(driven.envelope(creating(KEY, moving()))),
        driven
            .object
            .answer(driven.envelope(creating(KEY, moving()))),
    );
    let (one, other) = super::world::polled(both, usize::MAX).unwrap();
    assert_eq!(rule(one), rule(other));
    assert_eq!(monitors(&driven).len(), 1);
}

#[test]
fn no_more_rules_are_kept_than_that_with_those_that_are_deleted() {
    let driven = Driven::new();
    let settings = driven.settings();
    let books = driven.object.memory.books(&settings);
    let now = driven.outer.now.get();
    for at in 0..1000 {
        let key = format!("{KEY}-{at}");
        let mut entry = RuleEntry::new(CAR, &key, (&key, "0a"), now);
        entry.set_rule(moving(), now);
        entry.ask_through("cb-0", now);
        entry.delete();
        books.save_rule(entry).unwrap();
    }
    let refusal = driven.ask(creating(KEY, moving()));
    assert_eq!(refused(refusal), Code::TooManyRules);
    assert!(monitors(&driven).is_empty());
    // Each is forgotten with its key.
    driven.pass(24 * 3600);
    create(&driven, KEY, moving());
}
