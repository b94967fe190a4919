//! A car at one moment, as the parts of a document show it.

use serde_json::{Value, json};

use crate::api::instant::timestamp;
use crate::world::life::Moment;
use crate::world::quirk::Quirk;
use crate::world::vehicle::Vehicle;

/// A car at one moment.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Snapshot<'a> {
    /// The car.
    pub(crate) vehicle: &'a Vehicle,
    /// The moment, in seconds since 1970.
    pub(crate) at: i64,
    /// What the car does then.
    pub(crate) moment: Moment,
}

impl<'a> Snapshot<'a> {
    /// The car as it is at a moment.
    pub(crate) fn at(vehicle: &'a Vehicle, at: i64) -> Self {
        let moment = vehicle.life.moment(at);
        Self {
            vehicle,
            at,
            moment,
        }
    }

    /// The car as it was when it last reported before `now`.
    pub(crate) fn last_reported(vehicle: &'a Vehicle, now: i64) -> Self {
        Self::at(vehicle, vehicle.life.reported_at(now))
    }

    /// The `createdAt` of what changes all the time.
    pub(crate) fn now(&self) -> Value {
        match self.vehicle.has(Quirk::NullDates) {
            true => Value::Null,
            false => json!(timestamp(self.at)),
        }
    }

    /// The `createdAt` of what changed when the car began to do what it does.
    pub(crate) fn since(&self) -> Value {
        json!(timestamp(self.moment.since))
    }
}

/// A number with one decimal.
pub(crate) fn tenths(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}
