//! What an object has at hand from one message to the next: its ports, what it read of its ledger,
//! and what is under way.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use futures_util::lock::Mutex;

use super::command_entry::CommandEntry;
use super::feed::{EventKind, FeedEvent};
use super::ledger::{Books, Ledger, is_within};
use super::minute::Minute;
use super::state::CommandState;
use super::store::DriverPorts;
use super::time::DAY;
use crate::objects::StoreFailure;
use crate::ports::LogLine;
use crate::settings::Settings;

/// Seconds without use after which an object forgets everything: 30 days and the one for which the
/// last use may not be written down.
pub(super) const UNUSED: u64 = 31 * DAY;
/// Seconds without news after which it is not known what became of a command.
const NO_NEWS: u64 = 15 * 60;

/// What an object has at hand.
pub(super) struct DriverMemory<P> {
    pub(super) ports: P,
    pub(super) ledger: RefCell<Option<Ledger>>,
    pub(super) locks: Locks,
    /// The sessions that have left, each until its end: what they were about to send is not sent.
    pub(super) left: RefCell<Vec<(String, u64)>>,
    /// The commands that are being sent now.
    pub(super) under_way: RefCell<Vec<String>>,
    /// When the upstream was last asked about a command.
    pub(super) requested: RefCell<Vec<(String, u64)>>,
    /// The notifications that came of late.
    pub(super) notifications: Minute,
    /// The tickets that were given of late.
    pub(super) given: Minute,
    /// How often pages were made to reload lately.
    pub(super) resets: Minute,
    /// When the rules of a car were last compared with what the upstream watches for.
    pub(super) compared: RefCell<Vec<(String, u64)>>,
    /// When it was last tried to resume the callback for rules, if that came to nothing.
    pub(super) resumption_tried: Cell<u64>,
    /// Whether another token was asked for to resume it, and that came to nothing.
    pub(super) token_refused: Cell<bool>,
    /// When it wakes by itself, if it was told.
    pub(super) alarm: Cell<Option<u64>>,
    /// The last second in which something was sent to who is connected, and how many times.
    pub(super) pushed: Cell<(u64, u32)>,
    /// What was last said of newer states.
    pub(super) noticed: RefCell<Vec<String>>,
    /// Whether more was to be sent than may be.
    pub(super) owes_reset: Cell<bool>,
    /// Whether the alarm is still to be set for something new, as to have it forwarded.
    pub(super) owes_alarm: Cell<bool>,
}

/// What only one message at a time does, by names.
#[derive(Default)]
pub(super) struct Locks(RefCell<Vec<(String, Lock)>>);

type Lock = Rc<Mutex<()>>;

impl Locks {
    pub(super) fn of(&self, name: &str) -> Lock {
        let mut locks = self.0.borrow_mut();
        locks.retain(|(_, lock)| Rc::strong_count(lock) > 1);
        if let Some((_, lock)) = locks.iter().find(|(other, _)| other == name) {
            return Rc::clone(lock);
        }
        let lock = Lock::default();
        locks.push((name.to_owned(), Rc::clone(&lock)));
        lock
    }
}

impl<P: DriverPorts> DriverMemory<P> {
    pub(super) fn new(ports: P) -> Self {
        Self {
            ports,
            ledger: RefCell::default(),
            locks: Locks::default(),
            left: RefCell::default(),
            resumption_tried: Cell::default(),
            token_refused: Cell::default(),
            under_way: RefCell::default(),
            requested: RefCell::default(),
            notifications: Minute::default(),
            given: Minute::default(),
            resets: Minute::default(),
            compared: RefCell::default(),
            alarm: Cell::default(),
            pushed: Cell::default(),
            noticed: RefCell::default(),
            owes_reset: Cell::default(),
            owes_alarm: Cell::default(),
        }
    }

    /// Marks commands without news as `unknown`, never as failed: the car may have done them.
    pub(super) fn expire(
        &self,
        books: &Books<'_, P>,
        request_id: &str,
    ) -> Result<(), StoreFailure> {
        let now = self.ports.now();
        let is_silent = |entry: &&CommandEntry| {
            let is_open = !entry.state().is_done() && !self.under_way.borrow().contains(&entry.id);
            is_open && !is_within(entry.updated_at(), NO_NEWS, now)
        };
        let silent: Vec<CommandEntry> = {
            let ledger = books.read()?;
            ledger.commands.iter().filter(is_silent).cloned().collect()
        };
        for mut entry in silent {
            entry.advance(CommandState::Unknown, now);
            self.keep(books, entry, request_id)?;
        }
        Ok(())
    }

    /// Keeps a command that has come further, logs it, and tells who is connected.
    pub(super) fn keep(
        &self,
        books: &Books<'_, P>,
        entry: CommandEntry,
        request_id: &str,
    ) -> Result<(), StoreFailure> {
        let (name, state) = (entry.name().to_owned(), entry.state());
        let event = FeedEvent {
            kind: EventKind::Command,
            vehicle: entry.vehicle.clone(),
            data: entry.to_api(),
        };
        books.save(entry)?;
        self.log("command", request_id, Some(state.word()), Some(&name));
        // The command is saved. If its event is not, `emit` makes pages reload.
        let _ = self.emit(books, event, request_id);
        Ok(())
    }

    /// Has the object wake when there is something to do; `sends` says that a command is about to be
    /// written down.
    pub(super) async fn set_alarm(
        &self,
        books: &Books<'_, P>,
        sends: bool,
    ) -> Result<(), StoreFailure> {
        let now = self.ports.now();
        let mut next = now.saturating_add(if sends { NO_NEWS } else { UNUSED });
        let forward = {
            let ledger = books.read()?;
            let used_at = ledger.usage.as_ref().map_or(now, |usage| usage.used_at);
            let mut at = |time: u64| next = next.min(time);
            at(used_at.saturating_add(UNUSED));
            for entry in ledger.commands.iter().filter(|it| !it.state().is_done()) {
                at(entry.updated_at().saturating_add(NO_NEWS));
            }
            if let Some(time) = ledger.feed.until() {
                at(time);
            }
            for ticket in ledger.tickets.iter().filter(|ticket| ticket.until > now) {
                at(ticket.ends_at);
            }
            for (_, ends_at) in self.ports.sessions() {
                at(ends_at);
            }
            books.forward_at(&ledger)
        };
        // A second later, so that it is over by then. What is to be forwarded is sent at once.
        let over = next.max(now).saturating_add(1);
        let at = forward.map_or(over, |forward| forward.max(now).min(over));
        let before = self.alarm.get();
        if before.is_none_or(|alarm| at < alarm) {
            // Noted first: another message that sets a later one meanwhile would replace it.
            self.alarm.set(Some(at));
            let is_set = self.ports.wake_in(at.saturating_sub(now)).await;
            if is_set.is_err() && self.alarm.get() == Some(at) {
                self.alarm.set(before);
            }
            is_set?;
        }
        Ok(())
    }

    /// Sets the alarm that is owed: at once, if there is something to forward, so nobody whom the object
    /// answers waits for the owner's server.
    pub(super) async fn set_owed_alarm(&self, books: &Books<'_, P>) {
        if self.owes_alarm.take() && self.set_alarm(books, false).await.is_err() {
            self.owes_alarm.set(true);
        }
    }

    pub(super) fn books<'a>(&'a self, settings: &'a Settings) -> Books<'a, P> {
        Books {
            ports: &self.ports,
            settings,
            memory: &self.ledger,
        }
    }

    pub(super) fn log(
        &self,
        event: &str,
        request_id: &str,
        outcome: Option<&str>,
        detail: Option<&str>,
    ) {
        self.ports.line(&LogLine {
            event,
            request_id,
            outcome,
            detail,
            ..LogLine::default()
        });
    }
}
