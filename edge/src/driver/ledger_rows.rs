//! What is read of an object when it begins: all rows of its ledger, each opened and put in its place.

use serde_json::Value;
use shared::json::{text, whole};

use super::action_update::ActionUpdate;
use super::callback_record::Callback;
use super::car::Car;
use super::command_entry::CommandEntry;
use super::feed::{KeptEvent, Place};
use super::ledger::{
    Books, CAR, COMMAND, EVENT, KEY_SECONDS, Ledger, RULE, TICKETS, USAGE, Usage, WAITING,
    is_within,
};
use super::rule_entry::RuleEntry;
use super::store::{DriverPorts, LedgerRow};
use super::ticket::Ticket;
use crate::objects::StoreFailure;

/// Marks since when there are rows that no key opens. It says nothing itself.
const UNREADABLE: &str = "unreadable";

impl<P: DriverPorts> Books<'_, P> {
    /// Everything that is kept.
    pub(super) fn load(&self) -> Result<Ledger, StoreFailure> {
        let mut ledger = Ledger::default();
        let mut unreadable = Vec::new();
        let mut since = None;
        for row in self.ports.rows()? {
            if row.name == UNREADABLE {
                since = Some(row.at);
            } else if self.load_row(&row, &mut ledger).is_none() {
                unreadable.push(row.name);
            }
        }
        if let Some(name) = unreadable.first() {
            // Without a row it is not known what was sent, so nothing may be while a key could stand
            // for it; and the sealing key may be put back. After a day without it the row is given up.
            let now = self.ports.now();
            if since.is_none() {
                self.put_row(UNREADABLE, now, String::new())?;
            }
            if is_within(since.unwrap_or(now), KEY_SECONDS, now) {
                let place = name.split(' ').next().unwrap_or_default();
                return Err(StoreFailure::Unreadable(place.to_owned()));
            }
            unreadable.iter().try_for_each(|it| self.ports.remove(it))?;
        }
        if since.is_some() {
            self.ports.remove(UNREADABLE)?;
        }
        Ok(ledger)
    }

    fn load_row(&self, row: &LedgerRow, ledger: &mut Ledger) -> Option<()> {
        if let Some(place) = row.name.strip_prefix(EVENT) {
            // Few are ever asked for, so they are opened when they are.
            let (first, id) = place.split_once(' ')?;
            let place = Place {
                first: first.parse().ok()?,
                id: id.parse().ok()?,
                at: row.at,
            };
            let sealed = row.sealed.clone();
            ledger.feed.insert(KeptEvent { place, sealed });
            return Some(());
        }
        if self.load_outbox_row(row, &mut ledger.outbox)? {
            return Some(());
        }
        let json = self.open_row(row)?;
        if row.name.starts_with(COMMAND) {
            let entry = CommandEntry::from_json(&json)?;
            let at = entry.created_at();
            let place = ledger.commands.partition_point(|it| it.created_at() <= at);
            ledger.commands.insert(place, entry);
        } else if row.name.starts_with(RULE) {
            let entry = RuleEntry::from_json(json)?;
            let at = entry.created_at();
            let place = ledger.rules.partition_point(|it| it.created_at() <= at);
            ledger.rules.insert(place, entry);
        } else if row.name.starts_with(CAR) {
            let vehicle = text(&json, "vehicle")?.to_owned();
            ledger.cars.push((vehicle, Car::from_json(&json)));
        } else if row.name == USAGE {
            let mut sessions = Vec::new();
            for session in json.get("sessions")?.as_array()? {
                let name = session.get(0)?.as_str()?;
                sessions.push((name.to_owned(), session.get(1)?.as_u64()?));
            }
            ledger.usage = Some(Usage {
                sessions,
                used_at: whole(&json, "usedAt")?,
            });
        } else if row.name == TICKETS {
            for line in json.as_str()?.lines() {
                ledger.tickets.push(Ticket::from_text(line)?);
            }
        } else if row.name == WAITING {
            for waiting in json.as_array()? {
                let update = ActionUpdate::from_json(waiting.get(0)?)?;
                ledger.waiting.push((update, waiting.get(1)?.as_u64()?));
            }
        } else {
            ledger.callback = Some(Callback::from_json(&json)?);
        }
        Some(())
    }

    /// What a row says. It is sealed anew with the first key, if that was another one: else it would
    /// be lost with that key, for as long as it does not change.
    pub(super) fn open_row(&self, row: &LedgerRow) -> Option<Value> {
        let (json, is_aged) = self.open_aged(&row.name, &row.sealed)?;
        if is_aged && let Ok(sealed) = self.seal(&row.name, &json) {
            // If it can't be kept so now, it is the next time.
            let _ = self.put_row(&row.name, row.at, sealed);
        }
        Some(json)
    }
}
