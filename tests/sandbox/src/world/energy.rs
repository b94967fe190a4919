//! What is in the tank and the battery: less with every kilometre, more while charging.

use crate::world::life::{Life, Moment, Stage};
use crate::world::vehicle::Motorization;

/// What a car runs on.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Kind {
    /// From the pump, in litres.
    Fuel,
    /// From the socket, in kWh.
    Electric,
}

/// A tank or a battery.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Store {
    /// What is in it.
    pub(crate) kind: Kind,
    /// How much it holds, in litres or kWh.
    pub(crate) capacity: f64,
    /// What 100 km take.
    pub(crate) appetite: f64,
    /// The share of the kilometres that are driven on it.
    pub(crate) share: f64,
}

/// The level after filling up, in percent.
const FULL: f64 = 90.0;

/// What cooling the cabin takes from the battery, in percent.
const COOLING: f64 = 2.0;

impl Store {
    /// What a car of that kind has, the battery first.
    pub(crate) fn all(motorization: Motorization) -> Vec<Self> {
        let electric = |capacity, share| Self {
            kind: Kind::Electric,
            capacity,
            appetite: 17.0,
            share,
        };
        let fuel = |share| Self {
            kind: Kind::Fuel,
            capacity: 45.0,
            appetite: 6.2,
            share,
        };
        match motorization {
            Motorization::Electric => vec![electric(50.0, 1.0)],
            Motorization::Hybrid => vec![electric(12.4, 0.5), fuel(0.5)],
            Motorization::Thermic => vec![fuel(1.0)],
        }
    }

    /// What that many kilometres take from it, in litres or kWh.
    pub(crate) fn used(&self, kilometres: f64) -> f64 {
        kilometres * self.share * self.appetite / 100.0
    }

    fn after(&self, kilometres: f64, full: f64) -> f64 {
        full - self.used(kilometres) / self.capacity * 100.0
    }

    /// How full it is at a moment of a life, in percent.
    pub(crate) fn level(&self, life: &Life, moment: &Moment) -> f64 {
        if self.kind == Kind::Fuel {
            return self.after(life.since_refuelling(moment), FULL);
        }
        let low = self.after(moment.driven(), FULL - COOLING);
        match moment.stage {
            Stage::Charging => low + (FULL - low) * moment.over,
            Stage::Charged => FULL,
            Stage::Cooling => FULL - COOLING * moment.over,
            _ => low,
        }
    }

    /// How far a level takes the car on it, in kilometres.
    pub(crate) fn range(&self, level: f64) -> f64 {
        level * self.capacity / self.appetite
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::Chance;
    use crate::world::brand::Brand;

    const ORIGIN: i64 = 1_800_000_000;

    #[test]
    fn driving_and_cooling_empty_and_only_charging_fills_a_battery() {
        let chance = Chance::seeded(1, "energy");
        let life = Life::new(Brand::Opel, (2, Stage::Away), ORIGIN, &chance);
        for motorization in [Motorization::Electric, Motorization::Hybrid] {
            let battery = Store::all(motorization)[0];
            let level = |at| battery.level(&life, &life.moment(at));
            for minute in 0..30 * 360 {
                let at = ORIGIN + minute * 60;
                let (before, after) = (life.moment(at), level(at + 60));
                assert!((10.0..=90.1).contains(&after), "{motorization:?} {after}");
                let change = after - level(at);
                assert!(change.abs() < 3.0, "{:?} {change}", before.stage);
                if before.stage != life.moment(at + 60).stage {
                    continue;
                }
                match before.stage {
                    Stage::Charging => assert!(change > 0.0),
                    Stage::Out | Stage::Back | Stage::Cooling => assert!(change < 0.0),
                    _ => assert!(change.abs() < 1e-9, "{:?} {change}", before.stage),
                }
            }
        }
    }

    #[test]
    fn a_tank_never_runs_dry() {
        for seed in 0..20 {
            let chance = Chance::seeded(seed, "energy");
            let life = Life::new(Brand::Opel, (0, Stage::Out), ORIGIN, &chance);
            let tank = Store::all(Motorization::Thermic)[0];
            for hour in 0..100 {
                let level = tank.level(&life, &life.moment(ORIGIN + hour * 3600));
                assert!((20.0..=90.0).contains(&level), "{seed} {hour} {level}");
            }
        }
    }
}
