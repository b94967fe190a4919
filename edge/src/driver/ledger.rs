//! The ledger: what a driver's object keeps, in rows that are sealed one by one, and in memory.
//!
//! The object is the only one who writes its rows, so it reads them once. A row is written before it
//! counts; after a write that failed all are read anew, since what is kept then is not known. All of
//! it is in lists, which are short: a map of each kind would be 4 kB of wasm.

use std::cell::{Ref, RefCell};

use serde_json::Value;
use shared::json::{self, object, set};

use super::action_update::ActionUpdate;
use super::callback_record::Callback;
use super::car::Car;
use super::command_entry::CommandEntry;
use super::feed::{Feed, KeptEvent, Place};
use super::outbox::Outbox;
use super::rule_entry::RuleEntry;
use super::store::{DriverPorts, LedgerRow};
use super::ticket::Ticket;
use crate::objects::StoreFailure;
use crate::seal::Purpose;
use crate::settings::Settings;
use crate::sha256;

/// Seconds for which a key stands for its command.
pub(super) const KEY_SECONDS: u64 = 24 * 3600;
/// Seconds for which a command is kept.
const COMMAND_SECONDS: u64 = 90 * 24 * 3600;
/// Commands that are kept, beside those whose key still stands for them.
const MOST_COMMANDS: usize = 200;
/// Commands that are kept at all, and rules.
pub(super) const MOST_KEPT: usize = 1000;
/// Seconds to wait where so many are kept.
pub(super) const UNTIL_FORGOTTEN: u32 = 3600;

pub(super) const USAGE: &str = "usage";
pub(super) const TICKETS: &str = "tickets";
pub(super) const CALLBACK: &str = "callback";
pub(super) const WAITING: &str = "waiting";
pub(super) const CAR: &str = "car ";
pub(super) const COMMAND: &str = "command ";
pub(super) const EVENT: &str = "event ";
pub(super) const RULE: &str = "rule ";

/// What an object keeps.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    /// The commands, in the order in which they were written down.
    pub(super) commands: Vec<CommandEntry>,
    /// What is known of each car.
    pub(super) cars: Vec<(String, Car)>,
    /// Who used it, if anybody did.
    pub(super) usage: Option<Usage>,
    /// The callback, if it is known.
    pub(super) callback: Option<Callback>,
    /// The events.
    pub(super) feed: Feed,
    /// Those of them that are still to be forwarded.
    pub(super) outbox: Outbox,
    /// The rules, in the order in which they were written down.
    pub(super) rules: Vec<RuleEntry>,
    /// The tickets that are not used yet.
    pub(super) tickets: Vec<Ticket>,
    /// What was said of actions that are not known here yet, each with the Unix second at which it
    /// came.
    pub(super) waiting: Vec<(ActionUpdate, u64)>,
}

/// Who used an object, and when.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Usage {
    /// The end of each session that used it, as a Unix second.
    pub(super) sessions: Vec<(String, u64)>,
    /// Unix second of the last use, within a day.
    pub(super) used_at: u64,
}

impl Ledger {
    /// A command by its name.
    pub(super) fn command(&self, id: &str) -> Option<&CommandEntry> {
        self.commands.iter().find(|entry| entry.id == id)
    }

    /// What is known of a car.
    pub(super) fn car(&self, vehicle: &str) -> Option<&Car> {
        let mut cars = self.cars.iter();
        cars.find(|(name, _)| name == vehicle).map(|(_, car)| car)
    }

    /// The command that a key stands for.
    pub(super) fn by_key(&self, key: &str, now: u64) -> Option<&CommandEntry> {
        let mut commands = self.commands.iter().rev();
        commands.find(|entry| entry.key == key && is_within(entry.created_at(), KEY_SECONDS, now))
    }

    /// A rule by its name, also one that is deleted.
    pub(super) fn rule(&self, id: &str) -> Option<&RuleEntry> {
        self.rules.iter().find(|entry| entry.id() == id)
    }

    /// The rule that a key stands for.
    pub(super) fn rule_by_key(&self, key: &str, now: u64) -> Option<&RuleEntry> {
        let mut rules = self.rules.iter();
        rules.find(|entry| entry.key() == key && is_within(entry.created_at(), KEY_SECONDS, now))
    }

    /// The car's commands that are not done.
    pub(super) fn open<'a>(&'a self, vehicle: &'a str) -> impl Iterator<Item = &'a CommandEntry> {
        let commands = self.commands.iter();
        commands.filter(move |entry| entry.vehicle == vehicle && !entry.state().is_done())
    }

    /// The names of commands that need not be kept.
    fn outdated(&self, now: u64) -> Vec<String> {
        let beyond = self.commands.len().saturating_sub(MOST_COMMANDS);
        let commands = self.commands.iter().enumerate();
        let outdated = commands.filter(|(at, entry)| {
            let created = entry.created_at();
            let is_needed = is_within(created, KEY_SECONDS, now) || !entry.state().is_done();
            !is_needed && (*at < beyond || !is_within(created, COMMAND_SECONDS, now))
        });
        outdated.map(|(_, entry)| entry.id.clone()).collect()
    }
}

/// Whether `at` is less than `seconds` ago. A future time counts as now: the clock may have been set
/// back.
pub(super) fn is_within(at: u64, seconds: u64, now: u64) -> bool {
    now.saturating_sub(at) < seconds
}

/// The ledger of an object, over its store.
pub(super) struct Books<'a, P> {
    /// The store.
    pub(super) ports: &'a P,
    /// The settings: what rows are sealed with, and where events are forwarded to.
    pub(super) settings: &'a Settings,
    /// What was read of it.
    pub(super) memory: &'a RefCell<Option<Ledger>>,
}

impl<P: DriverPorts> Books<'_, P> {
    /// What is kept.
    pub(super) fn read(&self) -> Result<Ref<'_, Ledger>, StoreFailure> {
        if self.memory.borrow().is_none() {
            let ledger = self.load()?;
            *self.memory.borrow_mut() = Some(ledger);
        }
        Ref::filter_map(self.memory.borrow(), Option::as_ref)
            .map_err(|_| StoreFailure::Trouble("nothing was read".to_owned()))
    }

    /// Keeps a command.
    pub(super) fn save(&self, entry: CommandEntry) -> Result<(), StoreFailure> {
        self.put(&[COMMAND, &entry.id].concat(), &entry.to_json())?;
        self.learn(|ledger| {
            let mut commands = ledger.commands.iter_mut();
            match commands.find(|kept| kept.id == entry.id) {
                Some(kept) => *kept = entry,
                None => ledger.commands.push(entry),
            }
        });
        Ok(())
    }

    /// Forgets a command.
    pub(super) fn forget(&self, id: &str) -> Result<(), StoreFailure> {
        self.remove(&[COMMAND, id].concat())?;
        self.learn(|ledger| ledger.commands.retain(|entry| entry.id != id));
        Ok(())
    }

    /// Keeps a rule.
    pub(super) fn save_rule(&self, entry: RuleEntry) -> Result<(), StoreFailure> {
        self.put(&[RULE, entry.id()].concat(), entry.to_json())?;
        self.learn(|ledger| {
            let mut rules = ledger.rules.iter_mut();
            match rules.find(|kept| kept.id() == entry.id()) {
                Some(kept) => *kept = entry,
                None => ledger.rules.push(entry),
            }
        });
        Ok(())
    }

    /// Forgets a rule.
    pub(super) fn forget_rule(&self, id: &str) -> Result<(), StoreFailure> {
        self.remove(&[RULE, id].concat())?;
        self.learn(|ledger| ledger.rules.retain(|entry| entry.id() != id));
        Ok(())
    }

    /// Forgets the rules that were deleted, once no key stands for them.
    fn tidy_rules(&self) -> Result<(), StoreFailure> {
        let now = self.ports.now();
        loop {
            let outdated = {
                let ledger = self.read()?;
                let mut rules = ledger.rules.iter();
                let outdated = rules.find(|it| {
                    it.rule().is_none() && !is_within(it.created_at(), KEY_SECONDS, now)
                });
                outdated.map(|entry| entry.id().to_owned())
            };
            match outdated {
                Some(id) => self.forget_rule(&id)?,
                None => return Ok(()),
            }
        }
    }

    /// Forgets the commands, events and rules that need not be kept.
    pub(super) fn tidy(&self) -> Result<(), StoreFailure> {
        let outdated = self.read()?.outdated(self.ports.now());
        outdated.iter().try_for_each(|id| self.forget(id))?;
        self.tidy_rules()?;
        self.tidy_feed()
    }

    /// Keeps an event, and forgets those for which there is no room.
    pub(super) fn save_event(&self, place: Place, json: &Value) -> Result<(), StoreFailure> {
        let sealed = self.seal(&event_name(place), json)?;
        self.put_event(place, sealed)?;
        self.tidy_feed()
    }

    /// What an event says that is kept.
    pub(super) fn open_event(&self, event: &KeptEvent) -> Option<Value> {
        self.open(&event_name(event.place), &event.sealed)
    }

    fn put_event(&self, place: Place, sealed: String) -> Result<(), StoreFailure> {
        self.put_row(&event_name(place), place.at, sealed.clone())?;
        self.learn(|ledger| ledger.feed.insert(KeptEvent { place, sealed }));
        Ok(())
    }

    fn tidy_feed(&self) -> Result<(), StoreFailure> {
        let outdated = self.read()?.feed.outdated(self.ports.now());
        for (place, is_last) in outdated {
            if is_last {
                self.put_event(place, String::new())?;
            } else {
                self.remove(&event_name(place))?;
                self.learn(|ledger| ledger.feed.remove(place.id));
            }
        }
        Ok(())
    }

    /// What is known of a car.
    pub(super) fn car(&self, vehicle: &str) -> Result<Car, StoreFailure> {
        let car = self.read()?.car(vehicle).cloned();
        Ok(car.unwrap_or_default())
    }

    /// Keeps what is known of a car.
    pub(super) fn save_car(&self, vehicle: &str, car: Car) -> Result<(), StoreFailure> {
        // The name of a row is not sealed, and says nothing of the car.
        let name = [CAR, &sha256::hex(vehicle.as_bytes())].concat();
        let mut json = car.to_json();
        set(&mut json, "vehicle", Value::from(vehicle));
        self.put(&name, &json)?;
        self.learn(|ledger| {
            ledger.cars.retain(|(name, _)| name != vehicle);
            ledger.cars.push((vehicle.to_owned(), car));
        });
        Ok(())
    }

    /// Keeps who used it.
    pub(super) fn save_usage(&self, usage: Usage) -> Result<(), StoreFailure> {
        let sessions = usage.sessions.iter();
        let sessions =
            sessions.map(|(name, end)| Value::Array(vec![name.as_str().into(), (*end).into()]));
        let json = object(&mut [
            ("sessions", Value::Array(sessions.collect())),
            ("usedAt", usage.used_at.into()),
        ]);
        self.put(USAGE, &json)?;
        self.learn(|ledger| ledger.usage = Some(usage));
        Ok(())
    }

    /// Keeps the tickets that are not used yet.
    pub(super) fn save_tickets(&self, tickets: Vec<Ticket>) -> Result<(), StoreFailure> {
        let mut lines = String::new();
        for ticket in &tickets {
            lines.push_str(&ticket.to_text());
            lines.push('\n');
        }
        self.put(TICKETS, &Value::from(lines))?;
        self.learn(|ledger| ledger.tickets = tickets);
        Ok(())
    }

    /// Keeps the callback, or forgets it.
    pub(super) fn save_callback(&self, callback: Option<Callback>) -> Result<(), StoreFailure> {
        match &callback {
            Some(callback) => {
                self.put(CALLBACK, &callback.to_json())?;
            }
            None => self.remove(CALLBACK)?,
        }
        self.learn(|ledger| ledger.callback = callback);
        Ok(())
    }

    pub(super) fn learn(&self, learn: impl FnOnce(&mut Ledger)) {
        if let Some(ledger) = self.memory.borrow_mut().as_mut() {
            learn(ledger);
        }
    }

    pub(super) fn put(&self, name: &str, json: &Value) -> Result<(), StoreFailure> {
        let sealed = self.seal(name, json)?;
        self.put_row(name, self.ports.now(), sealed)
    }

    pub(super) fn put_row(&self, name: &str, at: u64, sealed: String) -> Result<(), StoreFailure> {
        let row = LedgerRow {
            name: name.to_owned(),
            at,
            sealed,
        };
        self.ports.put(row).inspect_err(|_| self.doubt())
    }

    pub(super) fn seal(&self, name: &str, json: &Value) -> Result<String, StoreFailure> {
        let sealed = self.settings.seal_keys.seal(
            Purpose::Driver,
            &self.context(name),
            json::write(json).as_bytes(),
            self.ports,
        );
        sealed.map_err(|error| StoreFailure::Trouble(error.to_string()))
    }

    pub(super) fn open(&self, name: &str, sealed: &str) -> Option<Value> {
        Some(self.open_aged(name, sealed)?.0)
    }

    pub(super) fn open_aged(&self, name: &str, sealed: &str) -> Option<(Value, bool)> {
        let context = self.context(name);
        let keys = &self.settings.seal_keys;
        let (opened, is_aged) = keys.open_aged(Purpose::Driver, &context, sealed).ok()?;
        Some((json::read(opened.expose()).ok()?, is_aged))
    }

    pub(super) fn remove(&self, name: &str) -> Result<(), StoreFailure> {
        self.ports.remove(name).inspect_err(|_| self.doubt())
    }

    fn doubt(&self) {
        *self.memory.borrow_mut() = None;
    }

    /// What a row is sealed to: no other object's, and no other row of this one.
    fn context(&self, name: &str) -> String {
        [&self.ports.id(), " ", name].concat()
    }
}

/// The name of an event's row: it says nothing of a car.
fn event_name(place: Place) -> String {
    [EVENT, &place.first.to_string(), " ", &place.id.to_string()].concat()
}
