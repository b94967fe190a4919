//! The callback is resumed for rules while sessions come and go, and never used for one that has left.

use std::pin::pin;
use std::task::{Context as Task, Waker};

use futures_util::future::{join, join3};
use serde_json::json;
use shared::command::Action;
use shared::problem::Code;

use super::receiver::{agree, agreed};
use super::rules::{creating, id, moving, replacing, rules};
use super::rules_fired::{listing, logged_in_anew, status};
use super::upstream::Fault;
use super::world::{CAR, Driven, lock, polled, refused, sending};
use crate::driver::message::{Message, Reply};

fn ticket() -> Message {
    let sees = "*".to_owned();
    Message::Ticket { sees }
}

#[test]
fn a_token_that_is_refused_for_what_it_is_used_for_is_replaced_once() {
    let driven = logged_in_anew();
    let refuses = || {
        let mut upstream = driven.outer.upstream.borrow_mut();
        upstream.faults.push_back(Fault::Token);
    };
    refuses();
    assert_eq!(driven.ask(ticket()), Reply::TokenRefused);
    for _ in 0..3 {
        refuses();
        driven.ticket("*");
        assert_eq!(status(&driven), "Paused");
        driven.pass(60);
    }
    driven.ticket("*");
    assert_eq!(status(&driven), "Running");
}

#[test]
fn a_session_that_leaves_while_it_is_resumed_is_given_nothing() {
    let (after, sees) = (None, "*".to_owned());
    for asked in [ticket(), Message::Events { after, sees }, listing()] {
        let driven = logged_in_anew();
        let asked = driven.object.answer(driven.envelope(asked));
        let left = driven.object.answer(driven.envelope(Message::Leave));
        let (asked, left) = polled(join(asked, left), usize::MAX).unwrap();
        assert_eq!((refused(asked), left), (Code::NotLoggedIn, Reply::Done));
        assert_eq!(status(&driven), "Paused");
    }
}

#[test]
fn a_session_that_leaves_pauses_nothing_that_another_uses_by_then() {
    let mut driven = logged_in_anew();
    let resumes = driven.envelope(ticket());
    let leaves = driven.envelope(Message::Leave);
    driven.session = "session-3";
    let vehicle = CAR.to_owned();
    let begins = driven.envelope(Message::List { vehicle });
    let all = join3(
        driven.object.answer(resumes),
        driven.object.answer(leaves),
        driven.object.answer(begins),
    );
    let (_, left, _) = polled(all, usize::MAX).unwrap();
    assert_eq!((left, status(&driven)), (Reply::Done, json!("Running")));
    driven.ask(Message::Leave);
    assert_eq!(status(&driven), "Paused");
}

#[test]
fn sessions_that_begin_at_once_are_all_known() {
    let mut driven = Driven::new();
    let one = driven.envelope(sending("0123456789abcdef", lock()));
    driven.session = "session-2";
    let other = driven.envelope(ticket());
    let both = join(driven.object.answer(one), driven.object.answer(other));
    polled(both, usize::MAX).unwrap();
    driven.ask(Message::Leave);
    assert_eq!(status(&driven), "Running");
    driven.session = "session-1";
    driven.ask(Message::Leave);
    assert_eq!(status(&driven), "Paused");
}

#[test]
fn an_alarm_that_is_being_set_is_not_put_off_by_a_later_one() {
    let mut driven = Driven::new();
    let id = driven.command(lock())["id"].clone();
    driven.outer.upstream.borrow_mut().actions[0].status = "Success";
    driven.pass(3);
    assert_eq!(driven.one(&id)["done"], true);
    driven.ask(creating("0123456789abcdef", moving()));
    driven.ask(Message::Leave);
    driven.session = "session-2";
    driven.restart();
    let horn = json!({"type": "horn", "on": true});
    let sent = driven.envelope(sending("another-key-0001", horn));
    let asked = driven.envelope(ticket());
    let both = join(driven.object.answer(sent), driven.object.answer(asked));
    polled(both, usize::MAX).unwrap();
    assert_eq!(driven.taken(), 2);
    let alarm = driven.outer.alarm.get().unwrap();
    assert!(alarm - driven.outer.now.get() <= 901);
}

#[test]
fn an_alarm_that_could_not_be_set_is_set_by_the_next_message() {
    let driven = Driven::new();
    driven.outer.writable.set(0);
    let sees = "*".to_owned();
    let reply = driven.ask(Message::Ticket { sees });
    assert!(matches!(reply, Reply::Trouble { .. }), "{reply:?}");
    driven.outer.writable.set(usize::MAX);
    driven.ticket("*");
    assert!(driven.outer.alarm.get().is_some());
}

#[test]
fn no_monitor_is_made_for_a_session_that_has_left() {
    let driven = logged_in_anew();
    let rule = id(&rules(&driven)[0]);
    driven.outer.upstream.borrow_mut().monitors.clear();
    pause(&driven);
    let resumptions = driven.count("PUT", "/status");
    let mut task = Task::from_waker(Waker::noop());
    let replaced = driven.envelope(replacing(&rule, moving()));
    let mut replaced = pin!(driven.object.answer(replaced));
    // The rule's monitor is gone, and before another is made the callback is resumed.
    while driven.count("PUT", "/status") == resumptions {
        assert!(replaced.as_mut().poll(&mut task).is_pending());
    }
    let left = driven.object.answer(driven.envelope(Message::Leave));
    let (left, replaced) = polled(join(left, replaced), usize::MAX).unwrap();
    assert_eq!((refused(replaced), left), (Code::NotLoggedIn, Reply::Done));
    assert_eq!(driven.count("POST", "/monitors"), 1);
}

/// How often the callbacks were listed.
fn lists(driven: &Driven) -> usize {
    driven.count("GET", "/callbacks")
}

/// Has the manufacturer give the callback up.
fn give_up(driven: &Driven, status: &str) {
    driven.outer.upstream.borrow_mut().callbacks[0].1["status"] = json!(status);
}

#[test]
fn a_callback_that_the_manufacturer_gave_up_is_noticed_within_a_day_where_there_are_rules() {
    for given_up in ["Failed", "Paused"] {
        let driven = Driven::new();
        driven.ask(creating("0123456789abcdef", moving()));
        let before = lists(&driven);
        give_up(&driven, given_up);
        driven.pass(24 * 3600 - 1);
        driven.ticket("*");
        assert_eq!((status(&driven), lists(&driven)), (json!(given_up), before));
        driven.pass(1);
        driven.ticket("*");
        assert_eq!(status(&driven), "Running");
        assert_eq!(lists(&driven), before + 1);
        // Where nothing can be read it is looked for once a day all the same.
        driven.pass(24 * 3600);
        driven.outer.upstream.borrow_mut().is_up = false;
        driven.ticket("*");
        driven.ticket("*");
        assert_eq!(lists(&driven), before + 2);
    }
}

#[test]
fn without_rules_nobody_looks_whether_the_callback_is_running() {
    let driven = Driven::new();
    driven.command(lock());
    let before = lists(&driven);
    driven.pass(24 * 3600);
    driven.ticket("*");
    assert_eq!(lists(&driven), before);
}

#[test]
fn a_list_that_names_the_callback_tells_that_it_was_given_up() {
    let driven = Driven::new();
    driven.command(lock());
    give_up(&driven, "Failed");
    // It is looked for, and is there after all.
    let fault = Fault::NotFound;
    driven.outer.upstream.borrow_mut().faults.push_back(fault);
    driven.send("0123456789abcdef", json!({"type": "horn", "on": true}));
    assert_eq!(status(&driven), "Failed");
    driven.command(json!({"type": "unlock"}));
    assert_eq!(status(&driven), "Running");
}

#[test]
fn a_replacement_that_names_the_callback_tells_that_it_was_given_up() {
    for fault in [Fault::None, Fault::Timeout { done: true }] {
        let driven = Driven::new();
        driven.command(lock());
        give_up(&driven, "Failed");
        let mut settings = driven.settings();
        settings.actions.hook_epoch += 1;
        let mut driven = driven;
        driven.restart_with(settings);
        driven.outer.upstream.borrow_mut().faults.push_back(fault);
        driven.command(json!({"type": "horn", "on": true}));
        driven.command(json!({"type": "unlock"}));
        assert_eq!(status(&driven), "Running", "{fault:?}");
    }
}

#[test]
fn to_agree_to_forwarding_resumes_it_for_rules() {
    let mut driven = agreed();
    let mut settings = driven.settings();
    settings.actions.allowed = Action::ALL.to_vec();
    settings.actions.write_key = Some(settings.relay_key.clone());
    driven.restart_with(settings);
    driven.ask(creating("0123456789abcdef", moving()));
    driven.ask(Message::Leave);
    assert_eq!(status(&driven), "Paused");
    driven.session = "session-2";
    assert!(agree(&driven, Some(true)));
    assert_eq!(status(&driven), "Running");
}

/// Has the callback be paused, as after a logout.
fn pause(driven: &Driven) {
    let settings = driven.settings();
    let books = driven.object.memory.books(&settings);
    let callback = books.read().unwrap().callback.clone();
    let mut callback = callback.unwrap();
    callback.is_paused = true;
    books.save_callback(Some(callback)).unwrap();
}
