//! What happens is told in order to all who are connected and may see it, and kept for who was away.

use serde_json::{Value, json};

use super::world::{CAR, Driven, lock};
use crate::driver::feed::{EventKind, FeedEvent};
use crate::driver::message::{Message, Reply};
use crate::driver::time::time;
use crate::testing::Line;

const HOUR: u64 = 3600;
const DAY: u64 = 24 * HOUR;

fn received(line: &Line) -> Vec<Value> {
    let received = line.received.borrow();
    let texts = received.iter();
    texts
        .map(|text| serde_json::from_str(text).unwrap())
        .collect()
}

fn ids(events: &Value) -> Vec<u64> {
    let events = events["events"].as_array().unwrap().iter();
    events.map(|event| event["id"].as_u64().unwrap()).collect()
}

fn status() -> FeedEvent {
    FeedEvent {
        kind: EventKind::Status,
        vehicle: CAR.to_owned(),
        data: json!({}),
    }
}

/// Has the page of the driver's tell that it has read a status as new as the moment.
fn notice(driven: &Driven) {
    let noticed = Message::Noticed {
        vehicle: CAR.to_owned(),
        updated_at: time(driven.outer.now.get()),
    };
    assert_eq!(driven.ask(noticed), Reply::Done);
}

/// When each event happened that is kept.
fn kept_at(driven: &Driven) -> Vec<u64> {
    let rows = driven.outer.rows.borrow();
    let events = rows.values().filter(|row| row.name.starts_with("event "));
    events.map(|row| row.at).collect()
}

/// Has so many things happen, and ends the message that they happen in.
fn emit(driven: &Driven, count: usize) {
    let settings = driven.settings();
    let memory = &driven.object.memory;
    for _ in 0..count {
        let _ = memory.emit(&memory.books(&settings), status(), "");
    }
    memory.settle();
}

#[test]
fn a_step_of_a_command_is_told_as_the_api_answers_it() {
    let driven = Driven::new();
    let page = driven.connect("*");
    let command = driven.command(lock());
    let events = received(&page);
    let at = driven.outer.now.get();
    let event =
        json!({"id": at, "type": "command", "at": time(at), "vehicleId": CAR, "data": command});
    assert_eq!(events, std::slice::from_ref(&event));
    driven.outer.upstream.borrow_mut().actions[0].status = "Success";
    driven.pass(10);
    let command = driven.one(&command["id"]);
    assert_eq!(received(&page)[1]["data"], command);
    assert_eq!(received(&page)[1]["id"], at + 1);
    // Who comes later finds the same.
    let events = driven.events(Some(0), "*");
    assert_eq!(events["events"], json!(received(&page)));
    assert_eq!(events["events"][0], event);
    assert_eq!(
        (&events["last"], &events["reset"]),
        (&json!(at + 1), &json!(false))
    );
    assert_eq!(ids(&driven.events(Some(at), "*")), [at + 1]);
    assert_eq!(driven.events(None, "*")["events"], json!([]));
}

#[test]
fn who_may_not_send_a_command_is_not_told_of_it() {
    let driven = Driven::new();
    let pages = ["*", "lock", "horn lights", ""].map(|sees| (sees, driven.connect(sees)));
    driven.command(lock());
    emit(&driven, 1);
    for ((sees, page), count) in pages.into_iter().zip([2, 2, 1, 1]) {
        assert_eq!(received(&page).len(), count, "{sees}");
        let kept = driven.events(Some(0), sees);
        assert_eq!(ids(&kept).len(), count, "{sees}");
        assert_eq!(kept["last"], driven.events(None, "*")["last"]);
    }
}

#[test]
fn an_object_that_begins_anew_counts_on() {
    let mut driven = Driven::new();
    let page = driven.connect("*");
    emit(&driven, 2);
    driven.restart();
    driven.pass(100);
    emit(&driven, 1);
    let first = received(&page)[0]["id"].as_u64().unwrap();
    assert_eq!(
        ids(&driven.events(Some(0), "*")),
        [first, first + 1, first + 2]
    );
    assert_eq!(received(&page).len(), 3);
}

#[test]
fn more_than_ten_events_in_a_second_have_pages_load_anew_after_the_last() {
    let driven = Driven::new();
    let page = driven.connect("*");
    emit(&driven, 10);
    assert_eq!(received(&page).len(), 10);
    emit(&driven, 90);
    let events = received(&page);
    assert_eq!(events.len(), 11);
    assert_eq!(events[10], json!({"type": "reset"}));
    driven.object.memory.settle();
    assert_eq!(received(&page).len(), 11, "once");
    // They are kept nevertheless.
    assert_eq!(ids(&driven.events(Some(0), "*")).len(), 100);
    driven.pass(1);
    emit(&driven, 1);
    assert_eq!(received(&page)[11]["type"], "status");
}

#[test]
fn what_happened_that_is_not_known_has_pages_load_anew() {
    let driven = Driven::new();
    let page = driven.connect("");
    driven.object.memory.emit_reset();
    assert_eq!(received(&page), [json!({"type": "reset"})]);
    assert_eq!(driven.events(Some(0), "*")["last"], 0);
}

#[test]
fn two_hundred_events_are_kept_and_none_for_longer_than_three_days() {
    let mut driven = Driven::new();
    driven.command(lock());
    for _ in 0..25 {
        driven.pass(1);
        emit(&driven, 10);
    }
    let last = driven.events(None, "*")["last"].as_u64().unwrap();
    assert_eq!(ids(&driven.events(Some(last - 200), "*")).len(), 200);
    assert_eq!(driven.events(Some(last - 201), "*")["reset"], true);
    assert_eq!(driven.events(Some(0), "*")["reset"], true);
    let events = || {
        let rows = driven.outer.rows.borrow();
        let events = rows.values().filter(|row| row.name.starts_with("event "));
        events.map(|row| row.sealed.len()).collect::<Vec<_>>()
    };
    assert_eq!(events().len(), 200);
    driven.pass_with_alarm(3 * DAY + 13 * HOUR);
    assert_eq!(events(), [0], "of the last one the place is kept");
    driven.restart();
    let last = driven.events(None, "*")["last"].as_u64().unwrap();
    assert_eq!(driven.events(Some(last), "*")["reset"], false);
    assert_eq!(driven.events(Some(last - 1), "*")["reset"], true);
    emit(&driven, 1);
    assert_eq!(ids(&driven.events(Some(last), "*")), [last + 1]);
}

#[test]
fn an_event_is_answered_for_three_days_and_kept_half_a_day_longer_at_most() {
    let driven = Driven::new();
    driven.events(None, "*");
    notice(&driven);
    let first = driven.outer.now.get();
    driven.pass_with_alarm(71 * HOUR);
    notice(&driven);
    driven.pass_with_alarm(HOUR - 1);
    assert_eq!(ids(&driven.events(Some(0), "*")), [first, first + 1]);
    driven.pass_with_alarm(8 * HOUR + 1);
    let feed = driven.events(Some(0), "*");
    assert_eq!(
        (&feed["events"], &feed["reset"]),
        (&json!([]), &json!(true))
    );
    assert_eq!(ids(&driven.events(Some(first), "*")), [first + 1]);
    driven.pass_with_alarm(4 * HOUR + 1);
    assert_eq!(kept_at(&driven).len(), 1);
}

#[test]
fn a_busy_feed_is_tidied_by_two_alarms_a_day_at_most() {
    let driven = Driven::new();
    driven.events(None, "*");
    for hours in 0..240_u64 {
        // Of the first three days and a half nothing is outdated.
        let alarms = 2 + hours.saturating_sub(72) / 12;
        assert!(driven.outer.counts.alarms.get() <= alarms, "{hours}");
        let now = driven.outer.now.get();
        assert!(kept_at(&driven).iter().all(|at| now - at <= 84 * HOUR + 1));
        notice(&driven);
        driven.pass_with_alarm(HOUR);
    }
}

#[test]
fn who_only_asks_for_events_is_told_of_newer_states() {
    let driven = Driven::new();
    let feed = driven.events(None, "*");
    assert_eq!(feed["last"], 0);
    // What it keeps is forgotten in time.
    assert!(driven.outer.alarm.get().is_some());
    notice(&driven);
    let feed = driven.events(Some(0), "*");
    let kinds = feed["events"].as_array().unwrap().iter();
    let kinds: Vec<_> = kinds.map(|event| event["type"].clone()).collect();
    assert_eq!(kinds, ["status"]);
    driven.pass_with_alarm(31 * DAY + 1);
    assert!(driven.outer.rows.borrow().is_empty());
}

#[test]
fn what_no_key_opens_any_more_has_its_reader_load_anew() {
    let driven = Driven::new();
    emit(&driven, 3);
    for row in driven.outer.rows.borrow_mut().values_mut() {
        if row.name.starts_with("event ") {
            row.sealed.push('A');
        }
    }
    let mut driven = driven;
    driven.restart();
    let last = driven.outer.now.get() + 2;
    let feed = driven.events(Some(0), "*");
    assert_eq!(feed, json!({"events": [], "last": last, "reset": true}));
    emit(&driven, 1);
    assert_eq!(ids(&driven.events(Some(last), "*")), [last + 1]);
}

#[test]
fn an_event_that_cannot_be_kept_is_not_sent_and_the_command_is_answered_all_the_same() {
    let driven = Driven::new();
    let page = driven.connect("*");
    driven.command(lock());
    driven.outer.upstream.borrow_mut().actions[0].status = "Success";
    driven.pass(10);
    let id = driven.list()[0]["id"].clone();
    driven.command(json!({"type": "horn", "on": true}));
    driven.outer.upstream.borrow_mut().actions[1].status = "Success";
    driven.pass(10);
    // The writes of who uses it and of the command go well, that of its event does not.
    driven.outer.writable.set(2);
    let states: Vec<_> = driven.list().iter().map(|it| it["state"].clone()).collect();
    assert_eq!(states, ["succeeded", "succeeded"]);
    assert!(driven.log().contains("event-lost"), "{}", driven.log());
    let last = received(&page).pop().unwrap();
    assert_eq!(last, json!({"type": "reset"}));
    driven.outer.writable.set(usize::MAX);
    assert_eq!(driven.one(&id)["state"], "succeeded");
}
