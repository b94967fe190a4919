//! The traction battery.

use crate::model::group::group;
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
            capacity_wh: load.capacity.or(battery.capacity),
            residual_wh: load.residual.or(residual_wh),
            health_percent: health.capacity,
            health_resistance_percent: health.resistance,
            ..Self::default()
        };
        if it.has_health() {
            it.health_observed_at = health.observed_at.or(at);
        }
        let load_at = load.observed_at.or(at).filter(|_| it.has_load());
        it.observed(load_at)
    }

    /// Takes from another report what this one lacks. Load and health are reported by themselves.
    pub(super) fn fill_gaps(&mut self, other: Self) {
        if !self.has_load() {
            self.capacity_wh = other.capacity_wh;
            self.residual_wh = other.residual_wh;
            self.observed_at = other.observed_at;
        }
        if !self.has_health() {
            self.health_percent = other.health_percent;
            self.health_resistance_percent = other.health_resistance_percent;
            self.health_observed_at = other.health_observed_at;
        }
    }

    fn has_load(&self) -> bool {
        self.capacity_wh.is_some() || self.residual_wh.is_some()
    }

    fn has_health(&self) -> bool {
        self.health_percent.is_some() || self.health_resistance_percent.is_some()
    }
}
