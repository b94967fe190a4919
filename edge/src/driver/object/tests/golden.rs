//! What is kept outlives the version that wrote it: its names, its seals and its forms.
//!
//! A line of a golden file is a row: its name, the Unix second at which it was written, what it says,
//! sealed, and what it says.

use serde_json::{Value, json};
use shared::json;

use super::world::{CAR, Driven};
use crate::capability::Capability;
use crate::driver::action_update::ActionUpdate;
use crate::driver::car::Car;
use crate::driver::command_entry::CommandEntry;
use crate::driver::feed::Place;
use crate::driver::ledger::Usage;
use crate::driver::outbox::LineState;
use crate::driver::rule_entry::RuleEntry;
use crate::driver::state::CommandState;
use crate::driver::store::LedgerRow;
use crate::driver::ticket::Ticket;

/// A row of each kind, as they are written now.
const ROWS: &str = include_str!("golden/rows.txt");
/// Of each kind that has members that may be missing, a row without them. A member that is added is
/// one of these.
const LEAST: &str = include_str!("golden/least.txt");

const NOW: u64 = 1_795_000_000;
const LINE: &str = "0123456789abcdef";
/// The words of all states, in an order in which a command may come to them.
const STATES: [&str; 9] = [
    "sending",
    "accepted",
    "waking",
    "checking",
    "sent",
    "unknown",
    "failed",
    "already-done",
    "succeeded",
];

/// The rows of a golden file, each with what it says.
fn rows(golden: &str) -> Vec<(LedgerRow, &str)> {
    let lines = golden.lines().map(|line| {
        let mut cells = line.split('\t');
        let mut cell = || cells.next().unwrap();
        let row = LedgerRow {
            name: cell().to_owned(),
            at: cell().parse().unwrap(),
            sealed: cell().to_owned(),
        };
        (row, cell())
    });
    lines.collect()
}

/// An object that has kept these rows.
fn keeping(golden: &str) -> Driven {
    let driven = Driven::new();
    let kept = rows(golden).into_iter();
    let kept = kept.map(|(row, _)| (row.name.clone(), row));
    driven.outer.rows.borrow_mut().extend(kept);
    driven
}

fn command(id: &str) -> CommandEntry {
    CommandEntry {
        id: id.to_owned(),
        vehicle: CAR.to_owned(),
        key: "0123456789abcdef".to_owned(),
        request: json!({"type": "lights", "on": true}),
        callback: "cb-1".to_owned(),
        sent_at: NOW,
        remote_action_id: None,
        history: vec![(CommandState::Sending, NOW)],
        cause: None,
        wakes: false,
    }
}

/// One with every member, and each state.
fn whole_command() -> CommandEntry {
    let history = STATES.iter().zip(NOW..);
    let history = history.map(|(word, at)| (CommandState::from_word(word).unwrap(), at));
    CommandEntry {
        remote_action_id: Some("ra-1".to_owned()),
        history: history.collect(),
        cause: Some("DoorsOpen".to_owned()),
        wakes: true,
        ..command("c-2")
    }
}

fn rule(id: &str) -> RuleEntry {
    let mut rule = RuleEntry::new(CAR, id, ("fedcba9876543210", "0a"), NOW);
    let asked = json!({"name": "It moves", "when": {"all": [{"is": "moving"}]}});
    rule.set_rule(asked, NOW + 1);
    rule.ask_through("cb-1", NOW + 2);
    rule
}

fn watched_rule() -> RuleEntry {
    let mut rule = rule("r-1");
    rule.set_monitor("m-1");
    rule.set_state("active");
    rule
}

fn deleted_rule() -> RuleEntry {
    let mut rule = rule("r-2");
    rule.delete();
    rule
}

fn car() -> Car {
    Car {
        capability: Capability::from_json(&json!({"door": {"supported": true}})),
        read_at: NOW,
        sent: vec![NOW, NOW + 1],
        wake_ups: vec![NOW + 2],
        closed_month: "2026-11".to_owned(),
    }
}

fn update() -> ActionUpdate {
    ActionUpdate {
        action: Some("ra-2".to_owned()),
        status: "Failed".to_owned(),
        cause: "DoorsOpen".to_owned(),
        is_failed: true,
        at: NOW + 3,
    }
}

fn usage() -> Usage {
    Usage {
        sessions: vec![("session-1".to_owned(), NOW + 9)],
        used_at: NOW,
    }
}

fn ticket() -> Ticket {
    Ticket {
        hash: "ab".to_owned(),
        session: "session-1".to_owned(),
        ends_at: NOW + 9,
        until: NOW + 8,
        sees: "lock horn".to_owned(),
    }
}

const PLACE: Place = Place {
    first: NOW,
    id: NOW + 4,
    at: NOW,
};

fn event() -> Value {
    json!({"id": PLACE.id, "type": "status", "vehicleId": CAR, "at": "2026-11-18T11:06:40Z", "data": {}})
}

fn line() -> LineState {
    LineState {
        attempts: 1,
        next_at: NOW + 5,
        dropped: 2,
        dropped_id: NOW,
        dropped_at: NOW + 6,
    }
}

#[test]
fn what_is_kept_says_the_same_to_every_version() {
    let driven = keeping(ROWS);
    let settings = driven.settings();
    let books = driven.object.memory.books(&settings);
    let ledger = books.read().unwrap();
    assert_eq!(ledger.commands, [command("c-1"), whole_command()]);
    assert_eq!(ledger.rules, [watched_rule(), deleted_rule()]);
    assert_eq!(ledger.cars, [(CAR.to_owned(), car())]);
    assert_eq!(ledger.waiting, [(update(), NOW)]);
    assert_eq!(ledger.usage, Some(usage()));
    assert_eq!(ledger.tickets, [ticket()]);
    let callback = ledger.callback.as_ref().unwrap();
    assert_eq!((callback.id.as_str(), callback.is_paused), ("cb-1", true));
    let times = [callback.rotated_at, callback.tried_at, callback.epoch];
    assert_eq!(times, [NOW, NOW + 1, 3]);
    let [in_use, before] = callback.pairs.as_slice() else {
        panic!("{callback:?}");
    };
    assert!(in_use.has_secret("secret-2") && in_use.has_witness("witness-2"));
    assert!(before.has_secret("secret-1") && before.has_witness("witness-1"));
    assert_eq!([in_use.until, before.until], [u64::MAX, NOW + 7]);

    let [kept] = ledger.feed.after(PLACE.id - 1, PLACE.at).unwrap() else {
        panic!("{:?}", ledger.feed);
    };
    assert_eq!(kept.place, PLACE);
    assert_eq!(books.open_event(kept), Some(event()));
    let [queued] = ledger.outbox.queued() else {
        panic!("{:?}", ledger.outbox);
    };
    assert_eq!((queued.id, queued.at), (PLACE.id, NOW));
    assert_eq!(books.open_queued(queued), Some(event()));
    assert_eq!(ledger.outbox.to.as_deref(), Some("receiver.test:443"));
    assert_eq!(ledger.outbox.line(LINE), line());
}

#[test]
fn what_is_kept_is_written_as_it_was() {
    let driven = Driven::new();
    let settings = driven.settings();
    let books = driven.object.memory.books(&settings);
    books.save(command("c-1")).unwrap();
    books.save(whole_command()).unwrap();
    books.save_rule(watched_rule()).unwrap();
    books.save_rule(deleted_rule()).unwrap();
    books.save_car(CAR, car()).unwrap();
    books.save_waiting(vec![(update(), NOW)]).unwrap();
    books.save_usage(usage()).unwrap();
    books.save_tickets(vec![ticket()]).unwrap();
    books.save_event(PLACE, &event()).unwrap();
    books.enqueue(&event()).unwrap();
    books.save_to("receiver.test:443").unwrap();
    books.save_line(LINE, line()).unwrap();
    let says = |row: &LedgerRow| json::write(&books.open_row(row).unwrap());
    let written: Vec<_> = driven.outer.rows.borrow().values().cloned().collect();
    let written = written
        .iter()
        .map(|row| (row.name.clone(), row.at, says(row)));
    let golden = rows(ROWS).into_iter();
    // A later version may say more of a callback.
    let golden = golden.filter(|(row, _)| row.name != "callback");
    let golden = golden.map(|(row, text)| (row.name, row.at, text.to_owned()));
    assert_eq!(written.collect::<Vec<_>>(), golden.collect::<Vec<_>>());
}

#[test]
fn what_a_golden_row_says_is_what_is_sealed() {
    for golden in [ROWS, LEAST] {
        let driven = keeping(golden);
        let settings = driven.settings();
        let books = driven.object.memory.books(&settings);
        for (row, text) in rows(golden) {
            let opened = books.open_row(&row).unwrap();
            assert_eq!(json::write(&opened), text, "{}", row.name);
        }
    }
}

#[test]
fn what_was_not_known_when_a_row_was_written_is_not_there() {
    let driven = keeping(LEAST);
    let settings = driven.settings();
    let books = driven.object.memory.books(&settings);
    let ledger = books.read().unwrap();
    assert_eq!(ledger.commands, [command("c-1")]);
    assert_eq!(ledger.cars, [(CAR.to_owned(), Car::default())]);
    let [rule] = ledger.rules.as_slice() else {
        panic!("{:?}", ledger.rules);
    };
    assert_eq!(
        (rule.rule(), rule.monitor(), rule.is_sure()),
        (None, None, false)
    );
    let action = None;
    assert_eq!(ledger.waiting, [(ActionUpdate { action, ..update() }, NOW)]);
    let callback = ledger.callback.as_ref().unwrap();
    assert_eq!((callback.id.as_str(), callback.is_paused), ("cb-1", false));
    assert!(callback.pairs.is_empty());
    let times = [callback.rotated_at, callback.tried_at, callback.epoch];
    assert_eq!(times, [0, 0, 0]);
}
