//! The traction battery.

use crate::model::group::{fit, group, last_reported};
use crate::value::measured::{BATTERY_WH, HEALTH, measured, unless_contradicted};
use crate::value::{Number, Timestamp};
use crate::wire::status as wire;

group! {
    /// The traction battery.
    Battery observed {
        /// How much fits in.
        capacity_wh: Number;
        /// How much is in it. Some cars report less than the level says.
        residual_wh: Number;
        /// What is left of the capacity it had when new.
        health_percent: Number;
        /// The health of its resistance.
        health_resistance_percent: Number;
        /// When the car last reported the health.
        health_observed_at: Timestamp;
    }
}

impl Battery {
    /// `residual` is the older way to say how many kWh are left; `at` is when the energy was
    /// reported, which goes for what has no time of its own.
    pub(super) fn from_wire(
        battery: wire::Battery,
        residual: Option<wire::Amount>,
        at: Option<Timestamp>,
    ) -> Option<Self> {
        let load = battery.load.unwrap_or_default();
        let health = battery.health.unwrap_or_default();
        let residual_wh = residual
            .and_then(|wire::Amount(kwh)| kwh)
            .and_then(|kwh| kwh.converted(1000.0, 3));
        let mut it = Self {
            capacity_wh: capacity(load.capacity).or_else(|| capacity(battery.capacity)),
            residual_wh: measured(load.residual, BATTERY_WH)
                .or_else(|| measured(residual_wh, BATTERY_WH)),
            health_percent: measured(health.capacity, HEALTH),
            health_resistance_percent: measured(health.resistance, HEALTH),
            ..Self::default()
        };
        if it.has_health() {
            it.health_observed_at = health.observed_at.or(at);
        }
        let load_at = load.observed_at.or(at).filter(|_| it.has_load());
        it.observed(load_at)
    }

    /// Together with another report of it. Load and health are reported by themselves; what was
    /// reported last counts of each.
    pub(super) fn and(self, other: Self) -> Self {
        let agree = fit(&self.capacity_wh, &other.capacity_wh)
            && fit(&self.residual_wh, &other.residual_wh);
        let agree = agree || !self.has_load() || !other.has_load();
        let (mut it, other) = last_reported(self, other, agree, |it| &mut it.observed_at);
        if !it.has_load() {
            it.capacity_wh = other.capacity_wh;
            it.residual_wh = other.residual_wh;
        }
        let agree = fit(&it.health_percent, &other.health_percent)
            && fit(
                &it.health_resistance_percent,
                &other.health_resistance_percent,
            );
        let is_later = other.health_observed_at > it.health_observed_at;
        if agree && other.has_health() {
            it.health_observed_at = it.health_observed_at.max(other.health_observed_at);
        }
        if !it.has_health() || (is_later && !agree) {
            it.health_percent = other.health_percent;
            it.health_resistance_percent = other.health_resistance_percent;
            it.health_observed_at = other.health_observed_at;
        }
        it
    }

    /// It, without a charge of 0 that is contradicted.
    pub(super) fn unless_contradicted(mut self, is_contradicted: bool) -> Option<Self> {
        self.residual_wh = unless_contradicted(self.residual_wh, is_contradicted);
        let load_at = self.observed_at.filter(|_| self.has_load());
        let is_known = self.has_load() || self.has_health();
        self.observed_at = load_at;
        is_known.then_some(self)
    }

    /// The times of what is known of it.
    pub(super) fn times(&mut self) -> impl Iterator<Item = &mut Option<Timestamp>> {
        let (has_load, has_health) = (self.has_load(), self.has_health());
        [
            (has_load, &mut self.observed_at),
            (has_health, &mut self.health_observed_at),
        ]
        .into_iter()
        .filter_map(|(is_known, time)| is_known.then_some(time))
    }

    fn has_load(&self) -> bool {
        self.capacity_wh.is_some() || self.residual_wh.is_some()
    }

    fn has_health(&self) -> bool {
        self.health_percent.is_some() || self.health_resistance_percent.is_some()
    }
}

/// How much fits in. A battery in which nothing fits is none.
fn capacity(sent: Option<Number>) -> Option<Number> {
    measured(sent, BATTERY_WH).filter(|wh| wh.get() > 0.0)
}
