//! A car at one moment, as the parts of a document show it.

use serde_json::{Value, json};

use crate::instant::timestamp;
use crate::remote::car_state::{CarState, Charge};
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
    /// The charge that somebody began who stood beside it.
    pub(crate) charge: Option<Charge>,
    /// When it last told everything anew, because it was woken.
    renewed: Option<i64>,
}

impl<'a> Snapshot<'a> {
    /// The car as it is at a moment.
    pub(crate) fn at(vehicle: &'a Vehicle, at: i64) -> Self {
        let moment = vehicle.life.moment(at);
        Self {
            vehicle,
            at,
            moment,
            charge: None,
            renewed: None,
        }
    }

    /// The car as it was when it last reported before `now`, by itself or because it was ordered
    /// to do something.
    pub(crate) fn last_reported(vehicle: &'a Vehicle, state: &CarState, now: i64) -> Self {
        let by_itself = vehicle.life.reported_at(now);
        let by_order = state.reported_at(&vehicle.life, now).unwrap_or(by_itself);
        let mut snapshot = Self::at(vehicle, by_itself.max(by_order));
        snapshot.charge = state.charge(&vehicle.life, snapshot.at);
        snapshot.renewed = state.renewed_at(snapshot.at);
        snapshot
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
        self.noted_since(self.moment.since)
    }

    /// The `createdAt` of what is so since then.
    pub(crate) fn noted_since(&self, since: i64) -> Value {
        json!(timestamp(self.renewed.map_or(since, |at| at.max(since))))
    }
}

/// A number with one decimal.
pub(crate) fn tenths(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}
