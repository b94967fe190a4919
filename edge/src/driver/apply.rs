//! Applies what the manufacturer says of a command to it and to its car, whether that was notified or
//! read: there is one way for both, so order and duplicates make no difference.

use super::action_update::ActionUpdate;
use super::ledger::Books;
use super::memory::DriverMemory;
use super::store::DriverPorts;
use crate::objects::StoreFailure;

impl<P: DriverPorts> DriverMemory<P> {
    /// Applies an update to a command, and to the wake-ups of its car.
    pub(super) fn apply(
        &self,
        books: &Books<'_, P>,
        id: &str,
        update: &ActionUpdate,
        request_id: &str,
    ) -> Result<(), StoreFailure> {
        let Some(mut entry) = books.read()?.command(id).cloned() else {
            return Ok(());
        };
        let before = entry.clone();
        let is_named = entry.remote_action_id.is_none() && update.action.is_some();
        if is_named {
            entry.remote_action_id.clone_from(&update.action);
        }
        let has_advanced = update.apply_to(&mut entry);
        if update.closes_month() {
            let mut car = books.car(&entry.vehicle)?;
            // News may be of a month that is over: then it is the command's that is closed.
            car.close_month(entry.sent_at.min(update.at));
            books.save_car(&entry.vehicle, car)?;
        }
        if update.is_waking() && !entry.wakes {
            entry.wakes = true;
            let mut car = books.car(&entry.vehicle)?;
            car.wake(update.at);
            books.save_car(&entry.vehicle, car)?;
        }
        if has_advanced {
            self.keep(books, entry, request_id)?;
        } else if entry != before {
            books.save(entry)?;
        }
        match (&update.action, is_named) {
            (Some(action), true) => self.apply_waiting(books, id, action, request_id),
            _ => Ok(()),
        }
    }

    /// Applies the updates that have waited for the command of this action.
    fn apply_waiting(
        &self,
        books: &Books<'_, P>,
        id: &str,
        action: &str,
        request_id: &str,
    ) -> Result<(), StoreFailure> {
        let mut waiting = books.read()?.waiting.clone();
        let all = waiting.len();
        let mut theirs = Vec::new();
        waiting.retain(|(update, _)| {
            let is_its = update.action.as_deref() == Some(action);
            if is_its {
                let place = theirs.partition_point(|other: &ActionUpdate| other.at <= update.at);
                theirs.insert(place, update.clone());
            }
            !is_its
        });
        if waiting.len() == all {
            return Ok(());
        }
        for update in &theirs {
            self.apply(books, id, update, request_id)?;
        }
        books.save_waiting(waiting)
    }
}
