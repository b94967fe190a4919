//! A car is sent so many commands, and woken so often.

use futures_util::future::join;
use serde_json::json;
use shared::problem::Code;

use super::notifications::{notify, step};
use super::upstream::Fault;
use super::world::{CAR, Driven, lock, polled, refused, sending, shown};
use crate::driver::message::Reply;

const KEY: &str = "0123456789abcdef";

fn done(driven: &Driven) {
    for action in &mut driven.outer.upstream.borrow_mut().actions {
        action.status = "Success";
    }
    driven.pass(3);
    driven.list();
}

#[test]
fn a_second_command_of_a_type_waits_until_the_first_is_done() {
    let driven = Driven::new();
    let first = driven.command(lock());
    let second = driven.send(KEY, lock());
    assert_eq!(refused(second), Code::CommandInProgress);
    // It is asked first what became of that.
    driven.pass(3);
    driven.outer.upstream.borrow_mut().actions[0].status = "Success";
    let second = shown(driven.send(KEY, lock()));
    assert_ne!(second["id"], first["id"]);
    assert_eq!(driven.taken(), 2);
}

#[test]
fn of_two_such_commands_at_once_one_is_sent() {
    let driven = Driven::new();
    let asked = |key| driven.object.answer(driven.envelope(sending(key, lock())));
    let (one, other) = (asked(KEY), asked("another-key-of-16"));
    let (one, other) = polled(join(one, other), usize::MAX).unwrap();
    assert_eq!(shown(one)["state"], "accepted");
    assert_eq!(refused(other), Code::CommandInProgress);
    assert_eq!(driven.taken(), 1);
}

#[test]
fn what_is_over_a_budget_is_not_sent_and_says_how_long_to_wait() {
    let driven = Driven::new();
    for number in 0..10 {
        driven.command(json!({"type": "horn", "on": number % 2 == 0}));
        done(&driven);
    }
    let reply = driven.send(KEY, lock());
    assert_eq!(
        reply,
        Reply::Refused {
            code: Code::TooManyCommands,
            retry_after: Some(570),
            detail: None,
        }
    );
    assert_eq!(driven.taken(), 10);
    driven.pass(570);
    shown(driven.send(KEY, lock()));
}

#[test]
fn a_car_that_is_woken_by_another_command_counts_too() {
    let driven = Driven::new();
    for _ in 0..3 {
        driven.command(lock());
        driven
            .outer
            .upstream
            .borrow_mut()
            .actions
            .last_mut()
            .unwrap()
            .status = "WakingUpVehicle";
        driven.pass(3);
        driven.list();
        // A second look counts nothing.
        driven.pass(3);
        driven.list();
        done(&driven);
    }
    let wake_up = json!({"type": "wake-up"});
    assert_eq!(
        refused(driven.send(KEY, wake_up.clone())),
        Code::TooManyCommands
    );
    driven.pass(20 * 60);
    // A wake-up counts when it is sent, and not once more when the car wakes.
    driven.command(wake_up.clone());
    driven.outer.upstream.borrow_mut().actions[3].status = "WakingUpVehicle";
    driven.pass(3);
    driven.list();
    done(&driven);
    driven.command(wake_up);
}

#[test]
fn a_wake_up_that_was_not_sent_does_not_count() {
    let driven = Driven::new();
    driven.command(lock());
    for _ in 0..5 {
        driven
            .outer
            .upstream
            .borrow_mut()
            .faults
            .push_back(Fault::Busy);
        let wake_up = driven.send(KEY, json!({"type": "wake-up"}));
        assert_eq!(refused(wake_up), Code::RelayBusy);
    }
    driven.command(json!({"type": "wake-up"}));
}

#[test]
fn once_the_manufacturer_wakes_it_no_more_the_month_is_over_for_wake_ups() {
    for (status, cause) in [
        ("Failed", Some("TooManyWakeUpsOverMonth")),
        ("TooManyWakeUpsOverMonth", None),
    ] {
        let driven = Driven::new();
        driven.command(lock());
        {
            let mut upstream = driven.outer.upstream.borrow_mut();
            (upstream.actions[0].status, upstream.actions[0].cause) = (status, cause);
        }
        driven.pass(3);
        driven.list();
        let wake_up = || json!({"type": "wake-up"});
        assert_eq!(refused(driven.send(KEY, wake_up())), Code::WakeUpsUsedUp);
        // 18 November, 11:06:43.
        driven.pass(12 * 24 * 3600 + 13 * 3600);
        driven.command(wake_up());
    }
}

#[test]
fn a_wake_up_that_is_told_late_counts_when_it_was() {
    let driven = Driven::new();
    driven.command(lock());
    let told = step(&driven, 0, "WakingUpVehicle", None);
    let woken_at = driven.outer.now.get();
    driven.pass(3600);
    driven.command(json!({"type": "wake-up"}));
    let sent_at = driven.outer.now.get();
    notify(&driven, &told);
    let settings = driven.settings();
    let books = driven.object.memory.books(&settings);
    assert_eq!(books.car(CAR).unwrap().wake_ups, [woken_at, sent_at]);
}

#[test]
fn what_the_upstream_refuses_counts_as_well() {
    let driven = Driven::new();
    driven.command(json!({"type": "lights", "on": true}));
    for number in 0..9 {
        let fault = Fault::Forbidden;
        driven.outer.upstream.borrow_mut().faults.push_back(fault);
        let key = format!("0123456789abcde{number}");
        assert_ne!(refused(driven.send(&key, lock())), Code::TooManyCommands);
    }
    let one_more = driven.send("another-key-of-16", lock());
    assert_eq!(refused(one_more), Code::TooManyCommands);
    assert_eq!(driven.count("POST", "/remotes"), 10);
}

#[test]
fn a_wake_up_of_last_month_closes_that_month_and_no_other() {
    let driven = Driven::new();
    let wake = || json!({"type": "wake-up"});
    // 2026-11-30T23:59:40Z
    driven.pass(1_083_180);
    let id = driven.command(wake())["id"].clone();
    driven.pass(60);
    {
        let mut upstream = driven.outer.upstream.borrow_mut();
        let taken = upstream.actions.first_mut().unwrap();
        (taken.status, taken.cause) = ("Failed", Some("TooManyWakeUpsOverMonth"));
    }
    let failed = driven.one(&id);
    assert_eq!(failed["failure"]["code"], "wake-ups-used-up");
    assert_eq!(failed["updatedAt"], "2026-12-01T00:00:40Z");
    driven.pass(3600);
    assert_eq!(driven.command(wake())["state"], "accepted");
}
