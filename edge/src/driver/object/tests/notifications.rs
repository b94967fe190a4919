//! What the manufacturer tells counts once, in its order, and only by the secret and the witness.

use std::pin::pin;
use std::task::{Context as Task, Poll, Waker};

use serde_json::{Value, json};

use super::upstream::Fault;
use super::world::{Driven, lock, polled, sending};
use crate::driver::action_update::ActionUpdate;
use crate::driver::hook::{Delivery, Receipt};
use crate::driver::message::Message;
use crate::driver::time::time;

const KEY: &str = "0123456789abcdef";
const HOUR: u64 = 3600;

/// What the manufacturer sends by: the callback, the secret and the witness.
pub(super) fn by(driven: &Driven) -> [String; 3] {
    let upstream = driven.outer.upstream.borrow();
    let (id, callback) = upstream.callbacks.last().unwrap();
    let webhook = &callback["subscribe"]["callback"]["webhook"];
    let (_, secret) = webhook["target"]
        .as_str()
        .unwrap()
        .rsplit_once('/')
        .unwrap();
    let witness = webhook["attributes"][0]["value"].as_str().unwrap();
    [id, secret, witness].map(str::to_owned)
}

/// A step of one of the actions that the manufacturer has, as it tells of it by that witness.
pub(super) fn step(driven: &Driven, action: usize, status: &str, cause: Option<&str>) -> Value {
    let [callback, _, witness] = by(driven);
    let upstream = driven.outer.upstream.borrow();
    let taken = &upstream.actions[action];
    let mut attributes = vec![json!({"key": "kerbside", "value": witness})];
    attributes.extend(
        taken.remote["attributes"]
            .as_array()
            .unwrap()
            .iter()
            .cloned(),
    );
    let is_end = ["Success", "AlreadyDone", "Failed"].contains(&status);
    let mut event = json!({"type": if is_end { "Done" } else { "Pending" }, "status": status});
    if let Some(cause) = cause {
        event["failureCause"] = json!(cause);
    }
    json!({
        "callbackId": callback,
        "attributes": attributes,
        "type": "Remote",
        "date": time(driven.outer.now.get()),
        "remoteEvent": {"remoteActionId": taken.id, "remoteType": "Doors", "eventStatus": event},
    })
}

/// The same, of an action whose command's name the manufacturer does not repeat.
pub(super) fn nameless(driven: &Driven, action: usize, status: &str) -> Value {
    let mut step = step(driven, action, status, None);
    step["attributes"].as_array_mut().unwrap().truncate(1);
    step
}

pub(super) fn notify_by(driven: &Driven, secret: &str, body: &str) -> Receipt {
    let received = Delivery {
        request_id: "0b7e4f0c5a1d4e0f9c7d2b6a8e3f1c55".to_owned(),
        secret: secret.to_owned(),
        body: body.to_owned(),
    };
    let received = Delivery::from_text(&received.to_text()).unwrap();
    polled(driven.object.notify(&received), usize::MAX).unwrap()
}

pub(super) fn notify(driven: &Driven, body: &Value) -> Receipt {
    let [_, secret, _] = by(driven);
    notify_by(driven, &secret, &body.to_string())
}

pub(super) fn kept(driven: &Driven) -> String {
    let outer = &driven.outer;
    format!("{:?} {:?}", outer.rows.borrow(), outer.seen.borrow())
}

/// A command as it stands, without a question to the manufacturer.
pub(super) fn state(driven: &Driven, id: &Value) -> Value {
    driven.outer.upstream.borrow_mut().is_up = false;
    let command = driven.one(id);
    driven.outer.upstream.borrow_mut().is_up = true;
    command
}

fn resets(driven: &Driven, page: &crate::testing::Line) -> usize {
    driven.object.memory.settle();
    let received = page.received.borrow();
    received
        .iter()
        .filter(|text| text.contains("reset"))
        .count()
}

#[test]
fn steps_are_told_once_each_with_the_time_at_which_they_were_so() {
    let driven = Driven::new();
    let id = driven.command(lock())["id"].clone();
    let page = driven.connect("*");
    driven.pass(5);
    let waking = step(&driven, 0, "WakingUpVehicle", None);
    driven.pass(7);
    let done = step(&driven, 0, "Success", None);
    driven.pass(30);
    assert_eq!(notify(&driven, &waking), Receipt::Taken);
    assert_eq!(notify(&driven, &done), Receipt::Taken);
    for again in [json!([waking, done]), done.clone(), waking.clone()] {
        assert_eq!(notify(&driven, &again), Receipt::Taken);
    }
    let command = state(&driven, &id);
    assert_eq!(command["state"], "succeeded");
    let history = command["history"].as_array().unwrap();
    let words: Vec<_> = history.iter().map(|step| step["state"].clone()).collect();
    assert_eq!(words, ["sending", "accepted", "waking", "succeeded"]);
    assert_eq!(history[2]["at"], waking["date"]);
    assert_eq!(history[3]["at"], done["date"]);
    assert_eq!(page.received.borrow().len(), 2);
    assert!(driven.log().contains("new 1") && driven.log().contains("seen 2"));
}

#[test]
fn a_batch_in_any_order_is_told_in_the_order_of_its_dates() {
    let driven = Driven::new();
    let id = driven.command(lock())["id"].clone();
    let mut batch = Vec::new();
    for status in [
        "WakingUpVehicle",
        "CheckingVehicle",
        "SentToVehicle",
        "Success",
    ] {
        driven.pass(2);
        batch.push(step(&driven, 0, status, None));
    }
    batch.reverse();
    assert_eq!(notify(&driven, &Value::Array(batch)), Receipt::Taken);
    let command = state(&driven, &id);
    let history = command["history"].as_array().unwrap();
    let words: Vec<_> = history.iter().map(|step| step["state"].clone()).collect();
    assert_eq!(words[2..], ["waking", "checking", "sent", "succeeded"]);
}

#[test]
fn what_failed_says_why_and_a_car_that_is_woken_no_more_is_noted() {
    let driven = Driven::new();
    let wake = json!({"type": "wake-up"});
    let id = driven.command(wake.clone())["id"].clone();
    let cause = Some("TooManyWakeUpsOverMonth");
    notify(&driven, &step(&driven, 0, "Failed", cause));
    assert_eq!(state(&driven, &id)["failure"]["code"], "wake-ups-used-up");
    let reply = driven.send(KEY, wake);
    assert_eq!(
        super::world::refused(reply),
        shared::problem::Code::WakeUpsUsedUp
    );
}

#[test]
fn a_stranger_changes_nothing_and_learns_nothing() {
    let driven = Driven::new();
    driven.command(lock());
    let page = driven.connect("*");
    let done = step(&driven, 0, "Success", None).to_string();
    let before = kept(&driven);
    let [_, secret, witness] = by(&driven);
    for other in ["", "AAECAwQFBgcICQoLDA0ODw", secret.split_at(1).1, &witness] {
        for body in [done.as_str(), "[", ""] {
            assert_eq!(notify_by(&driven, other, body), Receipt::Taken);
        }
    }
    assert_eq!(kept(&driven), before);
    assert!(page.received.borrow().is_empty());
    assert!(driven.log().contains("wrong-secret"));
    // Nor does an object that nobody has used.
    let unused = Driven::new();
    assert_eq!(notify_by(&unused, &secret, &done), Receipt::Taken);
    assert_eq!(kept(&unused), kept(&Driven::new()));
    assert_eq!(unused.outer.alarm.get(), None);
}

#[test]
fn without_the_witness_pages_load_anew_and_nothing_else_happens() {
    let driven = Driven::new();
    let id = driven.command(lock())["id"].clone();
    let page = driven.connect("*");
    let before = kept(&driven);
    let mut done = step(&driven, 0, "Success", None);
    done["attributes"][0]["value"] = json!("another");
    let mut bare = done.clone();
    bare["attributes"] = json!([]);
    let mut header = step(&driven, 0, "Success", None);
    header["attributes"][0]["type"] = json!("Header");
    for body in [done, bare, header, json!({"callbackId": by(&driven)[0]})] {
        assert_eq!(notify(&driven, &body), Receipt::Taken);
    }
    assert_eq!(kept(&driven), before);
    assert_eq!(resets(&driven, &page), 4);
    assert_eq!(state(&driven, &id)["state"], "accepted");
    // Not without end.
    for _ in 0..100 {
        driven.pass(1);
        notify(&driven, &json!({"callbackId": by(&driven)[0]}));
    }
    assert!(
        (20..=60).contains(&resets(&driven, &page)),
        "{}",
        resets(&driven, &page)
    );
}

#[test]
fn what_can_never_be_good_is_taken_and_has_pages_load_anew() {
    let driven = Driven::new();
    driven.command(lock());
    let [_, secret, _] = by(&driven);
    let before = kept(&driven);
    let many = format!("[{}{{}}]", "{},".repeat(1000));
    let deep = ["[".repeat(33), "]".repeat(33)].concat();
    for (body, why) in [
        ("", "not-json"),
        ("{", "not-json"),
        (deep.as_str(), "too-deep"),
        (&many, "too-many-messages"),
    ] {
        let page = driven.connect("*");
        assert_eq!(notify_by(&driven, &secret, body), Receipt::Taken);
        assert_eq!(resets(&driven, &page), 1, "{why}");
        assert!(driven.log().contains(why));
        driven.pass(1);
    }
    let mut foreign = step(&driven, 0, "Success", None);
    foreign["callbackId"] = json!("cb-other");
    for body in [json!([]), foreign, json!([7, null, [], {}])] {
        assert_eq!(notify(&driven, &body), Receipt::Taken);
    }
    assert_eq!(kept(&driven), before);
}

#[test]
fn with_nobody_logged_in_it_is_dropped() {
    let mut driven = Driven::new();
    let id = driven.command(lock())["id"].clone();
    driven.ask(Message::Leave);
    let before = kept(&driven);
    assert_eq!(
        notify(&driven, &step(&driven, 0, "Success", None)),
        Receipt::Taken
    );
    assert_eq!(kept(&driven), before);
    assert!(driven.log().contains("no-session"));
    driven.session = "session-2";
    driven.command(json!({"type": "unlock"}));
    assert_eq!(
        notify(&driven, &step(&driven, 0, "Success", None)),
        Receipt::Taken
    );
    assert_eq!(state(&driven, &id)["state"], "succeeded");
}

#[test]
fn a_notification_that_comes_before_the_answer_is_the_commands() {
    // By the command's name, and where that is not repeated, once the answer has the action's.
    for is_named in [true, false] {
        let driven = Driven::new();
        driven.command(json!({"type": "horn", "on": true}));
        let envelope = driven.envelope(sending(KEY, lock()));
        let mut answer = pin!(driven.object.answer(envelope));
        let mut task = Task::from_waker(Waker::noop());
        while driven.taken() < 2 {
            assert!(answer.as_mut().poll(&mut task).is_pending());
        }
        let mut told = step(&driven, 1, "WakingUpVehicle", None);
        if !is_named {
            told = nameless(&driven, 1, "WakingUpVehicle");
        }
        assert_eq!(notify(&driven, &told), Receipt::Taken);
        let reply = (0..1000).find_map(|_| match answer.as_mut().poll(&mut task) {
            Poll::Ready(reply) => Some(reply),
            Poll::Pending => None,
        });
        let command = super::world::shown(reply.unwrap());
        assert_eq!(command["state"], "waking", "{is_named}: {command}");
        assert!(
            driven
                .object
                .memory
                .ledger
                .borrow()
                .as_ref()
                .unwrap()
                .waiting
                .is_empty()
        );
    }
}

#[test]
fn what_the_manufacturer_has_told_of_is_not_sent_again_whatever_it_answers() {
    let faults = [Fault::NotFound, Fault::Ended, Fault::Forbidden, Fault::Busy];
    for (fault, is_named) in faults.into_iter().flat_map(|it| [(it, true), (it, false)]) {
        let driven = Driven::new();
        driven.command(json!({"type": "horn", "on": true}));
        driven.outer.upstream.borrow_mut().faults.push_back(fault);
        let envelope = driven.envelope(sending(KEY, lock()));
        let mut answer = pin!(driven.object.answer(envelope));
        let mut task = Task::from_waker(Waker::noop());
        // It is written down by then, and on its way.
        while driven.outer.rows.borrow().len() < 6 {
            assert!(answer.as_mut().poll(&mut task).is_pending());
        }
        let id = {
            let ledger = driven.object.memory.ledger.borrow();
            ledger.as_ref().unwrap().commands[1].id.clone()
        };
        let mut told = step(&driven, 0, "SentToVehicle", None);
        told["attributes"][1]["value"] = json!(id);
        told["remoteEvent"]["remoteActionId"] = json!(is_named.then_some("ra-9"));
        assert_eq!(notify(&driven, &told), Receipt::Taken);
        let reply = (0..1000).find_map(|_| match answer.as_mut().poll(&mut task) {
            Poll::Ready(reply) => Some(reply),
            Poll::Pending => None,
        });
        let command = super::world::shown(reply.unwrap());
        assert_eq!(command["state"], "sent", "{fault:?}");
        assert_eq!(driven.count("POST", "/remotes"), 2, "{fault:?}");
    }
}

#[test]
fn what_nobody_knows_waits_for_ten_minutes_and_thirty_two_at_most() {
    let mut driven = Driven::new();
    driven.command(lock());
    for number in 0..40 {
        let mut told = nameless(&driven, 0, "Success");
        told["remoteEvent"]["remoteActionId"] = json!(format!("ra-1{number}"));
        assert_eq!(notify(&driven, &told), Receipt::Taken);
    }
    let waiting = |driven: &Driven| -> Vec<ActionUpdate> {
        let settings = driven.settings();
        let books = driven.object.memory.books(&settings);
        let waiting = books.read().unwrap().waiting.clone();
        waiting.into_iter().map(|(update, _)| update).collect()
    };
    assert_eq!(waiting(&driven).len(), 32);
    assert_eq!(waiting(&driven)[0].action.as_deref(), Some("ra-18"));
    driven.restart();
    assert_eq!(waiting(&driven).len(), 32);
    driven.pass(601);
    polled(driven.object.wake(), usize::MAX).unwrap().unwrap();
    assert!(waiting(&driven).is_empty());
    assert!(!kept(&driven).contains("waiting"));
}

#[test]
fn six_hundred_messages_are_taken_in_a_minute_and_the_rest_comes_again() {
    let driven = Driven::new();
    driven.command(lock());
    let hundred: Vec<Value> = (0..100)
        .map(|number| {
            let mut told = nameless(&driven, 0, "Success");
            told["date"] = json!(time(1_794_000_000 + number));
            told
        })
        .collect();
    let hundred = Value::Array(hundred);
    for _ in 0..6 {
        assert_eq!(notify(&driven, &hundred), Receipt::Taken);
    }
    assert_eq!(notify(&driven, &hundred), Receipt::Again);
    assert!(driven.log().contains("too-many"));
    driven.pass(60);
    assert_eq!(notify(&driven, &hundred), Receipt::Taken);
}

#[test]
fn five_thousand_are_known_again_for_seventy_three_hours() {
    let driven = Driven::new();
    let id = driven.command(lock())["id"].clone();
    let first = step(&driven, 0, "Success", None);
    notify(&driven, &first);
    let numbered = |number: u64| {
        let mut told = nameless(&driven, 0, "Success");
        told["date"] = json!(time(1_790_000_000 + number));
        told
    };
    for batch in 0..52 {
        let batch: Vec<_> = (0..100).map(|at| numbered(batch * 100 + at)).collect();
        driven.pass(11);
        assert_eq!(notify(&driven, &Value::Array(batch)), Receipt::Taken);
    }
    assert_eq!(driven.outer.seen.borrow().len(), 5000);
    driven.pass(73 * HOUR);
    for number in 0..10 {
        driven.pass(60);
        let batch: Vec<_> = (0..250)
            .map(|at| numbered(9000 + number * 250 + at))
            .collect();
        notify(&driven, &Value::Array(batch));
    }
    let oldest = driven.outer.seen.borrow().iter().map(|(_, at)| *at).min();
    assert!(oldest.unwrap() > driven.outer.now.get() - 73 * HOUR);
    assert_eq!(state(&driven, &id)["state"], "succeeded");
}

#[test]
fn where_the_storage_fails_it_comes_again_and_what_was_learnt_stays_true() {
    for writable in 0..6 {
        let driven = Driven::new();
        let id = driven.command(lock())["id"].clone();
        let batch = json!([
            step(&driven, 0, "WakingUpVehicle", None),
            step(&driven, 0, "Success", None)
        ]);
        driven.outer.writable.set(writable);
        let outcome = notify(&driven, &batch);
        driven.outer.writable.set(usize::MAX);
        if writable < 5 {
            assert_eq!(outcome, Receipt::Again, "{writable}");
        }
        assert_eq!(notify(&driven, &batch), Receipt::Taken);
        assert_eq!(state(&driven, &id)["state"], "succeeded", "{writable}");
    }
    // What cannot be read is not dropped either.
    let mut driven = Driven::new();
    driven.command(lock());
    let done = step(&driven, 0, "Success", None);
    let mut settings = driven.settings();
    settings.seal_keys =
        crate::seal::Keys::parse("z:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=").unwrap();
    driven.restart_with(settings);
    assert_eq!(notify(&driven, &done), Receipt::Again);
}
