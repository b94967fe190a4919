//! A car at one moment: what its documents show and its monitors compare.

use serde_json::{Value, json};

use crate::instant::timestamp;
use crate::remote::car_state::{CarState, Charge};
use crate::world::energy::{Kind, Store};
use crate::world::life::{Moment, Stage};
use crate::world::quirk::Quirk;
use crate::world::vehicle::Vehicle;

/// The level of an empty battery that says none of its own.
const MADE_UP_PERCENT: f64 = 47.0;

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

    /// What its odometer says, in kilometres.
    pub(crate) fn mileage(&self) -> f64 {
        match self.vehicle.has(Quirk::OdometerZeroAtRest) && !self.moment.stage.drives() {
            true => 0.0,
            false => tenths(self.vehicle.life.mileage(self.at)),
        }
    }

    /// How full a tank or battery is, in percent.
    pub(crate) fn true_level(&self, store: &Store) -> f64 {
        match self.charge {
            Some(charge) if store.kind == Kind::Electric => charge.level,
            _ => store.level(&self.vehicle.life, &self.moment),
        }
    }

    /// The level that the car says, in percent.
    pub(crate) fn level(&self, store: &Store) -> f64 {
        let level = self.true_level(store);
        let is_empty = store.range(level).round() == 0.0;
        match is_empty && self.vehicle.has(Quirk::MadeUpLevel) {
            true => MADE_UP_PERCENT,
            false => level.round(),
        }
    }

    /// The range that the car says, in kilometres, if it says any.
    pub(crate) fn range(&self, store: &Store) -> Option<f64> {
        let range = store.range(self.true_level(store)).round();
        (!self.vehicle.has(Quirk::Terse)).then_some(range)
    }

    /// Whether it is plugged in, and how it charges, by itself and not by an order.
    pub(crate) fn charging(&self) -> (bool, &'static str) {
        let by_hand = self.charge.map(|charge| charge.is_under_way);
        match (by_hand, self.moment.stage) {
            (Some(true), _) | (None, Stage::Charging) => (true, "InProgress"),
            (Some(false), _) | (None, Stage::Charged | Stage::Cooling) => (true, "Finished"),
            _ => (false, "Disconnected"),
        }
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
