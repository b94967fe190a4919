//! A newer status of a car, which whoever read it tells, so that the driver's other pages read it too.

use shared::json::tagged;

use super::feed::{EventKind, FeedEvent};
use super::message::Reply;
use super::step::{DriverStep, Stop};
use super::store::DriverPorts;

/// Cars of which it is known in memory when they last reported.
const MOST_CARS: usize = 64;

impl<P: DriverPorts> DriverStep<'_, P> {
    /// Emits it once, however many have read it: each process of the edge learns of it by itself. An
    /// object that keeps nothing stays so.
    pub(super) async fn notice(&self, vehicle: String, updated_at: String) -> Result<Reply, Stop> {
        if self.books().read()?.usage.is_none() || !self.is_newer(&vehicle, &updated_at) {
            return Ok(Reply::Done);
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

    /// Notes when a car last reported. Times of one form are in the order of their texts.
    fn is_newer(&self, vehicle: &str, updated_at: &str) -> bool {
        let mut noticed = self.memory.noticed.borrow_mut();
        let known = noticed.iter().position(|(name, _)| name == vehicle);
        if let Some((_, at)) = known.and_then(|place| noticed.get(place))
            && at.as_str() >= updated_at
        {
            return false;
        }
        noticed.retain(|(name, _)| name != vehicle);
        noticed.push((vehicle.to_owned(), updated_at.to_owned()));
        let beyond = noticed.len().saturating_sub(MOST_CARS);
        noticed.drain(..beyond);
        true
    }
}
