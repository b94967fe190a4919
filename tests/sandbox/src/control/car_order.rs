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
    charge: Option<ChargeOrder>,
}

/// That a car is plugged in and charges.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ChargeOrder {
    /// How full its battery is, in percent.
    from: f64,
    /// How full it gets.
    to: f64,
    /// How long that takes.
    seconds: u32,
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
    #[error("a car is locked or not, has doors open, or charges")]
    Nothing,
    /// A charge that can't be.
    #[error(
        "a car charges from a level to one that is no lower, from 0 to 100 %, in 1 to {LONGEST} \
         seconds, if it has a plug and does not drive"
    )]
    NoCharge,
}

/// A day: by then it has been driven.
const LONGEST: u32 = 86_400;

impl CarOrder {
    /// Does it at a time in milliseconds. It lasts until the car is driven or parked.
    pub(crate) fn carry_out(self, remotes: &Remotes, now: i64) -> Result<(), CarOrderError> {
        let car = remotes.vehicle(&self.car).ok_or(CarOrderError::NoCar)?;
        let charge = self.charge.map(|charge| {
            let drives = car.life.moment(now.div_euclid(1000)).stage.drives();
            let is_good = car.has_plug() && !drives;
            charge.change().filter(|_| is_good)
        });
        let charge = match charge {
            Some(None) => return Err(CarOrderError::NoCharge),
            charge => charge.flatten(),
        };
        let open = self.open.map(|open| {
            let words = open.into_iter().map(|opening| format!("{opening:?}"));
            Change::Open(words.collect())
        });
        let changes = [self.locked.map(Change::Locked), open, charge];
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

impl ChargeOrder {
    fn change(self) -> Option<Change> {
        let Self { from, to, seconds } = self;
        let is_good = 0.0 <= from && from <= to && to <= 100.0 && (1..=LONGEST).contains(&seconds);
        is_good.then(|| Change::Charge {
            from,
            to,
            seconds: seconds.into(),
        })
    }
}
