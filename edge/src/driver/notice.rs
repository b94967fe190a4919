//! A newer status of a car, which whoever read it tells, so that the driver's other pages read it too.

use shared::json::tagged;

use super::feed::{EventKind, FeedEvent};
use super::message::Reply;
use super::step::{DriverStep, Stop};
use super::store::DriverPorts;

/// Pairs of car and time that are remembered, so that each is told once.
const MOST_NOTICED: usize = 64;

impl<P: DriverPorts> DriverStep<'_, P> {
    /// Emits it once for each car and time: each isolate of the edge that reads it tells of it. An
    /// object that keeps nothing keeps nothing of it either.
    pub(super) async fn notice(&self, vehicle: String, updated_at: String) -> Result<Reply, Stop> {
        let is_known = {
            let books = self.books();
            let ledger = books.read()?;
            let Some(usage) = &ledger.usage else {
                return Ok(Reply::Done);
            };
            let mut sessions = usage.sessions.iter();
            sessions.any(|(name, _)| *name == self.act.session)
        };
        if !self.is_new(&vehicle, &updated_at) {
            return Ok(Reply::Done);
        }
        // To read something newer counts as use; who reads what is known is not heard of here. A session
        // that has left is not noted again: an edge that still remembers it may send this later.
        if is_known {
            self.note_use()?;
        }
        let event = FeedEvent {
            kind: EventKind::Status,
            vehicle,
            data: tagged("updatedAt", updated_at.into()),
        };
        self.memory.emit(&self.books(), event, self.request_id)?;
        self.memory.set_alarm(&self.books(), false).await?;
        Ok(Reply::Done)
    }

    /// Notes what is said of a car, and whether it is said for the first time.
    fn is_new(&self, vehicle: &str, updated_at: &str) -> bool {
        let said = [vehicle, " ", updated_at].concat();
        let mut noticed = self.memory.noticed.borrow_mut();
        if noticed.contains(&said) {
            return false;
        }
        if noticed.len() >= MOST_NOTICED {
            noticed.remove(0);
        }
        noticed.push(said);
        true
    }
}
