//! What is kept: sealed, bounded, and gone in time. A storage that fails loses nothing and sends
//! nothing twice.

use super::notifications::{notify, step};
use super::world::{CAR, Driven, lock, polled, shown};
use crate::driver::hook::Receipt;
use crate::driver::message::Reply;
use crate::seal::Keys;
use serde_json::json;

const KEY: &str = "0123456789abcdef";
const DAY: u64 = 24 * 3600;

#[test]
fn nothing_that_is_kept_can_be_read_without_the_key() {
    let driven = Driven::new();
    let points = json!([{"latitude": 48.85, "longitude": 2.35}]);
    driven.send(KEY, json!({"type": "navigation", "points": points}));
    let rows = driven.outer.rows.borrow();
    let kept = format!("{rows:?}");
    for secret in [CAR, KEY, "48.85", "navigation", "session-1", "access-1"] {
        assert!(!kept.contains(secret), "{secret}: {kept}");
    }
    let kinds = ["callback", "car ", "command ", "event ", "usage"];
    let names: Vec<_> = rows.keys().collect();
    assert_eq!(names.len(), kinds.len(), "{names:?}");
    assert!(
        names
            .iter()
            .zip(kinds)
            .all(|(name, kind)| name.starts_with(kind))
    );
}

#[test]
fn no_token_is_kept() {
    let driven = Driven::new();
    driven.send(KEY, lock());
    let settings = driven.settings();
    for row in driven.outer.rows.borrow().values() {
        let context = format!("{} {}", "0d".repeat(32), row.name);
        let purpose = crate::seal::Purpose::Driver;
        let opened = settings
            .seal_keys
            .open(purpose, &context, &row.sealed)
            .unwrap();
        assert!(!opened.expose_str().contains("access-1"));
        // It opens as no other row, and as no other object's.
        for other in ["command x", &row.name] {
            let opened = settings.seal_keys.open(purpose, other, &row.sealed);
            assert!(opened.is_err());
        }
    }
}

#[test]
fn wherever_the_storage_fails_nothing_is_sent_twice_and_all_that_was_sent_is_known() {
    // Before the command is written down nothing is sent.
    let mut sent_in_spite = 0;
    for writable in 0..12 {
        let mut driven = Driven::new();
        driven.outer.writable.set(writable);
        let reply = driven.send(KEY, lock());
        let taken = driven.taken();
        if let Reply::Trouble { .. } = reply {
            sent_in_spite += taken;
        } else {
            shown(reply);
        }
        driven.outer.writable.set(usize::MAX);
        driven.restart();
        driven.pass(3);
        let repeat = shown(driven.send(KEY, lock()));
        assert_eq!(driven.taken(), 1, "{writable}");
        assert_eq!(repeat["state"], "accepted", "{writable}");
        assert_eq!(driven.list().len(), 1);
    }
    assert_eq!(sent_in_spite, 1, "the one write after it was sent");
}

#[test]
fn what_no_key_opens_stops_everything_for_a_day_and_is_then_forgotten() {
    let mut driven = Driven::new();
    driven.send(KEY, lock());
    let mut settings = driven.settings();
    let good = driven.settings();
    settings.seal_keys = Keys::parse("z:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=").unwrap();
    driven.restart_with(settings.clone());
    let reply = driven.send(KEY, lock());
    assert!(matches!(reply, Reply::Trouble { .. }), "{reply:?}");
    polled(driven.object.wake(), usize::MAX).unwrap().unwrap();
    assert!(driven.log().contains("ledger-unreadable"));
    assert_eq!(driven.taken(), 1);
    // With its key it is all there.
    driven.restart_with(good);
    assert_eq!(driven.list().len(), 1);
    driven.pass(30 * DAY);
    // However old it is, it is given up only a day after it was first found so.
    driven.restart_with(settings);
    for _ in 0..2 {
        let reply = driven.send(KEY, lock());
        assert!(matches!(reply, Reply::Trouble { .. }), "{reply:?}");
        driven.pass(DAY - 1);
    }
    driven.pass(1);
    shown(driven.send(KEY, lock()));
    assert_eq!(driven.list().len(), 1);
    assert!(!driven.outer.rows.borrow().contains_key("unreadable"));
}

#[test]
fn a_key_is_taken_out_once_all_that_it_had_sealed_was_looked_at() {
    const OLD: &str = "o:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    const NEW: &str = "n:ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=";
    let mut driven = Driven::new();
    let keys = |keys: &str| {
        let mut settings = Driven::new().settings();
        settings.seal_keys = Keys::parse(keys).unwrap();
        settings
    };
    driven.restart_with(keys(OLD));
    driven.send(KEY, lock());
    let cars = |driven: &Driven| -> Vec<_> {
        let rows = driven.outer.rows.borrow();
        let rows = rows.values().filter(|row| row.name.starts_with("car "));
        rows.map(|row| (row.at, row.sealed.clone())).collect()
    };
    let [(written, sealed)] = &cars(&driven)[..] else {
        panic!("a car is known");
    };
    driven.pass(3600);
    driven.restart_with(keys(&[NEW, OLD].join(" ")));
    assert_eq!(driven.list().len(), 1);
    // Sealing anew is no change.
    let [(at, again)] = &cars(&driven)[..] else {
        panic!("a car is known");
    };
    assert_eq!(at, written);
    assert_ne!(again, sealed);
    driven.restart_with(keys(NEW));
    assert_eq!(driven.list().len(), 1);
    let reply = driven.send(KEY, lock());
    assert_eq!(driven.taken(), 1);
    shown(reply);
}

#[test]
fn an_object_forgets_itself_after_thirty_days_without_use() {
    let driven = Driven::new();
    let id = driven.command(lock())["id"].clone();
    driven.pass_with_alarm(29 * DAY);
    assert_eq!(driven.one(&id)["id"], id);
    // When it was used is known to the day.
    driven.pass_with_alarm(DAY - 10);
    assert_eq!(driven.one(&id)["id"], id);
    driven.pass_with_alarm(30 * DAY);
    assert!(!driven.outer.rows.borrow().is_empty());
    driven.pass_with_alarm(DAY);
    assert!(driven.outer.rows.borrow().is_empty());
    assert_eq!(driven.outer.alarm.get(), None);
    assert!(driven.list().is_empty());
    // It may begin anew.
    driven.command(lock());
}

#[test]
fn an_alarm_that_could_not_be_set_is_set_when_the_notification_comes_again() {
    for writable in 0.. {
        let mut driven = Driven::new();
        driven.command(lock());
        driven.restart();
        driven.outer.alarm.set(None);
        let waking = step(&driven, 0, "WakingUpVehicle", None);
        driven.outer.writable.set(writable);
        let first = notify(&driven, &waking);
        driven.outer.writable.set(usize::MAX);
        if first == Receipt::Again {
            assert_eq!(notify(&driven, &waking), Receipt::Taken);
        }
        assert!(driven.outer.alarm.get().is_some(), "{writable}");
        if first == Receipt::Taken {
            break;
        }
    }
}

#[test]
fn of_many_sessions_the_last_ones_are_known() {
    let mut driven = Driven::new();
    driven.command(lock());
    for number in 0..100 {
        driven.session = format!("another-{number}").leak();
        driven.pass(1);
        driven.list();
    }
    let settings = driven.settings();
    let ledger = driven.object.memory.books(&settings);
    let usage = ledger.read().unwrap().usage.clone().unwrap();
    assert_eq!(usage.sessions.len(), 64);
    let knows = |name: &str| usage.sessions.iter().any(|(other, _)| other == name);
    assert!(knows("another-99") && !knows("session-1"));
}

#[test]
fn two_hundred_commands_are_kept_and_none_for_longer_than_ninety_days() {
    let driven = Driven::new();
    let done = || {
        for action in &mut driven.outer.upstream.borrow_mut().actions {
            action.status = "Success";
        }
        driven.pass(120);
        driven.list();
    };
    for number in 0..230 {
        driven.command(json!({"type": "horn", "on": number % 2 == 0}));
        done();
    }
    // Those whose key stands for them still are kept besides.
    assert_eq!(driven.list().len(), 230);
    driven.pass(DAY);
    driven.command(lock());
    assert_eq!(driven.list().len(), 200);
    for _ in 0..4 {
        driven.pass_with_alarm(20 * DAY);
        driven.list();
    }
    driven.pass_with_alarm(20 * DAY);
    driven.command(json!({"type": "unlock"}));
    assert_eq!(driven.list().len(), 1);
}

/// Not in a browser, where it takes long.
#[cfg(not(target_arch = "wasm32"))]
#[test]
fn who_sends_without_end_is_stopped_before_the_ledger_is_full() {
    let driven = Driven::new();
    let mut refusal = None;
    for number in 0..1100 {
        // Each to a car of its own.
        let vehicle = format!("{number:x}");
        let reply = driven.ask(crate::driver::message::Message::Send {
            vehicle,
            key: format!("{number:016}"),
            command: lock(),
        });
        if let Reply::Refused { .. } = reply {
            refusal = Some((number, super::world::refused(reply)));
            break;
        }
    }
    let code = shared::problem::Code::TooManyCommands;
    assert_eq!(refusal, Some((1000, code)));
}
