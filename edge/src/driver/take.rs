//! What follows for a command, and for its car, from what the manufacturer says of it.

use super::ledger::Books;
use super::memory::DriverMemory;
use super::news::News;
use super::store::DriverPorts;
use crate::objects::StoreFailure;

impl<P: DriverPorts> DriverMemory<P> {
    /// Takes down what the manufacturer says of a command.
    pub(super) fn take(
        &self,
        books: &Books<'_, P>,
        id: &str,
        news: &News,
        request_id: &str,
    ) -> Result<(), StoreFailure> {
        let Some(mut entry) = books.read()?.command(id).cloned() else {
            return Ok(());
        };
        let before = entry.clone();
        let is_named = entry.remote_action_id.is_none() && news.action.is_some();
        if is_named {
            entry.remote_action_id.clone_from(&news.action);
        }
        let is_news = news.note_in(&mut entry);
        if news.closes_month() {
            let mut car = books.car(&entry.vehicle)?;
            car.close_month(news.at);
            books.save_car(&entry.vehicle, car)?;
        }
        if news.is_waking() && !entry.wakes {
            entry.wakes = true;
            let mut car = books.car(&entry.vehicle)?;
            car.wake(self.ports.now());
            books.save_car(&entry.vehicle, car)?;
        }
        if is_news {
            self.keep(books, entry, request_id)?;
        } else if entry != before {
            books.save(entry)?;
        }
        match (&news.action, is_named) {
            (Some(action), true) => self.take_waiting(books, id, action, request_id),
            _ => Ok(()),
        }
    }

    /// Takes down what was said of an action before it was known whose it is.
    fn take_waiting(
        &self,
        books: &Books<'_, P>,
        id: &str,
        action: &str,
        request_id: &str,
    ) -> Result<(), StoreFailure> {
        let mut waiting = books.read()?.waiting.clone();
        let all = waiting.len();
        let mut theirs = Vec::new();
        waiting.retain(|(news, _)| {
            let is_its = news.action.as_deref() == Some(action);
            if is_its {
                let place = theirs.partition_point(|other: &News| other.at <= news.at);
                theirs.insert(place, news.clone());
            }
            !is_its
        });
        if waiting.len() == all {
            return Ok(());
        }
        for news in &theirs {
            self.take(books, id, news, request_id)?;
        }
        books.save_waiting(waiting)
    }
}
