//! What happens is forwarded to the owner's own server, in the order of each car, until it is taken, and
//! to nobody who was not agreed to.

mod consents;

use serde_json::json;

use super::receiver::{
    Answer, Delivered, HOUR, KEY, OTHER_KEY, agree, agreed, forwarding, happen, taken, with_keys,
};
use super::world::{CAR, Driven, lock};
use crate::driver::time::time;
use crate::settings::tests::{ACTING, read};

const OTHER: &str = "decaf";

fn waiting(driven: &Driven) -> usize {
    let rows = driven.outer.rows.borrow();
    rows.keys()
        .filter(|name| name.starts_with("outgoing "))
        .count()
}

fn rows_of_it(driven: &Driven) -> Vec<String> {
    let rows = driven.outer.rows.borrow();
    let of_it = |name: &&String| {
        ["outgoing ", "line ", "forwarding"]
            .iter()
            .any(|kind| name.starts_with(kind))
    };
    rows.keys().filter(of_it).cloned().collect()
}

fn answer(driven: &Driven, answer: Answer) {
    driven.outer.receiver.borrow_mut().always = answer;
}

fn came(driven: &Driven) -> Vec<Delivered> {
    driven.outer.receiver.borrow().came.clone()
}

#[test]
fn an_event_is_sent_right_after_it_happened_and_by_the_alarm() {
    let driven = agreed();
    let id = happen(&driven, CAR);
    assert!(came(&driven).is_empty(), "nobody waits for the server");
    let now = driven.outer.now.get();
    driven.pass_with_alarm(0);
    let message = &came(&driven)[0];
    let driver = message.body["data"]["driver"].as_str().unwrap();
    assert_eq!(driver.len(), 32);
    assert_eq!(message.id, format!("evt_{driver}_{id}"));
    assert_eq!(
        message.body,
        json!({
            "type": "status",
            "timestamp": time(now),
            "data": {
                "id": id,
                "type": "status",
                "at": time(now),
                "vehicleId": CAR,
                "data": {"updatedAt": "2026-11-18T11:06:40Z"},
                "driver": driver,
            },
        })
    );
    assert_eq!(rows_of_it(&driven), ["forwarding"]);
    driven.pass_with_alarm(HOUR);
    assert_eq!(taken(&driven), [id], "once");
}

#[test]
fn a_step_of_a_command_is_forwarded_and_its_sender_does_not_wait() {
    let settings = [
        ("EVENTS_URL", "https://events.test/hook"),
        ("EVENTS_KEY", KEY),
    ];
    let mut settings = read(&[ACTING, &settings].concat()).unwrap();
    settings.relays.truncate(1);
    let driven = Driven::with(settings);
    agree(&driven, Some(true));
    let command = driven.command(lock());
    assert!(came(&driven).is_empty());
    driven.pass_with_alarm(0);
    let message = &came(&driven)[0].body;
    assert_eq!(message["type"], "command");
    assert_eq!(message["data"]["data"], command);
}

#[test]
fn nothing_is_sent_that_was_not_agreed_to_or_not_set_up() {
    let driven = Driven::with(forwarding());
    assert!(!agree(&driven, None));
    happen(&driven, CAR);
    driven.pass_with_alarm(HOUR);
    let off = Driven::new();
    assert!(!agree(&off, Some(true)));
    happen(&off, CAR);
    off.pass_with_alarm(HOUR);
    for driven in [driven, off] {
        assert!(came(&driven).is_empty());
        assert_eq!(rows_of_it(&driven), Vec::<String>::new());
    }
}

#[test]
fn what_is_not_taken_is_sent_again_further_and_further_apart_for_three_days() {
    let refusals = [302, 400, 404, 429, 500, 503].map(Answer::Status);
    let unread = [Answer::Timeout, Answer::TooLarge];
    for refusal in refusals.into_iter().chain(unread) {
        let driven = agreed();
        answer(&driven, refusal);
        let began = driven.outer.now.get();
        happen(&driven, CAR);
        driven.pass_with_alarm(100 * HOUR);
        let came = came(&driven);
        assert!((13..=15).contains(&came.len()), "{}", came.len());
        let at: Vec<u64> = came.iter().map(|it| it.at - began).collect();
        assert_eq!(at[0], 0);
        assert!((5..=6).contains(&at[1]), "{at:?}");
        assert!((305..=366).contains(&at[2]), "{at:?}");
        assert!(
            at.windows(2)
                .skip(6)
                .all(|pair| pair[1] - pair[0] >= 8 * HOUR)
        );
        assert!(at.iter().all(|at| *at < 72 * HOUR));
        assert!(came.iter().all(|it| it.id == came[0].id));
        assert_eq!(waiting(&driven), 0);
        let log = driven.log();
        assert!(log.contains("1 waited for 72 hours"), "{log}");
        for secret in ["hook", CAR, "updatedAt", "whsec"] {
            assert!(!log.contains(secret), "{secret}: {log}");
        }
        // The next one says that something is missing.
        answer(&driven, Answer::Status(200));
        let id = happen(&driven, CAR);
        driven.pass_with_alarm(0);
        let receiver = driven.outer.receiver.borrow();
        let [reset, event] = receiver.taken.as_slice() else {
            panic!("{:?}", receiver.taken);
        };
        assert_eq!(event.event(), Some(id));
        assert_eq!(reset.body["type"], "reset");
        let data = &reset.body["data"];
        assert_eq!(
            (&data["vehicleId"], &data["dropped"]),
            (&json!(CAR), &json!(1))
        );
        assert_eq!(data["driver"], event.body["data"]["driver"]);
    }
}

#[test]
fn a_server_that_is_busy_is_left_alone_for_as_long_as_it_says_up_to_the_longest_pause() {
    for (busy, pause) in [(1, 5), (HOUR, HOUR), (30 * HOUR, 8 * HOUR)] {
        let driven = agreed();
        answer(&driven, Answer::Busy(busy));
        let began = driven.outer.now.get();
        let id = happen(&driven, CAR);
        driven.pass_with_alarm(pause - 1);
        answer(&driven, Answer::Status(200));
        assert_eq!(came(&driven).len(), 1, "{busy}");
        driven.pass_with_alarm(pause);
        let at = came(&driven)[1].at - began;
        assert!((pause..=pause + pause / 5).contains(&at), "{busy}: {at}");
        assert_eq!(taken(&driven), [id]);
    }
}

#[test]
fn a_cars_events_wait_for_each_other_and_other_cars_go_on() {
    let driven = agreed();
    let failing = Answer::Status(500);
    driven
        .outer
        .receiver
        .borrow_mut()
        .of_cars
        .insert(CAR, failing);
    let first = happen(&driven, CAR);
    driven.pass_with_alarm(0);
    let [second, third] = [CAR, OTHER].map(|car| happen(&driven, car));
    driven.pass_with_alarm(4);
    assert_eq!(taken(&driven), [third]);
    assert!(came(&driven).iter().all(|it| it.event() != Some(second)));
    driven.outer.receiver.borrow_mut().of_cars.clear();
    driven.pass_with_alarm(HOUR);
    assert_eq!(taken(&driven), [third, first, second]);
    assert_eq!(rows_of_it(&driven), ["forwarding"]);
}

#[test]
fn both_keys_sign_while_one_replaces_the_other() {
    let mut driven = agreed();
    for (keys, count) in [
        (format!("{OTHER_KEY} {KEY}"), 2),
        (format!("{KEY} {OTHER_KEY}"), 2),
        (KEY.to_owned(), 1),
    ] {
        driven.restart_with(with_keys(&keys));
        happen(&driven, CAR);
        driven.pass_with_alarm(0);
        let signature = came(&driven).pop().unwrap().signature;
        let signatures: Vec<_> = signature.split(' ').collect();
        assert_eq!(signatures.len(), count);
        assert!(signatures.iter().all(|one| one.starts_with("v1,")));
    }
}

#[test]
fn a_thousand_events_wait_and_of_more_the_oldest_are_dropped_and_made_known() {
    let mut driven = agreed();
    answer(&driven, Answer::Unreachable);
    let old = happen(&driven, OTHER);
    let ids: Vec<u64> = (0..1002).map(|_| happen(&driven, CAR)).collect();
    assert_eq!(waiting(&driven), 1000);
    driven.restart();
    answer(&driven, Answer::Status(200));
    driven.pass_with_alarm(60);
    let receiver = driven.outer.receiver.borrow();
    assert_eq!(receiver.taken[0].body["type"], "reset");
    assert_eq!(receiver.taken[0].body["data"]["dropped"], 2);
    drop(receiver);
    assert_eq!(taken(&driven), ids[2..]);
    // Of the other car, too, once there is something to say of it.
    let id = happen(&driven, OTHER);
    driven.pass_with_alarm(0);
    let receiver = driven.outer.receiver.borrow();
    let last = receiver.taken.iter().rev().take(2).collect::<Vec<_>>();
    assert_eq!(last[0].event(), Some(id));
    assert_eq!(
        last[1].body["data"],
        json!({
            "driver": last[0].body["data"]["driver"],
            "vehicleId": OTHER,
            "dropped": 1,
        })
    );
    assert!(last[1].id.ends_with(&format!("_{old}_reset")));
}

#[test]
fn no_alarm_makes_more_calls_than_the_smallest_plan_allows() {
    let mut driven = agreed();
    for _ in 0..100 {
        happen(&driven, CAR);
    }
    for count in [40, 80, 100] {
        assert_eq!(driven.outer.alarm.get(), Some(driven.outer.now.get()));
        driven.ring_and_kill(usize::MAX);
        assert_eq!(came(&driven).len(), count);
    }
}

#[test]
fn an_object_that_is_killed_anywhere_sends_it_again_under_the_same_id() {
    let mut again = 0;
    for turns in 0..20 {
        let mut driven = agreed();
        let ids = [CAR, OTHER, CAR].map(|car| happen(&driven, car));
        driven.ring_and_kill(turns);
        driven.pass_with_alarm(0);
        let mut arrived: Vec<_> = came(&driven).iter().map(|it| it.id.clone()).collect();
        let count = arrived.len();
        arrived.sort_unstable();
        arrived.dedup();
        assert_eq!(arrived.len(), ids.len(), "{turns}");
        again += count - arrived.len();
        assert_eq!(rows_of_it(&driven), ["forwarding"], "{turns}");
    }
    assert!(
        again > 0,
        "it was never killed between the sending and the answer"
    );
}

#[test]
fn wherever_the_storage_fails_nothing_is_missed_without_a_word() {
    for writable in 0..8 {
        let mut driven = agreed();
        happen(&driven, CAR);
        driven.pass_with_alarm(0);
        driven.outer.writable.set(writable);
        let id = happen(&driven, CAR);
        driven.ring_and_kill(usize::MAX);
        driven.outer.writable.set(usize::MAX);
        driven.restart();
        driven.events(None, "");
        let next = happen(&driven, CAR);
        driven.pass_with_alarm(HOUR);
        let is_logged = ["not-kept", "event-lost"]
            .iter()
            .any(|word| driven.log().contains(word));
        let taken = taken(&driven);
        assert_eq!(taken.last(), Some(&next));
        assert!(taken.contains(&id) || is_logged, "{writable}: {taken:?}");
    }
}

#[test]
fn what_no_key_opens_any_more_is_dropped_and_made_known() {
    let mut driven = agreed();
    happen(&driven, CAR);
    for row in driven.outer.rows.borrow_mut().values_mut() {
        if row.name.starts_with("outgoing ") {
            row.sealed.push('A');
        }
    }
    driven.restart();
    let id = happen(&driven, CAR);
    driven.pass_with_alarm(0);
    let receiver = driven.outer.receiver.borrow();
    assert_eq!(receiver.taken[0].body["type"], "reset");
    assert_eq!(receiver.taken[1].event(), Some(id));
}

#[test]
fn nothing_of_a_car_can_be_read_in_what_waits() {
    let driven = agreed();
    answer(&driven, Answer::Status(500));
    happen(&driven, CAR);
    driven.pass_with_alarm(0);
    let rows = driven.outer.rows.borrow();
    let kept = format!("{rows:?}");
    for secret in [CAR, "events.test", "updatedAt", "status"] {
        assert!(!kept.contains(secret), "{secret}: {kept}");
    }
    drop(rows);
    assert_eq!(rows_of_it(&driven).len(), 3);
}
