//! The callback is found or made once, paused with the last session, and made anew where it is gone.

use futures_util::future::join;
use serde_json::{Value, json};
use shared::problem::Code;

use super::upstream::Fault;
use super::world::{Driven, lock, polled, refused, sending, shown};
use crate::driver::message::{Message, Reply};

const KEY: &str = "0123456789abcdef";

fn statuses(driven: &Driven) -> Vec<Value> {
    let upstream = driven.outer.upstream.borrow();
    let callbacks = upstream.callbacks.iter();
    callbacks.map(|(_, it)| it["status"].clone()).collect()
}

fn callback(target: &str, status: &str) -> (String, Value) {
    let webhook = json!({
        "name": "kerbside",
        "target": target,
        "attributes": [{"type": "Body", "key": "kerbside", "value": "w"}],
    });
    let id = "cb-old".to_owned();
    let subscribe = json!({"label": "kerbside", "callback": {"webhook": webhook}});
    let callback = json!({"id": id, "status": status, "subscribe": subscribe});
    (id, callback)
}

#[test]
fn it_is_made_with_the_first_command_and_used_for_the_others() {
    let driven = Driven::new();
    driven.command(lock());
    driven.command(json!({"type": "unlock"}));
    assert_eq!(driven.count("POST", "/callbacks"), 1);
    let upstream = driven.outer.upstream.borrow();
    let subscribe = &upstream.callbacks[0].1["subscribe"];
    assert_eq!(subscribe["type"], json!(["Monitor", "Remote"]));
    let webhook = &subscribe["callback"]["webhook"];
    let target = webhook["target"].as_str().unwrap();
    let (address, secret) = target.rsplit_once('/').unwrap();
    let object = "0d".repeat(32);
    let origin = driven.settings().public_origin;
    assert_eq!(address, format!("{origin}/hooks/v1/{object}"));
    assert_eq!(secret.len(), 22);
    // The object keeps hashes.
    let books = driven
        .object
        .memory
        .books(&driven.settings())
        .read()
        .unwrap()
        .callback
        .clone();
    let kept = books.unwrap();
    let witness = webhook["attributes"][0]["value"].as_str().unwrap();
    let [pair] = kept.pairs.as_slice() else {
        panic!("{kept:?}");
    };
    assert!(pair.has_secret(secret) && pair.has_witness(witness));
}

#[test]
fn one_that_is_there_already_is_taken_over_and_one_of_others_is_not() {
    for (target, is_ours) in [
        ("/hooks/v1/0a/s3cret", true),
        ("/hooks/v2/0a/s3cret", false),
        (".evil.example/hooks/v1/0a/s3cret", false),
    ] {
        let driven = Driven::new();
        let target = format!("{}{target}", driven.settings().public_origin);
        let there = callback(&target, "Running");
        driven.outer.upstream.borrow_mut().callbacks.push(there);
        driven.command(lock());
        let made = driven.count("POST", "/callbacks");
        assert_eq!(made, usize::from(!is_ours), "{target}");
        let upstream = driven.outer.upstream.borrow();
        assert_eq!(upstream.actions[0].callback == "cb-old", is_ours);
    }
}

#[test]
fn one_that_the_manufacturer_has_given_up_is_resumed_before_it_is_used_as_a_paused_one_is() {
    for (status, resumed) in [("Running", 0), ("Paused", 1), ("Failed", 1)] {
        let driven = Driven::new();
        let target = format!("{}/hooks/v1/0a/s3cret", driven.settings().public_origin);
        let there = callback(&target, status);
        driven.outer.upstream.borrow_mut().callbacks.push(there);
        driven.command(lock());
        assert_eq!(driven.count("PUT", "/callbacks/cb-old/status"), resumed);
        assert_eq!(statuses(&driven), ["Running"], "{status}");
        assert_eq!(driven.taken(), 1);
    }
}

#[test]
fn one_whose_answer_was_lost_is_found_and_not_made_twice() {
    for fault in Fault::ALL.into_iter().filter(|fault| fault.is_unclear()) {
        let mut driven = Driven::new();
        driven.outer.upstream.borrow_mut().faults.push_back(fault);
        driven.send(KEY, lock());
        driven.restart();
        driven.send(KEY, lock());
        assert_eq!(
            driven.outer.upstream.borrow().callbacks.len(),
            1,
            "{fault:?}"
        );
        assert_eq!(driven.taken(), 1, "{fault:?}");
    }
}

#[test]
fn two_first_commands_at_once_make_one_callback() {
    let driven = Driven::new();
    let asked = |key, command| driven.object.answer(driven.envelope(sending(key, command)));
    let one = asked(KEY, lock());
    let other = asked("another-key-of-16", json!({"type": "unlock"}));
    polled(join(one, other), usize::MAX).unwrap();
    assert_eq!((driven.count("POST", "/callbacks"), driven.taken()), (1, 2));
}

#[test]
fn where_it_is_gone_at_a_write_it_is_made_anew_and_the_command_sent_once_more() {
    let driven = Driven::new();
    driven.command(json!({"type": "horn", "on": true}));
    driven
        .outer
        .upstream
        .borrow_mut()
        .faults
        .push_back(Fault::Ended);
    let command = shown(driven.send(KEY, lock()));
    assert_eq!(command["state"], "accepted");
    assert_eq!((driven.taken(), driven.count("POST", "/remotes")), (2, 3));
    assert_eq!(driven.count("POST", "/callbacks"), 2);
    // Twice is not tried.
    driven
        .outer
        .upstream
        .borrow_mut()
        .faults
        .extend([Fault::Ended, Fault::None, Fault::Ended]);
    let reply = driven.send("another-key-of-16", json!({"type": "unlock"}));
    assert!(matches!(reply, Reply::Refused { .. }), "{reply:?}");
    assert_eq!((driven.taken(), driven.count("POST", "/remotes")), (2, 5));
}

#[test]
fn one_that_may_be_there_after_all_is_not_replaced() {
    // On a list that is whole, and beyond the pages that are read of one.
    for (others, page_size) in [(1, 100), (11, 1)] {
        let driven = Driven::new();
        driven.command(json!({"type": "horn", "on": true}));
        let target = format!("{}/hooks/v1/0a/s3cret", driven.settings().public_origin);
        {
            let mut upstream = driven.outer.upstream.borrow_mut();
            for _ in 0..others {
                let other = callback(&target, "Running");
                upstream.callbacks.insert(0, other);
            }
            upstream.page_size = page_size;
            upstream.faults.push_back(Fault::NotFound);
        }
        let reply = driven.send(KEY, lock());
        assert!(matches!(reply, Reply::Refused { .. }), "{reply:?}");
        assert_eq!((driven.taken(), driven.count("POST", "/remotes")), (1, 2));
        assert_eq!(driven.count("POST", "/callbacks"), 1);
    }
}

#[test]
fn a_car_that_is_not_found_costs_no_callback() {
    let driven = Driven::new();
    driven.command(json!({"type": "horn", "on": true}));
    // The callback is still there.
    let kept = driven.outer.upstream.borrow().callbacks.clone();
    driven
        .outer
        .upstream
        .borrow_mut()
        .faults
        .push_back(Fault::Ended);
    let mut driven = driven;
    driven.ask_and_kill(sending(KEY, lock()), 5);
    driven.outer.upstream.borrow_mut().callbacks = kept;
    assert_eq!(driven.outer.upstream.borrow().callbacks.len(), 1);
    assert_eq!(driven.count("POST", "/callbacks"), 1);
}

#[test]
fn the_last_session_to_leave_pauses_it_and_the_next_command_resumes_it() {
    let mut driven = Driven::new();
    driven.command(lock());
    driven.session = "session-2";
    driven.list();
    assert_eq!(driven.ask(Message::Leave), Reply::Done);
    assert_eq!(statuses(&driven), ["Running"]);
    driven.session = "session-1";
    assert_eq!(driven.ask(Message::Leave), Reply::Done);
    assert_eq!(statuses(&driven), ["Paused"]);
    // Once more changes nothing.
    driven.ask(Message::Leave);
    assert_eq!(driven.count("PUT", "/status"), 1);
    driven.session = "session-3";
    driven.command(json!({"type": "unlock"}));
    assert_eq!(statuses(&driven), ["Running"]);
    assert_eq!(driven.count("PUT", "/status"), 2);
}

#[test]
fn one_whose_pause_may_have_come_through_is_resumed_before_it_is_used() {
    for done in [true, false] {
        let mut driven = Driven::new();
        driven.command(lock());
        let fault = Fault::Timeout { done };
        driven.outer.upstream.borrow_mut().faults.push_back(fault);
        assert_eq!(driven.ask(Message::Leave), Reply::Done);
        driven.session = "session-2";
        driven.command(json!({"type": "unlock"}));
        assert_eq!(statuses(&driven), ["Running"]);
    }
}

#[test]
fn one_that_is_gone_while_it_was_paused_is_made_anew() {
    let mut driven = Driven::new();
    driven.command(lock());
    driven.ask(Message::Leave);
    driven.session = "session-2";
    driven.outer.upstream.borrow_mut().callbacks.clear();
    driven.command(json!({"type": "unlock"}));
    assert_eq!(driven.count("POST", "/callbacks"), 2);
    assert_eq!(driven.taken(), 2);
}

#[test]
fn the_last_session_that_leaves_without_a_token_is_asked_for_one_to_pause_it() {
    let driven = Driven::new();
    driven.command(lock());
    let line = driven.connect("*");
    for _ in 0..2 {
        let mut leave = driven.envelope(Message::Leave);
        leave.act.access = None;
        let reply = polled(driven.object.answer(leave), usize::MAX).unwrap();
        assert_eq!(reply, Reply::TokenRefused);
        // The rest is done.
        assert_eq!(line.closed.get(), Some(4401));
        assert_eq!(
            refused(driven.ask(Message::Forwarding { on: None, to: None })),
            Code::NotLoggedIn
        );
        assert_eq!(driven.count("PUT", "/status"), 0);
    }
    assert_eq!(driven.ask(Message::Leave), Reply::Done);
    assert_eq!(statuses(&driven), ["Paused"]);
}

#[test]
fn who_never_sent_anything_leaves_nothing() {
    let driven = Driven::new();
    assert_eq!(driven.ask(Message::Leave), Reply::Done);
    assert!(driven.outer.rows.borrow().is_empty());
    assert!(driven.outer.sent.borrow().is_empty());
}

#[test]
fn one_that_was_found_is_resumed_where_it_is_paused() {
    let mut driven = Driven::new();
    driven.command(lock());
    driven.ask(Message::Leave);
    driven.session = "session-2";
    let target = format!("{}/hooks/v1/0a/s3cret", driven.settings().public_origin);
    driven.outer.upstream.borrow_mut().callbacks = vec![callback(&target, "Paused")];
    driven.command(json!({"type": "unlock"}));
    assert_eq!(statuses(&driven), ["Running"]);
    assert_eq!(driven.count("POST", "/callbacks"), 1);
}

#[test]
fn what_is_refused_of_a_callback_names_no_car() {
    for fault in [Fault::NotFound, Fault::NotTheirs] {
        let driven = Driven::new();
        driven.outer.upstream.borrow_mut().faults.push_back(fault);
        let reply = driven.send(KEY, lock());
        assert_eq!(refused(reply), Code::UpstreamRejected, "{fault:?}");
    }
}
