//! What a driver's object does: it answers messages, and wakes by itself.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use futures_util::lock::Mutex;

use super::car::DAY;
use super::entry::Entry;
use super::ledger::{Books, Ledger, is_within};
use super::message::{Envelope, Reply};
use super::state::State;
use super::step::{DriverStep, Stop};
use super::store::DriverPorts;
use crate::objects::StoreFailure;
use crate::ports::Event;
use crate::settings::{Faults, Settings};

/// Seconds without use after which an object forgets everything.
const UNUSED: u64 = 30 * DAY;
/// Seconds without news after which it is not known what became of a command.
const NO_NEWS: u64 = 15 * 60;
/// Seconds until an object looks again whether its settings can be used.
const SETTINGS_RECHECK: u64 = 3600;

/// The object of one driver.
pub struct DriverObject<P> {
    pub(super) ports: P,
    settings: Rc<Result<Settings, Faults>>,
    ledger: RefCell<Option<Ledger>>,
    pub(super) locks: Locks,
    /// The commands that are being sent now.
    pub(super) under_way: RefCell<BTreeSet<String>>,
    /// When the upstream was last asked about a command.
    pub(super) requested: RefCell<BTreeMap<String, u64>>,
    /// When it wakes by itself, if it was told.
    alarm: Cell<Option<u64>>,
}

/// What only one message at a time does, by names.
#[derive(Default)]
pub(super) struct Locks(RefCell<BTreeMap<String, Rc<Mutex<()>>>>);

impl Locks {
    pub(super) fn of(&self, name: &str) -> Rc<Mutex<()>> {
        let mut locks = self.0.borrow_mut();
        locks.retain(|_, lock| Rc::strong_count(lock) > 1);
        Rc::clone(locks.entry(name.to_owned()).or_default())
    }
}

impl<P: DriverPorts> DriverObject<P> {
    /// The object over its store.
    pub fn new(ports: P, settings: impl Into<Rc<Result<Settings, Faults>>>) -> Self {
        Self {
            ports,
            settings: settings.into(),
            ledger: RefCell::default(),
            locks: Locks::default(),
            under_way: RefCell::default(),
            requested: RefCell::default(),
            alarm: Cell::default(),
        }
    }

    /// Answers a message.
    pub async fn answer(&self, envelope: Envelope) -> Reply {
        let settings = match self.settings.as_ref() {
            Ok(settings) => settings,
            Err(faults) => {
                return Reply::Trouble {
                    detail: faults.to_string(),
                };
            }
        };
        let step = DriverStep {
            object: self,
            settings,
            request_id: &envelope.request_id,
            act: &envelope.act,
        };
        match step.answer(envelope.message).await {
            Ok(reply) => reply,
            Err(Stop::TokenRefused) => Reply::TokenRefused,
            Err(Stop::Problem(problem)) => Reply::Refused {
                code: problem.code(),
                retry_after: problem.retry_after(),
                detail: problem.detail().map(str::to_owned),
            },
            Err(Stop::Store(failure)) => Reply::Trouble {
                detail: failure.to_string(),
            },
        }
    }

    /// The alarm: what there is no news of is not known, and what is not used is forgotten. The
    /// object has no token then, and asks nobody.
    pub async fn wake(&self) -> Result<(), StoreFailure> {
        let Ok(settings) = self.settings.as_ref() else {
            return self.ports.wake_in(SETTINGS_RECHECK).await;
        };
        self.alarm.set(None);
        let books = self.books(settings);
        let used_at = match books.read() {
            Ok(ledger) => ledger.usage.as_ref().map_or(0, |usage| usage.used_at),
            Err(StoreFailure::Unreadable(place)) => {
                self.log("ledger-unreadable", "", None, Some(&place));
                return self.ports.wake_in(DAY).await;
            }
            Err(failure) => return Err(failure),
        };
        if !is_within(used_at, UNUSED, self.ports.now()) {
            *self.ledger.borrow_mut() = None;
            return self.ports.clear().await;
        }
        self.expire(&books, "")?;
        books.tidy()?;
        self.set_alarm(&books, false).await
    }

    /// Says of the commands without news that it is not known what became of them: never that they
    /// failed, since the car may have done them.
    pub(super) fn expire(
        &self,
        books: &Books<'_, P>,
        request_id: &str,
    ) -> Result<(), StoreFailure> {
        let now = self.ports.now();
        let is_silent = |entry: &&Entry| {
            let is_open = !entry.state().is_done() && !self.under_way.borrow().contains(&entry.id);
            is_open && !is_within(entry.updated_at(), NO_NEWS, now)
        };
        let silent: Vec<Entry> = {
            let ledger = books.read()?;
            ledger.commands.iter().filter(is_silent).cloned().collect()
        };
        for mut entry in silent {
            entry.advance(State::Unknown, now);
            self.keep(books, entry, request_id)?;
        }
        Ok(())
    }

    /// Keeps a command that has come further, and logs it.
    pub(super) fn keep(
        &self,
        books: &Books<'_, P>,
        entry: Entry,
        request_id: &str,
    ) -> Result<(), StoreFailure> {
        let (name, state) = (entry.name().to_owned(), entry.state());
        books.save(entry)?;
        self.log("command", request_id, Some(state.word()), Some(&name));
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
        let next = {
            let ledger = books.read()?;
            let used_at = ledger.usage.as_ref().map_or(now, |usage| usage.used_at);
            let open = ledger.commands.iter();
            let open = open.filter(|entry| !entry.state().is_done());
            let ends = open.map(|entry| entry.updated_at().saturating_add(NO_NEWS));
            let sent = sends.then(|| now.saturating_add(NO_NEWS));
            ends.chain(sent)
                .chain([used_at.saturating_add(UNUSED)])
                .min()
        };
        let next = next.unwrap_or(now);
        if self.alarm.get().is_none_or(|at| next < at) {
            // A second later, so that it is over by then.
            let seconds = next.saturating_sub(now).saturating_add(1);
            self.ports.wake_in(seconds).await?;
            self.alarm.set(Some(next));
        }
        Ok(())
    }

    pub(super) fn books<'a>(&'a self, settings: &'a Settings) -> Books<'a, P> {
        Books {
            ports: &self.ports,
            keys: &settings.seal_keys,
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
        self.ports.line(&Event {
            event,
            request_id,
            outcome,
            detail,
            ..Event::default()
        });
    }
}

#[cfg(test)]
mod tests;
