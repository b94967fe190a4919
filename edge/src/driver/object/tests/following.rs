//! What became of a command is asked for, as often as it may be.

use serde_json::{Value, json};

use super::notifications::{notify, step};
use super::upstream::Fault;
use super::world::{CAR, Driven, lock, refused};
use crate::driver::hook::Receipt;
use crate::driver::message::Message;
use crate::driver::time::DAY;
use shared::problem::Code;

/// Has the manufacturer say this of its first remote action.
fn set(driven: &Driven, status: &'static str, cause: Option<&'static str>) {
    let mut upstream = driven.outer.upstream.borrow_mut();
    let taken = upstream.actions.first_mut().unwrap();
    (taken.status, taken.cause) = (status, cause);
}

#[test]
fn every_state_of_the_manufacturers_is_told_with_its_time() {
    let driven = Driven::new();
    let id = driven.command(lock())["id"].clone();
    for (status, state, done) in [
        ("WakingUpVehicle", "waking", false),
        ("CheckingVehicle", "checking", false),
        // A later word of the manufacturer's, and what is only in the way.
        ("Later", "checking", false),
        ("VehicleBatteryChargeTooLow", "checking", false),
        ("SentToVehicle", "sent", false),
        ("WakingUpVehicle", "sent", false),
        ("Success", "succeeded", true),
        ("Failed", "succeeded", true),
    ] {
        driven.pass(3);
        set(&driven, status, None);
        let command = driven.one(&id);
        assert_eq!(
            (&command["state"], &command["done"]),
            (&json!(state), &json!(done))
        );
    }
    let steps = driven.one(&id)["history"].clone();
    let steps: Vec<_> = steps.as_array().unwrap().clone();
    let states: Vec<_> = steps.iter().map(|step| step["state"].clone()).collect();
    assert_eq!(
        Value::from(states),
        json!([
            "sending",
            "accepted",
            "waking",
            "checking",
            "sent",
            "succeeded"
        ])
    );
}

#[test]
fn the_upstream_is_asked_once_in_three_seconds_and_not_at_all_once_it_is_done() {
    let driven = Driven::new();
    let id = driven.command(lock())["id"].clone();
    let asked = || driven.count("GET", "/ra-0");
    for (seconds, reads) in [(0, 1), (1, 1), (1, 1), (1, 2), (3, 3)] {
        driven.pass(seconds);
        driven.one(&id);
        driven.list();
        assert_eq!(asked(), reads);
    }
    driven.pass(3);
    set(&driven, "AlreadyDone", None);
    assert_eq!(driven.one(&id)["state"], "already-done");
    driven.pass(3);
    driven.one(&id);
    assert_eq!(asked(), 4);
}

#[test]
fn with_another_token_it_is_asked_at_once() {
    let vehicle = || CAR.to_owned();
    for (kinds, is_listed) in [
        (&["lock"][..], false),
        (&["lock"], true),
        (&["lock", "unlock"], true),
    ] {
        let driven = Driven::new();
        let commands = kinds
            .iter()
            .map(|kind| driven.command(json!({"type": kind})));
        let first = commands.collect::<Vec<_>>()[0]["id"].clone();
        driven.pass(3);
        for action in &mut driven.outer.upstream.borrow_mut().actions {
            action.status = "Success";
        }
        driven.ask_untrusted(match is_listed {
            true => Message::List { vehicle: vehicle() },
            false => Message::One {
                vehicle: vehicle(),
                id: first.as_str().unwrap().to_owned(),
            },
        });
        let commands = match is_listed {
            true => driven.list(),
            false => vec![driven.one(&first)],
        };
        for command in commands {
            assert_eq!(command["state"], "succeeded", "{kinds:?} {is_listed}");
        }
    }
}

#[test]
fn a_list_asks_once_for_all_that_is_under_way() {
    let driven = Driven::new();
    for kind in ["lock", "unlock", "wake-up"] {
        driven.command(json!({"type": kind}));
    }
    driven.pass(3);
    for action in &mut driven.outer.upstream.borrow_mut().actions {
        action.status = "Success";
    }
    let commands = driven.list();
    assert!(commands.iter().all(|it| it["state"] == "succeeded"));
    let names: Vec<_> = commands.iter().map(|it| it["type"].clone()).collect();
    assert_eq!(Value::from(names), json!(["wake-up", "unlock", "lock"]));
    assert_eq!(driven.count("GET", "/remotes"), 1);
}

#[test]
fn a_failure_says_why() {
    for (cause, code) in [
        (Some("VehicleConnectionTimeout"), "vehicle-unreachable"),
        (Some("DoorsOpen"), "vehicle-not-closed"),
        (None, "vehicle-error"),
    ] {
        let driven = Driven::new();
        let id = driven.command(lock())["id"].clone();
        set(&driven, "Failed", cause);
        let command = driven.one(&id);
        assert_eq!(command["state"], "failed");
        assert_eq!(command["failure"]["code"], code);
        assert_eq!(
            command["failure"].get("upstreamCause"),
            cause.map(Value::from).as_ref()
        );
    }
}

#[test]
fn after_a_quarter_of_an_hour_without_news_it_is_unknown_and_never_failed() {
    for by_alarm in [true, false] {
        let driven = Driven::new();
        let id = driven.command(lock())["id"].clone();
        driven.outer.upstream.borrow_mut().is_up = false;
        driven.pass(899);
        assert_eq!(driven.one(&id)["state"], "accepted");
        match by_alarm {
            true => driven.pass_with_alarm(3),
            false => driven.pass(3),
        }
        let reads = driven.count("GET", "");
        let command = driven.one(&id);
        assert_eq!(
            (&command["state"], &command["done"]),
            (&json!("unknown"), &json!(true))
        );
        assert_eq!(command.get("failure"), None);
        assert_eq!(driven.count("GET", ""), reads + 1);
        // News that come late are told all the same.
        driven.outer.upstream.borrow_mut().is_up = true;
        driven.pass(3);
        set(&driven, "SentToVehicle", None);
        assert_eq!(driven.one(&id)["state"], "unknown");
        driven.pass(3);
        set(&driven, "Success", None);
        assert_eq!(driven.one(&id)["state"], "succeeded");
    }
}

#[test]
fn a_list_asks_about_what_is_unknown_once_a_minute_for_a_day() {
    let driven = Driven::new();
    driven.command(lock());
    driven.outer.upstream.borrow_mut().is_up = false;
    driven.pass(902);
    // It is open until then, and so is asked about once more.
    driven.list();
    assert_eq!(driven.list()[0]["state"], "unknown");
    let asked = driven.count("GET", "/ra-0");
    for (seconds, more) in [(59, 0), (1, 1), (59, 1), (1, 2)] {
        driven.pass(seconds);
        driven.list();
        assert_eq!(driven.count("GET", "/ra-0"), asked + more);
    }
    driven.outer.upstream.borrow_mut().is_up = true;
    set(&driven, "Success", None);
    driven.pass(60);
    assert_eq!(driven.list()[0]["state"], "succeeded");
    driven.pass(60);
    driven.list();
    assert_eq!(driven.count("GET", "/ra-0"), asked + 3);
}

#[test]
fn trouble_upstream_leaves_a_command_as_it_is_known() {
    let driven = Driven::new();
    let id = driven.command(lock())["id"].clone();
    driven.outer.upstream.borrow_mut().is_up = false;
    assert_eq!(driven.one(&id)["state"], "accepted");
    assert_eq!(driven.list()[0]["state"], "accepted");
    driven.outer.upstream.borrow_mut().is_up = true;
    driven.outer.upstream.borrow_mut().callbacks.clear();
    driven.pass(3);
    assert_eq!(driven.one(&id)["state"], "accepted");
}

#[test]
fn a_command_is_found_by_what_it_repeats_in_its_attributes_too() {
    let driven = Driven::new();
    driven.command(json!({"type": "wake-up"}));
    let fault = Fault::Timeout { done: true };
    driven.outer.upstream.borrow_mut().faults.push_back(fault);
    let mut driven = driven;
    // Killed before it looked.
    driven.ask_and_kill(super::world::sending("0123456789abcdef", lock()), 5);
    assert_eq!(driven.taken(), 2);
    driven.outer.upstream.borrow_mut().actions[1].remote["label"] = json!("another");
    driven.pass(3);
    let commands = driven.list();
    assert_eq!(commands[0]["type"], "lock");
    assert_eq!(commands[0]["state"], "accepted");
}

#[test]
fn nobody_is_told_of_a_command_that_is_not_there_or_another_cars() {
    let driven = Driven::new();
    let one = |vehicle: &str, id: &str| {
        let (vehicle, id) = (vehicle.to_owned(), id.to_owned());
        driven.ask(Message::One { vehicle, id })
    };
    assert_eq!(refused(one("c0ffee", "none")), Code::CommandNotFound);
    // To ask creates nothing.
    assert!(driven.list().is_empty());
    assert!(driven.outer.rows.borrow().is_empty());
    assert_eq!(driven.outer.alarm.get(), None);
    let id = driven.command(lock())["id"].clone();
    assert_eq!(
        refused(one("another", id.as_str().unwrap())),
        Code::CommandNotFound
    );
}

#[test]
fn one_that_was_told_of_is_not_missed_in_a_list() {
    let driven = Driven::new();
    driven.command(json!({"type": "horn", "on": true}));
    let fault = Fault::Timeout { done: false };
    driven.outer.upstream.borrow_mut().faults.push_back(fault);
    let id = driven.command(lock())["id"].clone();
    let mut told = step(&driven, 0, "SentToVehicle", None);
    told["attributes"][1]["value"] = id.clone();
    told["remoteEvent"]["remoteActionId"] = Value::Null;
    assert_eq!(notify(&driven, &told), Receipt::Taken);
    driven.pass(61);
    assert_eq!(driven.one(&id)["state"], "sent");
    assert_eq!(driven.count("GET", "/remotes"), 3);
}

#[test]
fn a_list_has_the_commands_of_the_last_ninety_days() {
    let driven = Driven::new();
    driven.command(lock());
    set(&driven, "Success", None);
    driven.pass(3);
    for _ in 0..3 {
        assert_eq!(driven.list().len(), 1);
        driven.pass(29 * DAY);
    }
    assert_eq!(driven.list().len(), 1);
    driven.pass(3 * DAY);
    assert!(driven.list().is_empty());
}
