//! The drivers and cars of the sandbox, made from a seed and knowing nothing of HTTP.

pub(crate) mod brand;
pub(crate) mod driver;
pub(crate) mod vehicle;

use crate::chance::Chance;
use brand::Brand;
use driver::{Driver, Embedded};
use vehicle::{Motorization, Vehicle};

/// Every driver there is.
#[derive(Debug)]
pub(crate) struct World {
    drivers: Vec<Driver>,
}

/// A car to be made.
type Model = (Brand, Motorization, &'static str);

/// How many cars the driver with many has: more than two full pages of 60.
const MANY: usize = 137;

impl World {
    /// The world that `seed` always gives.
    pub(crate) fn new(seed: u64) -> Self {
        use Brand::{Citroen, Ds, Opel, Peugeot, Vauxhall};
        use Embedded::{Captured, Documented};
        use Motorization::{Electric, Hybrid, Thermic};

        let mixed = [
            (Peugeot, Electric, "e-208"),
            (Peugeot, Hybrid, "308 Plug-in Hybrid"),
            (Citroen, Thermic, "C3"),
        ];
        let many: Vec<Model> = [
            (Peugeot, Electric, "e-Expert"),
            (Peugeot, Thermic, "Boxer"),
            (Citroen, Electric, "ë-Berlingo"),
            (Opel, Thermic, "Vivaro"),
        ]
        .into_iter()
        .cycle()
        .take(MANY)
        .collect();

        let driver = |brand, names, about, embedded, models: &[Model]| {
            let chance = Chance::seeded(seed, &format!("{brand:?} {names:?}"));
            let mut driver = Driver::new(brand, names, about, embedded, &chance);
            driver.vehicles = models
                .iter()
                .enumerate()
                .map(|(nth, &(brand, motorization, model))| {
                    Vehicle::new(brand, motorization, model, nth, &chance)
                })
                .collect();
            driver
        };
        Self {
            drivers: vec![
                driver(
                    Peugeot,
                    ("Camille", "Moreau"),
                    "an electric, a plug-in hybrid and a thermal car, one of them a Citroën",
                    Captured,
                    &mixed,
                ),
                driver(
                    Peugeot,
                    ("Lucas", "Fontaine"),
                    "137 cars, for paging",
                    Documented,
                    &many,
                ),
                driver(
                    Citroen,
                    ("Manon", "Lefèvre"),
                    "an electric and a thermal car",
                    Documented,
                    &[(Citroen, Electric, "ë-C4"), (Citroen, Thermic, "C5 X")],
                ),
                driver(Citroen, ("Hugo", "Lambert"), "no car yet", Captured, &[]),
                driver(
                    Ds,
                    ("Clara", "Besançon"),
                    "a plug-in hybrid",
                    Captured,
                    &[(Ds, Hybrid, "DS 7 E-Tense")],
                ),
                driver(
                    Opel,
                    ("Jonas", "Weber"),
                    "an electric and a plug-in hybrid car",
                    Documented,
                    &[(Opel, Electric, "Mokka-e"), (Opel, Hybrid, "Astra")],
                ),
                driver(
                    Vauxhall,
                    ("Oliver", "Hughes"),
                    "an electric car",
                    Captured,
                    &[(Vauxhall, Electric, "Corsa Electric")],
                ),
            ],
        }
    }

    /// Every driver.
    pub(crate) fn drivers(&self) -> &[Driver] {
        &self.drivers
    }

    /// The driver of that name, at whatever brand.
    pub(crate) fn driver(&self, username: &str) -> Option<&Driver> {
        self.drivers
            .iter()
            .find(|driver| driver.username == username)
    }

    /// The driver who may log in at `brand` with these credentials.
    pub(crate) fn log_in(&self, brand: Brand, username: &str, password: &str) -> Option<&Driver> {
        self.driver(username)
            .filter(|driver| driver.brand == brand && driver.password == password)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_brand_has_a_driver() {
        let world = World::new(1);
        let brands: HashSet<Brand> = world.drivers().iter().map(|driver| driver.brand).collect();
        assert_eq!(brands.len(), Brand::ALL.len());
    }

    #[test]
    fn a_seed_always_gives_the_same_world() {
        let [one, same, other] = [1, 1, 2].map(|seed| format!("{:?}", World::new(seed)));
        assert_eq!(one, same);
        assert_ne!(one, other);
    }

    #[test]
    fn identifiers_are_unique_and_of_the_right_form() {
        let world = World::new(1);
        let mut seen = HashSet::new();
        for driver in world.drivers() {
            assert!(driver.username.is_ascii(), "{}", driver.username);
            assert!(seen.insert(driver.username.clone()));
            assert!(seen.insert(driver.password.clone()));
            assert!(seen.insert(driver.customer.clone()));
            for car in &driver.vehicles {
                assert!(seen.insert(car.id.clone()));
                assert!(seen.insert(car.vin.clone()));
                assert_eq!((car.id.len(), car.vin.len()), (193, 17));
                assert!(car.vin.starts_with(car.brand.manufacturer()), "{}", car.vin);
            }
        }
    }

    #[test]
    fn a_password_is_good_at_its_own_brand_only() {
        let world = World::new(1);
        let camille = &world.drivers()[0];
        assert_eq!(camille.vehicles.len(), 3);
        let log_in = |brand| world.log_in(brand, &camille.username, &camille.password);
        assert!(log_in(Brand::Peugeot).is_some());
        assert!(log_in(Brand::Citroen).is_none());
        assert!(
            world
                .log_in(Brand::Peugeot, &camille.username, "")
                .is_none()
        );
    }
}
