//! What somebody does to a car who stands beside it.

use serde::Deserialize;

use crate::remote::Remotes;
use crate::remote::change::Change;
use crate::words::words;

/// What is done to a car. What is left out stays as it is.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct CarOrder {
    /// Its VIN or its identifier.
    car: String,
    locked: Option<bool>,
    /// The doors that are open then, and no others.
    open: Option<Vec<Opening>>,
    charge: Option<ChargeOrder>,
    /// Whether it is left where it stands: nobody drives it from then on.
    #[serde(default)]
    stays: bool,
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

words! {
    /// What can be opened.
    #[derive(Clone, Copy, Debug, Deserialize)]
    enum Opening {
        Driver,
        Passenger,
        RearLeft,
        RearRight,
        Trunk,
    }
}

/// Why it can't be done.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CarOrderError {
    /// A car that nobody has.
    #[error("there is no such car")]
    NoCar,
    /// Nothing is to be done.
    #[error("a car is locked or not, has doors open, charges, or stays")]
    Nothing,
    /// A car that drives.
    #[error("a car that drives does not stay")]
    Drives,
    /// A charge that can't be.
    #[error(
        "a car charges from a level to one that is no lower, from 0 to 100 %, in 1 to {LONGEST} \
         seconds, if it has a plug and does not drive"
    )]
    NoCharge,
}

/// A day: by then it has been driven, if it does not stay.
const LONGEST: u32 = 86_400;

impl CarOrder {
    /// Does it at a time in milliseconds. It lasts until the car is driven or parked.
    pub(crate) fn carry_out(self, remotes: &Remotes, now: i64) -> Result<(), CarOrderError> {
        let car = remotes.named(&self.car).ok_or(CarOrderError::NoCar)?;
        let seconds = now.div_euclid(1000);
        let drives = car.life.moment(seconds).stage.drives();
        if self.stays && drives {
            return Err(CarOrderError::Drives);
        }
        let charge = self.charge.map(|charge| {
            let is_good = car.has_plug() && !drives;
            charge.change().filter(|_| is_good)
        });
        let charge = match charge {
            Some(None) => return Err(CarOrderError::NoCharge),
            charge => charge.flatten(),
        };
        let open = self.open.map(|open| {
            let words = open.into_iter().map(|opening| opening.word().to_owned());
            Change::Open(words.collect())
        });
        let changes = [self.locked.map(Change::Locked), open, charge];
        let mut changes = changes.into_iter().flatten().peekable();
        if changes.peek().is_none() && !self.stays {
            return Err(CarOrderError::Nothing);
        }
        if self.stays {
            car.life.leave(seconds);
        }
        for change in changes {
            remotes.change(&car.id, change, now);
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
