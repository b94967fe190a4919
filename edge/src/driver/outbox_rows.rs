//! The rows of the outbox.

use serde_json::Value;
use shared::json::{owned, tagged, text, whole};

use super::ledger::{Books, Ledger};
use super::outbox::{LineState, MOST_QUEUED, Outbox, QueuedEvent};
use super::store::{DriverPorts, LedgerRow};
use super::time::DAY;
use crate::objects::StoreFailure;
use crate::settings::Lifetimes;
use crate::sha256;

const TO: &str = "forwarding";
const QUEUED: &str = "outgoing ";
const LINE: &str = "line ";
/// Digits of a car's hash that name its line.
const LINE_DIGITS: usize = 16;

impl Ledger {
    /// Unix second until which a login of the driver's may live: the end of the last one, or the end of
    /// the idle time, if that comes first.
    fn lives_until(&self, lifetimes: &Lifetimes) -> u64 {
        let Some(usage) = &self.usage else {
            return 0;
        };
        let ends = usage.sessions.iter().map(|(_, end)| *end);
        let idle = usage.used_at.saturating_add(lifetimes.idle);
        ends.max().unwrap_or(0).min(idle.saturating_add(DAY))
    }
}

impl<P: DriverPorts> Books<'_, P> {
    /// Whether events are forwarded: the owner has a server for them, the driver has agreed to that
    /// very one, and a login of theirs lives. Of one that is not used, the end is known to the day.
    pub(super) fn forwards(&self, ledger: &Ledger) -> bool {
        let now = self.ports.now();
        let to = self.settings.forwarding.as_ref().map(|it| it.to.as_str());
        let is_agreed = to.is_some() && to == ledger.outbox.to.as_deref();
        is_agreed && ledger.lives_until(&self.settings.lifetimes) > now
    }

    /// Unix second at which something is to be done about the outbox, if that is ever so.
    pub(super) fn forward_at(&self, ledger: &Ledger) -> Option<u64> {
        if ledger.outbox.is_empty() {
            return None;
        }
        // What may not be forwarded any more is to be forgotten.
        let ends_at = match self.forwards(ledger) {
            true => ledger.lives_until(&self.settings.lifetimes),
            false => 0,
        };
        let heads = ledger.outbox.heads();
        let heads = heads.into_iter().map(|(_, at)| at);
        heads.chain([ends_at]).min()
    }

    /// Keeps whom the driver has agreed to.
    pub(super) fn save_to(&self, to: &str) -> Result<(), StoreFailure> {
        self.put(TO, &tagged("to", to.into()))?;
        self.learn(|ledger| ledger.outbox.to = Some(to.to_owned()));
        Ok(())
    }

    /// Has an event of the feed wait for the server. Where too many do, the oldest is dropped.
    pub(super) fn enqueue(&self, event: &Value) -> Result<(), StoreFailure> {
        let (Some(id), Some(vehicle)) = (whole(event, "id"), text(event, "vehicleId")) else {
            return Ok(());
        };
        let beyond = {
            let ledger = self.read()?;
            let queued = ledger.outbox.queued();
            let beyond = (queued.len() + 1).saturating_sub(MOST_QUEUED);
            let beyond = queued.iter().take(beyond);
            beyond
                .map(|event| (event.id, event.line.clone()))
                .collect::<Vec<_>>()
        };
        self.drop_events(&beyond)?;
        // The name of a row is not sealed, and says nothing of the car.
        let line: String = sha256::hex(vehicle.as_bytes())
            .chars()
            .take(LINE_DIGITS)
            .collect();
        let (name, at) = (queued_name(id, &line), self.ports.now());
        let sealed = self.seal(&name, event)?;
        self.put_row(&name, at, sealed.clone())?;
        self.learn(|ledger| {
            ledger.outbox.insert(QueuedEvent {
                id,
                at,
                line,
                sealed,
            });
        });
        Ok(())
    }

    /// What a waiting event says.
    pub(super) fn open_queued(&self, event: &QueuedEvent) -> Option<Value> {
        self.open(&queued_name(event.id, &event.line), &event.sealed)
    }

    /// Forgets an event of a line: it was taken.
    pub(super) fn forget_queued(&self, id: u64, line: &str) -> Result<(), StoreFailure> {
        self.remove(&queued_name(id, line))?;
        self.learn(|ledger| ledger.outbox.remove(id));
        Ok(())
    }

    /// Forgets events that were not taken, each noted in its line.
    pub(super) fn drop_events(&self, events: &[(u64, String)]) -> Result<(), StoreFailure> {
        for (id, line) in events {
            let mut state = self.read()?.outbox.line(line);
            state.drop_event(*id, self.ports.now());
            // Noted before it is forgotten, so that the server is told of each.
            self.save_line(line, state)?;
            self.forget_queued(*id, line)?;
        }
        Ok(())
    }

    /// Keeps what there is to know of a line.
    pub(super) fn save_line(&self, line: &str, state: LineState) -> Result<(), StoreFailure> {
        let name = [LINE, line].concat();
        match state == LineState::default() {
            true => self.remove(&name)?,
            false => self.put(&name, &state.to_json())?,
        }
        self.learn(|ledger| ledger.outbox.set_line(line, state));
        Ok(())
    }

    /// Forgets all of the outbox, first that anything may be forwarded. Says how many events waited.
    pub(super) fn clear_outbox(&self) -> Result<usize, StoreFailure> {
        let (names, count) = {
            let ledger = self.read()?;
            let queued = ledger.outbox.queued();
            let events = queued.iter().map(|it| queued_name(it.id, &it.line));
            let lines = ledger.outbox.lines().map(|line| [LINE, line].concat());
            let names = [TO.to_owned()].into_iter().chain(events).chain(lines);
            (names.collect::<Vec<_>>(), queued.len())
        };
        names.iter().try_for_each(|name| self.remove(name))?;
        self.learn(|ledger| ledger.outbox = Outbox::default());
        Ok(count)
    }

    /// Reads a row, if it is one of these; nothing where it is, and cannot be read.
    pub(super) fn load_outbox_row(&self, row: &LedgerRow, outbox: &mut Outbox) -> Option<bool> {
        if let Some(place) = row.name.strip_prefix(QUEUED) {
            // Each is opened when it is sent.
            let (id, line) = place.split_once(' ')?;
            outbox.insert(QueuedEvent {
                id: id.parse().ok()?,
                at: row.at,
                line: line.to_owned(),
                sealed: row.sealed.clone(),
            });
        } else if let Some(line) = row.name.strip_prefix(LINE) {
            let json = self.open_row(row)?;
            outbox.set_line(line, LineState::from_json(&json)?);
        } else if row.name == TO {
            let json = self.open_row(row)?;
            outbox.to = Some(owned(&json, "to")?);
        } else {
            return Some(false);
        }
        Some(true)
    }
}

fn queued_name(id: u64, line: &str) -> String {
    [QUEUED, &id.to_string(), " ", line].concat()
}
