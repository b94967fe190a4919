//! What a day of a driver costs of what the platform counts of their object. It is in
//! docs/operations.md, where plans are held against it.

use std::cell::Cell;

use serde_json::Value;

use super::notifications::{notify, step};
use super::rules::{KEY, at_home, creating};
use super::rules_fired::fired;
use super::world::{CAR, Driven, lock, polled};
use crate::driver::hook::Receipt;
use crate::driver::message::{Message, Reply, RuleMessage};
use crate::driver::time::time;

const HOUR: u64 = 3600;
const DAY: u64 = 24 * HOUR;
/// Days until what is kept for days is full: events and notifications are for three.
const BEFORE: u64 = 10;
/// Rows that a request reads at most beside those of the ledger: tables and indexes are looked up.
/// tests/e2e counts them where the platform does it.
const BESIDE_THE_LEDGER: u64 = 25;
const OPERATIONS: &str = include_str!("../../../../../docs/operations.md");
/// The hours at which the page is opened, and with all but the first a command is sent.
const VISITS: [u64; 4] = [7, 8, 18, 22];
/// What the manufacturer tells of a command, and how many seconds after the one before.
const STEPS: [(&str, u64); 5] = [
    ("Accepted", 1),
    ("WakingUpVehicle", 2),
    ("CheckingVehicle", 15),
    ("SentToVehicle", 5),
    ("Success", 10),
];

/// A driver whose object is out of memory whenever something is asked of it.
struct Counting {
    driven: Driven,
    start: u64,
    requests: Cell<u64>,
    notifications: Cell<u64>,
    rings: Cell<u64>,
}

impl Counting {
    fn new() -> Self {
        let driven = Driven::new();
        let made = driven.ask(creating(KEY, at_home()));
        assert!(matches!(made, Reply::Rule(_)), "{made:?}");
        Self {
            start: driven.outer.now.get(),
            driven,
            requests: Cell::default(),
            notifications: Cell::default(),
            rings: Cell::default(),
        }
    }

    /// One request of the object.
    fn request<T>(&mut self, ask: impl FnOnce(&Driven) -> T) -> T {
        self.requests.set(self.requests.get() + 1);
        self.driven.restart();
        ask(&self.driven)
    }

    fn told(&mut self, message: &Value) {
        self.notifications.set(self.notifications.get() + 1);
        let taken = self.request(|driven| notify(driven, message));
        assert_eq!(taken, Receipt::Taken);
    }

    /// Lets time pass until then, and alarms ring.
    fn until(&mut self, at: u64) {
        while let Some(due) = self.driven.outer.alarm.get().filter(|due| *due <= at) {
            let now = &self.driven.outer.now;
            now.set(now.get().max(due));
            self.driven.outer.alarm.set(None);
            self.rings.set(self.rings.get() + 1);
            self.request(|driven| polled(driven.object.wake(), usize::MAX).unwrap().unwrap());
        }
        self.driven.outer.now.set(at);
    }

    /// The page is opened, and looks at everything once; a command is sent, if one is; and the page is
    /// closed.
    fn visit(&mut self, sends: bool) {
        let vehicle = || CAR.to_owned();
        for message in [
            Message::Forwarding { on: None, to: None },
            Message::List { vehicle: vehicle() },
            Message::Rules {
                vehicle: vehicle(),
                asked: RuleMessage::List,
            },
        ] {
            let reply = self.request(|driven| driven.ask(message));
            assert!(!matches!(reply, Reply::Refused { .. }), "{reply:?}");
        }
        let ticket = self.request(|driven| driven.ticket("*"));
        let (reply, page) = self.request(|driven| driven.enter(&ticket, None));
        assert_eq!(reply, Reply::Done);
        if sends {
            self.request(|driven| driven.command(lock()));
            let action = self.driven.taken() - 1;
            for (status, seconds) in STEPS {
                self.driven.pass(seconds);
                let step = step(&self.driven, action, status, None);
                self.told(&step);
            }
            self.driven.pass(6);
            let noticed = Message::Noticed {
                vehicle: vehicle(),
                updated_at: time(self.driven.outer.now.get()),
            };
            self.request(|driven| assert_eq!(driven.ask(noticed), Reply::Done));
        }
        // That it is closed is told to the object.
        self.request(|_| page.closed.set(Some(1000)));
    }

    /// A day. Every other one is half an hour late, so that nothing ends at the very second at which
    /// something happens.
    fn day(&mut self, number: u64) {
        let midnight = self.start + number * DAY + number % 2 * HOUR / 2;
        self.until(midnight + 3 * HOUR);
        let charged = fired(&self.driven, &time(midnight + 3 * HOUR), false);
        self.told(&charged);
        for (nth, hour) in VISITS.into_iter().enumerate() {
            self.until(midnight + hour * HOUR);
            self.visit(nth > 0);
        }
        self.until(self.start + (number + 1) * DAY);
    }

    /// Requests of the Worker, of the object, and rows read and written so far.
    fn counted(&self) -> [u64; 4] {
        let counts = &self.driven.outer.counts;
        let requests = self.requests.get();
        let read = counts.read.get() + requests * BESIDE_THE_LEDGER;
        [
            self.notifications.get(),
            requests,
            read,
            counts.rows_written(),
        ]
    }
}

#[test]
fn a_day_of_a_driver_costs_what_operations_says() {
    let mut it = Counting::new();
    for day in 0..BEFORE {
        it.day(day);
    }
    let (before, rings) = (it.counted(), it.rings.get());
    it.day(BEFORE);
    let after = it.counted();
    let cells: Vec<String> = (0..4)
        .map(|nth| (after[nth] - before[nth]).to_string())
        .collect();
    let row = format!("| the driver's object | {} |", cells.join(" | "));
    let rings = format!("{} of a driver's object a day", it.rings.get() - rings);
    for part in [row, rings] {
        assert!(
            OPERATIONS.contains(&part),
            "docs/operations.md lacks {part}"
        );
    }
}

#[test]
fn a_notification_costs_six_rows() {
    let mut it = Counting::new();
    it.driven.command(lock());
    let step = step(&it.driven, 0, "CheckingVehicle", None);
    let before = it.counted();
    it.told(&step);
    // The event and the hash with the index of each, the command, and the alarm: tests/e2e counts the
    // same where the platform does it.
    assert_eq!(it.counted()[3] - before[3], 6);
}
