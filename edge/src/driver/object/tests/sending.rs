//! A command is sent once, and what became of it is said.

use std::pin::pin;

use futures_util::future::join;
use serde_json::json;
use shared::problem::Code;

use super::upstream::Fault;
use super::world::{CAR, Driven, lock, polled, refused, sending, shown};
use crate::capability::Capability;
use crate::driver::car::Car;
use crate::driver::message::{Message, Reply};
use crate::testing::settings;

const KEY: &str = "0123456789abcdef";

#[test]
fn a_command_is_sent_with_its_label_and_answered_with_its_state() {
    let driven = Driven::new();
    let command = shown(driven.send(KEY, lock()));
    assert_eq!(command["state"], "accepted");
    assert_eq!(command["done"], false);
    assert_eq!(command["vehicleId"], CAR);
    assert_eq!(command["request"], lock());
    let upstream = driven.outer.upstream.borrow();
    let [taken] = upstream.actions.as_slice() else {
        panic!("{}", upstream.actions.len())
    };
    let id = command["id"].as_str().unwrap();
    assert_eq!(
        taken.remote,
        json!({
            "label": format!("ks-{id}"),
            "attributes": [{"type": "Body", "key": "command", "value": id}],
            "door": {"state": "Locked"},
        })
    );
    assert_eq!(driven.count("POST", "/remotes"), 1);
}

#[test]
fn a_key_stands_for_one_command_for_a_day() {
    let driven = Driven::new();
    let first = shown(driven.send(KEY, lock()));
    driven.pass(5);
    assert_eq!(shown(driven.send(KEY, lock()))["id"], first["id"]);
    let reused = driven.send(KEY, json!({"type": "unlock"}));
    assert_eq!(refused(reused), Code::IdempotencyKeyReused);
    let other_car = driven.ask(Message::Send {
        vehicle: "0ther".to_owned(),
        key: KEY.to_owned(),
        command: lock(),
    });
    assert_eq!(refused(other_car), Code::IdempotencyKeyReused);
    assert_eq!(driven.taken(), 1);
    driven.pass(24 * 3600);
    assert_ne!(shown(driven.send(KEY, lock()))["id"], first["id"]);
    assert_eq!(driven.taken(), 2);
}

#[test]
fn a_repeat_that_comes_while_the_first_is_under_way_joins_it() {
    let driven = Driven::new();
    let asked = || driven.object.answer(driven.envelope(sending(KEY, lock())));
    let (first, second) = polled(join(asked(), asked()), usize::MAX).unwrap();
    assert_eq!(shown(first)["id"], shown(second)["id"]);
    assert_eq!(driven.taken(), 1);
}

#[test]
fn what_is_known_not_to_be_done_is_forgotten_and_its_key_with_it() {
    for (fault, code) in [
        (Fault::Busy, Some(Code::RelayBusy)),
        (Fault::Forbidden, Some(Code::ConsentMissing)),
        (Fault::Token, None),
    ] {
        let driven = Driven::new();
        // The callback is there.
        driven.command(json!({"type": "horn", "on": true}));
        driven.outer.upstream.borrow_mut().faults.push_back(fault);
        let reply = driven.send(KEY, lock());
        match code {
            Some(code) => assert_eq!(refused(reply), code),
            None => assert_eq!(reply, Reply::TokenRefused),
        }
        assert_eq!((driven.taken(), driven.list().len()), (1, 1), "{fault:?}");
        assert_eq!(shown(driven.send(KEY, lock()))["state"], "accepted");
        assert_eq!(driven.taken(), 2);
    }
}

#[test]
fn what_may_have_been_done_is_looked_for_and_not_sent_again() {
    for fault in Fault::ALL.into_iter().filter(|fault| fault.is_unclear()) {
        let driven = Driven::new();
        driven.command(json!({"type": "horn", "on": true}));
        let before = driven.taken();
        driven.outer.upstream.borrow_mut().faults.push_back(fault);
        let started = driven.outer.now.get();
        let command = shown(driven.send(KEY, lock()));
        let is_done = driven.taken() > before;
        let state = if is_done { "accepted" } else { "sending" };
        assert_eq!(command["state"], state, "{fault:?}");
        // It is looked for after 2 seconds, and after 10.
        let waited = driven.outer.now.get() - started;
        assert_eq!(waited, if is_done { 2 } else { 10 }, "{fault:?}");
        driven.pass(61 - waited);
        let later = driven.one(&command["id"]);
        match is_done {
            true => assert_eq!(later["state"], "accepted"),
            false => {
                assert_eq!(later["state"], "failed");
                assert_eq!(later["failure"]["code"], "not-received");
            }
        }
        shown(driven.send(KEY, lock()));
        assert_eq!(driven.count("POST", "/remotes"), 2, "{fault:?}");
    }
}

#[test]
fn without_labels_nobody_says_that_it_was_not_received() {
    for done in [true, false] {
        let driven = Driven::new();
        driven.command(json!({"type": "horn", "on": true}));
        driven.outer.upstream.borrow_mut().echoes = false;
        let fault = Fault::Timeout { done };
        driven.outer.upstream.borrow_mut().faults.push_back(fault);
        let id = shown(driven.send(KEY, lock()))["id"].clone();
        driven.pass(61);
        let later = driven.one(&id);
        assert_eq!(
            (&later["state"], &later["done"]),
            (&json!("unknown"), &json!(true))
        );
    }
}

#[test]
fn a_list_that_is_not_whole_proves_nothing_and_one_of_many_pages_is_read_to_its_end() {
    for (page_size, state) in [(1, "unknown"), (2, "failed")] {
        let driven = Driven::new();
        for number in 0..12 {
            driven.command(json!({"type": "lights", "on": number % 2 == 0}));
            driven.outer.upstream.borrow_mut().actions[number].status = "Success";
            driven.pass(120);
            driven.list();
        }
        driven.outer.upstream.borrow_mut().page_size = page_size;
        let fault = Fault::Timeout { done: false };
        driven.outer.upstream.borrow_mut().faults.push_back(fault);
        let id = shown(driven.send(KEY, lock()))["id"].clone();
        driven.pass(61);
        assert_eq!(driven.one(&id)["state"], state);
    }
}

#[test]
fn nothing_is_sent_that_the_service_the_relay_or_the_car_does_not_take() {
    let unlock = json!({"type": "unlock"});
    let driven = Driven::new();
    let mut fewer = driven.settings();
    fewer.actions.allowed = vec![shared::command::Action::Lock];
    let mut driven = Driven::with(fewer);
    assert_eq!(
        refused(driven.send(KEY, unlock.clone())),
        Code::ActionNotAllowed
    );
    assert!(driven.outer.rows.borrow().is_empty());
    driven.restart_with(Driven::new().settings());

    driven.outer.upstream.borrow_mut().writes = vec!["lock"];
    assert_eq!(
        refused(driven.send(KEY, unlock.clone())),
        Code::ActionNotAllowed
    );
    driven.outer.upstream.borrow_mut().writes = Vec::new();
    assert_eq!(refused(driven.send(KEY, unlock.clone())), Code::NoWriter);

    let no_doors = json!({"door": {"supported": false}});
    driven.outer.upstream.borrow_mut().remote = no_doors;
    driven.pass(24 * 3600);
    assert_eq!(
        refused(driven.send(KEY, unlock)),
        Code::NotSupportedByVehicle
    );
    let toggle = driven.send(KEY, json!({"type": "toggle"}));
    assert_eq!(refused(toggle), Code::InvalidBody);
    assert_eq!((driven.taken(), driven.count("POST", "/remotes")), (0, 0));
    assert!(driven.list().is_empty());
}

#[test]
fn a_service_without_a_key_for_writes_sends_nothing() {
    let mut settings = settings();
    settings.actions.allowed = shared::command::Action::ALL.to_vec();
    let driven = Driven::with(settings);
    assert_eq!(refused(driven.send(KEY, lock())), Code::ActionNotAllowed);
    assert_eq!(driven.count("P", ""), 0);
}

#[test]
fn what_a_car_is_able_to_do_is_read_once_a_day() {
    let driven = Driven::new();
    let reads = || driven.count("GET", "/vehicles/c0ffee");
    driven.command(lock());
    driven.command(json!({"type": "unlock"}));
    assert_eq!(reads(), 1);
    driven.pass(24 * 3600);
    driven.command(json!({"type": "horn", "on": true}));
    assert_eq!(reads(), 2);
}

#[test]
fn where_a_token_is_refused_before_anything_is_sent_the_key_is_still_good() {
    let driven = Driven::new();
    // The first write makes the callback.
    driven
        .outer
        .upstream
        .borrow_mut()
        .faults
        .push_back(Fault::Token);
    assert_eq!(driven.send(KEY, lock()), Reply::TokenRefused);
    assert_eq!(shown(driven.send(KEY, lock()))["state"], "accepted");
    assert_eq!(driven.taken(), 1);
}

#[test]
fn no_line_of_the_log_names_a_car_a_key_a_place_or_a_label() {
    let driven = Driven::new();
    let points = json!([{"latitude": 48.85, "longitude": 2.35}]);
    let command = json!({"type": "navigation", "points": points});
    driven
        .outer
        .upstream
        .borrow_mut()
        .faults
        .extend([Fault::None, Fault::Timeout { done: true }]);
    let id = shown(driven.send(KEY, command))["id"].clone();
    driven.one(&id);
    driven.send(KEY, lock());
    let log = driven.log();
    assert!(log.contains("\"event\":\"command\""), "{log}");
    assert!(log.contains("\"outcome\":\"accepted\""), "{log}");
    assert!(log.contains("navigation"), "{log}");
    for secret in [
        CAR,
        KEY,
        "48.85",
        id.as_str().unwrap(),
        "session-1",
        "access-1",
    ] {
        assert!(!log.contains(secret), "{secret}: {log}");
    }
}

#[test]
fn a_logout_stops_a_command_that_was_not_written_down_yet() {
    let mut stopped = 0;
    for turns in 1..60 {
        let driven = Driven::new();
        let envelope = driven.envelope(sending(KEY, lock()));
        let mut sends = pin!(driven.object.answer(envelope));
        if polled(sends.as_mut(), turns).is_some() {
            break;
        }
        let is_written_down = !driven.object.memory.under_way.borrow().is_empty();
        let leaves = driven.object.answer(driven.envelope(Message::Leave));
        let (_, reply) = polled(join(leaves, sends), usize::MAX).unwrap();
        match is_written_down {
            true => assert_eq!(driven.taken(), 1),
            false => {
                assert_eq!(refused(reply), Code::NotLoggedIn);
                assert_eq!(driven.taken(), 0, "after {turns} turns");
                stopped += 1;
            }
        }
    }
    assert!(stopped > 3, "{stopped}");
}

#[test]
fn who_waits_while_their_session_leaves_does_not_bring_it_back() {
    let mut waited = 0;
    for turns in 1..60 {
        let driven = Driven::new();
        let ask = |message| driven.object.answer(driven.envelope(message));
        let mut sends = pin!(ask(sending(KEY, lock())));
        if polled(sends.as_mut(), turns).is_some() {
            break;
        }
        let mut repeats = pin!(ask(sending(KEY, lock())));
        assert!(polled(repeats.as_mut(), 3).is_none());
        let leaves = ask(Message::Leave);
        let (_, (_, reply)) = polled(join(leaves, join(sends, repeats)), usize::MAX).unwrap();
        waited += usize::from(refused(reply) == Code::NotLoggedIn);
        let settings = driven.settings();
        let books = driven.object.memory.books(&settings);
        let usage = books.read().unwrap().usage.clone().unwrap_or_default();
        assert_eq!(usage.sessions, [], "after {turns} turns");
        let upstream = driven.outer.upstream.borrow();
        let statuses = upstream.callbacks.iter().map(|(_, it)| &it["status"]);
        assert!(
            statuses.into_iter().all(|it| it == "Paused"),
            "after {turns} turns"
        );
    }
    assert!(waited > 3, "{waited}");
}

#[test]
fn a_session_that_is_over_sends_nothing() {
    let driven = Driven::new();
    let mut envelope = driven.envelope(sending(KEY, lock()));
    envelope.act.ends_at = driven.outer.now.get();
    let reply = polled(driven.object.answer(envelope), usize::MAX).unwrap();
    assert_eq!(refused(reply), Code::NotLoggedIn);
    assert_eq!(driven.taken(), 0);
}

#[test]
fn a_car_is_unlocked_for_a_fresh_login_only() {
    for (age, is_sent) in [(Some(600), true), (Some(601), false), (None, false)] {
        let driven = Driven::new();
        let mut envelope = driven.envelope(sending(KEY, json!({"type": "unlock"})));
        envelope.act.auth_time = age.map(|age| driven.outer.now.get() - age);
        let reply = polled(driven.object.answer(envelope), usize::MAX).unwrap();
        match is_sent {
            true => assert_eq!(shown(reply)["state"], "accepted"),
            false => assert_eq!(refused(reply), Code::FreshLoginRequired),
        }
        assert_eq!(driven.taken(), usize::from(is_sent));
    }
}

#[test]
fn a_car_by_another_spelling_of_its_identifier_is_none() {
    let driven = Driven::new();
    let reply = driven.ask(Message::Send {
        vehicle: CAR.to_uppercase(),
        key: KEY.to_owned(),
        command: lock(),
    });
    assert_eq!(refused(reply), Code::VehicleNotFound);
    assert_eq!(driven.count("POST", ""), 0);
}

#[test]
fn a_command_is_missed_a_minute_after_it_was_sent_last() {
    let driven = Driven::new();
    driven.command(json!({"type": "horn", "on": true}));
    let fault = Fault::Timeout { done: false };
    driven.outer.upstream.borrow_mut().faults.push_back(fault);
    let id = shown(driven.send(KEY, lock()))["id"].clone();
    // It was sent once more, through another callback.
    let settings = driven.settings();
    let books = driven.object.memory.books(&settings);
    let mut entry = books.read().unwrap().commands.last().unwrap().clone();
    entry.sent_at = driven.outer.now.get();
    books.save(entry).unwrap();
    driven.pass(59);
    assert_eq!(driven.one(&id)["state"], "sending");
    driven.pass(4);
    assert_eq!(driven.one(&id)["failure"]["code"], "not-received");
}

#[test]
fn a_car_that_cannot_be_asked_what_it_is_able_to_do_is_commanded_and_asked_again_before_long() {
    let driven = Driven::new();
    let asked = || driven.count("GET", CAR);
    driven.outer.upstream.borrow_mut().refuses_capabilities = true;
    shown(driven.send(KEY, lock()));
    assert_eq!((driven.taken(), asked()), (1, 2));
    driven.pass(599);
    driven.command(json!({"type": "horn", "on": true}));
    assert_eq!(asked(), 2);
    {
        let mut upstream = driven.outer.upstream.borrow_mut();
        upstream.refuses_capabilities = false;
        upstream.remote = json!({"lights": {"supported": false}});
    }
    driven.pass(1);
    let lights = driven.send("another-key-0001", json!({"type": "lights", "on": true}));
    assert_eq!(refused(lights), Code::NotSupportedByVehicle);
    // What it says is kept for a day.
    driven.pass(24 * 3600 - 1);
    driven.command(json!({"type": "horn", "on": true}));
    assert_eq!(asked(), 3);
    // It still holds where the car cannot be asked anew.
    driven.outer.upstream.borrow_mut().refuses_capabilities = true;
    driven.pass(1);
    let lights = driven.send("another-key-0002", json!({"type": "lights", "on": true}));
    assert_eq!(refused(lights), Code::NotSupportedByVehicle);
    assert_eq!(asked(), 5);
}

#[test]
fn a_car_that_is_answered_with_an_error_under_a_status_of_success_is_not_said_to_be_unknown() {
    let driven = Driven::new();
    driven.outer.upstream.borrow_mut().has_error_in_place_of_car = true;
    assert_eq!(refused(driven.send(KEY, lock())), Code::UpstreamUnreadable);
    assert_eq!(driven.taken(), 0);
    driven.outer.upstream.borrow_mut().has_error_in_place_of_car = false;
    assert_eq!(shown(driven.send(KEY, lock()))["state"], "accepted");
}

#[test]
fn of_two_commands_that_ask_a_car_at_once_none_takes_away_what_it_told_the_other() {
    let mut car = Car::default();
    let lights = Capability::from_json(&json!({"lights": {"supported": false}}));
    car.note_capability(Some(lights), 1_795_000_000);
    let told = car.clone();
    car.note_capability(None, 1_795_000_001);
    assert_eq!(car, told);
}
