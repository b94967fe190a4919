//! Who is let in, what they are told first, and when they are put out.

use std::rc::Rc;

use serde_json::{Value, json};
use shared::problem::Code;

use super::world::{CAR, Driven, lock, polled, refused};
use crate::driver::message::{Message, Reply};
use crate::testing::Line;

const DAY: u64 = 24 * 3600;
/// How long the sessions of these tests last.
const SESSION: u64 = 40 * DAY;

fn received(line: &Line) -> Vec<Value> {
    let received = line.received.borrow();
    let texts = received.iter();
    texts
        .map(|text| serde_json::from_str(text).unwrap())
        .collect()
}

fn entered(driven: &Driven, after: Option<u64>) -> Rc<Line> {
    let (reply, line) = driven.enter(&driven.ticket("*"), after);
    assert_eq!(reply, Reply::Done);
    line
}

fn notice(driven: &Driven, updated_at: &str) {
    let noticed = Message::Noticed {
        vehicle: CAR.to_owned(),
        updated_at: updated_at.to_owned(),
    };
    assert_eq!(driven.ask(noticed), Reply::Done);
}

fn hello(last: u64) -> Value {
    json!({"type": "hello", "data": {"last": last}})
}

#[test]
fn a_connection_begins_with_the_last_id_and_goes_on_behind_the_one_that_is_named() {
    let driven = Driven::new();
    let first = entered(&driven, None);
    assert_eq!(received(&first), [hello(0)]);
    let id = driven.outer.now.get();
    for second in 0..3 {
        notice(&driven, &format!("2026-11-18T11:06:4{second}Z"));
    }
    let events = received(&first).split_off(1);
    assert_eq!(events.len(), 3);
    let later = entered(&driven, Some(id));
    assert_eq!(
        received(&later),
        [hello(id + 2), events[1].clone(), events[2].clone()]
    );
    let unknown = entered(&driven, Some(7));
    assert_eq!(
        received(&unknown),
        [hello(id + 2), json!({"type": "reset"})]
    );
    notice(&driven, "2026-11-18T11:07:00Z");
    for line in [first, later, unknown] {
        assert_eq!(received(&line).pop().unwrap()["id"], id + 3);
    }
}

#[test]
fn a_ticket_opens_one_connection_within_thirty_seconds() {
    let mut driven = Driven::new();
    let ticket = driven.ticket("*");
    // It is there for an object that begins anew.
    driven.restart();
    driven.pass(29);
    assert_eq!(driven.enter(&ticket, None).0, Reply::Done);
    let late = driven.ticket("*");
    driven.pass(30);
    let none = format!("{}.{}", "0d".repeat(32), "A".repeat(22));
    for ticket in [ticket, late, none] {
        let (reply, line) = driven.enter(&ticket, None);
        assert_eq!(refused(reply), Code::TicketInvalid);
        assert!(line.received.borrow().is_empty());
    }
    let last = driven.ticket("*");
    let kept = format!("{:?}", driven.outer.rows.borrow());
    let (_, secret) = last.split_once('.').unwrap();
    assert!(!kept.contains(secret));
}

#[test]
fn of_many_tickets_the_last_ones_are_good() {
    let driven = Driven::new();
    let tickets: Vec<_> = (0..40).map(|_| driven.ticket("*")).collect();
    assert_eq!(
        refused(driven.enter(&tickets[7], None).0),
        Code::TicketInvalid
    );
    assert_eq!(driven.enter(&tickets[8], None).0, Reply::Done);
    assert_eq!(driven.enter(&tickets[39], None).0, Reply::Done);
}

#[test]
fn sixty_tickets_are_given_in_a_minute() {
    let driven = Driven::new();
    for _ in 0..60 {
        driven.ticket("*");
    }
    let before = driven.outer.calls.get();
    let sees = "*".to_owned();
    let refusal = refused(driven.ask(Message::Ticket { sees }));
    assert_eq!(refusal, Code::TooManyConnections);
    assert_eq!(driven.outer.calls.get(), before, "it costs nothing");
    driven.pass(60);
    driven.ticket("*");
}

#[test]
fn a_ticket_of_a_session_that_has_ended_is_none() {
    let mut driven = Driven::new();
    let ticket = driven.ticket("*");
    driven.session = "session-2";
    let others = driven.ticket("*");
    driven.session = "session-1";
    assert_eq!(driven.ask(Message::Leave), Reply::Done);
    driven.restart();
    assert_eq!(refused(driven.enter(&ticket, None).0), Code::TicketInvalid);
    assert_eq!(driven.enter(&others, None).0, Reply::Done);
}

#[test]
fn sixteen_are_connected_and_the_next_is_told_that_there_are_too_many() {
    let driven = Driven::new();
    let ticket = driven.ticket("*");
    let lines: Vec<_> = (0..16).map(|_| entered(&driven, None)).collect();
    let (reply, line) = driven.enter(&ticket, None);
    assert_eq!((reply, line.closed.get()), (Reply::Done, Some(4429)));
    assert!(line.received.borrow().is_empty());
    let sees = "*".to_owned();
    let refusal = refused(driven.ask(Message::Ticket { sees }));
    assert_eq!(refusal, Code::TooManyConnections);
    lines[0].closed.set(Some(1000));
    entered(&driven, None);
}

#[test]
fn who_logs_out_is_put_out_and_nobody_else() {
    let mut driven = Driven::new();
    let first = [entered(&driven, None), entered(&driven, None)];
    driven.session = "session-2";
    let second = entered(&driven, None);
    driven.session = "session-1";
    driven.restart();
    assert_eq!(driven.ask(Message::Leave), Reply::Done);
    assert!(first.iter().all(|line| line.closed.get() == Some(4401)));
    assert_eq!(second.closed.get(), None);
}

#[test]
fn a_connection_ends_with_its_session() {
    let mut driven = Driven::new();
    let early = entered(&driven, None);
    driven.pass(DAY);
    driven.session = "session-2";
    let late = entered(&driven, None);
    driven.restart();
    // Whoever is used is not forgotten before.
    driven.pass_with_alarm(20 * DAY);
    driven.command(lock());
    driven.pass_with_alarm(SESSION - 21 * DAY - 10);
    assert_eq!(early.closed.get(), None);
    driven.pass_with_alarm(20);
    assert_eq!((early.closed.get(), late.closed.get()), (Some(4401), None));
    driven.pass_with_alarm(DAY);
    assert_eq!(late.closed.get(), Some(4401));
}

#[test]
fn a_newer_status_is_told_once_and_only_where_somebody_has_asked_for_events() {
    let mut driven = Driven::new();
    notice(&driven, "2026-11-18T11:06:40Z");
    assert!(driven.outer.rows.borrow().is_empty());
    let line = entered(&driven, None);
    for at in ["40", "40", "41", "40", "41"] {
        notice(&driven, &format!("2026-11-18T11:06:{at}Z"));
    }
    let events = received(&line).split_off(1);
    let told: Vec<_> = events.iter().map(|event| &event["data"]).collect();
    let told_at = |at: &str| json!({"updatedAt": format!("2026-11-18T11:06:{at}Z")});
    assert_eq!(told, [&told_at("40"), &told_at("41")]);
    assert_eq!(
        (&events[0]["type"], &events[0]["vehicleId"]),
        (&json!("status"), &json!(CAR))
    );
    driven.restart();
    notice(&driven, "2026-11-18T11:06:42Z");
    assert_eq!(received(&line).len(), 4);
}

#[test]
fn what_cannot_be_kept_lets_nobody_in_unnoticed() {
    let driven = Driven::new();
    let ticket = driven.ticket("*");
    driven.outer.writable.set(0);
    let (reply, line) = driven.enter(&ticket, None);
    assert!(matches!(reply, Reply::Trouble { .. }), "{reply:?}");
    assert!(line.received.borrow().is_empty());
    driven.outer.writable.set(usize::MAX);
    assert_eq!(driven.enter(&ticket, None).0, Reply::Done);
    polled(driven.object.wake(), usize::MAX).unwrap().unwrap();
}
