//! What somebody does to a car who stands beside it.

use serde::Deserialize;

use crate::remote::Remotes;
use crate::remote::change::Change;

/// What is done to a car. What is left out stays as it is.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct CarOrder {
    car: String,
    locked: Option<bool>,
    /// The doors that are open then, and no others.
    open: Option<Vec<Opening>>,
}

/// What can be opened.
#[derive(Clone, Copy, Debug, Deserialize)]
enum Opening {
    Driver,
    Passenger,
    RearLeft,
    RearRight,
    Trunk,
}

/// Why it can't be done.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CarOrderError {
    /// A car that nobody has.
    #[error("there is no such car")]
    NoCar,
    /// Nothing is to be done.
    #[error("a car is locked or not, or has doors open")]
    Nothing,
}

impl CarOrder {
    /// Does it at a time in milliseconds. It lasts until the car is driven or parked.
    pub(crate) fn carry_out(self, remotes: &Remotes, now: i64) -> Result<(), CarOrderError> {
        if remotes.vehicle(&self.car).is_none() {
            return Err(CarOrderError::NoCar);
        }
        let open = self.open.map(|open| {
            let words = open.into_iter().map(|opening| format!("{opening:?}"));
            Change::Open(words.collect())
        });
        let changes = [self.locked.map(Change::Locked), open];
        let mut changes = changes.into_iter().flatten().peekable();
        if changes.peek().is_none() {
            return Err(CarOrderError::Nothing);
        }
        for change in changes {
            remotes.change(&self.car, change, now);
        }
        Ok(())
    }
}
