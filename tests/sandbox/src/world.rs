//! The drivers and cars of the sandbox, made from a seed and knowing nothing of HTTP.

pub(crate) mod brand;
pub(crate) mod clock;
pub(crate) mod driver;
pub(crate) mod energy;
pub(crate) mod incident;
pub(crate) mod life;
pub(crate) mod quirk;
pub(crate) mod road;
mod roster;
pub(crate) mod subscription;
pub(crate) mod telling;
pub(crate) mod trip;
pub(crate) mod vehicle;

use brand::Brand;
use driver::Driver;

/// Every driver there is.
#[derive(Debug)]
pub(crate) struct World {
    drivers: Vec<Driver>,
}

impl World {
    /// The world that `seed` always gives. It begins at `origin`, in seconds since 1970; what
    /// happens in it happens so long before or after that.
    pub(crate) fn new(seed: u64, origin: i64) -> Self {
        Self {
            drivers: roster::drivers(seed, origin),
        }
    }

    /// The same with so many drivers more, who have five plain cars each.
    pub(crate) fn with_crowd(mut self, seed: u64, origin: i64, number: usize) -> Self {
        self.drivers.extend(roster::crowd(seed, origin, number));
        self
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

    /// The car of that identifier, whoever's it is.
    pub(crate) fn vehicle(&self, id: &str) -> Option<&vehicle::Vehicle> {
        let mut cars = self.drivers.iter().flat_map(|driver| &driver.vehicles);
        cars.find(|car| car.id == id)
    }

    /// The car of that VIN, whoever's it is.
    pub(crate) fn vehicle_of_vin(&self, vin: &str) -> Option<&vehicle::Vehicle> {
        let mut cars = self.drivers.iter().flat_map(|driver| &driver.vehicles);
        cars.find(|car| car.vin == vin)
    }

    /// The first car of a model.
    #[cfg(test)]
    pub(crate) fn car(&self, model: &str) -> &vehicle::Vehicle {
        let mut cars = self.drivers.iter().flat_map(|driver| &driver.vehicles);
        cars.find(|car| car.model == model).unwrap()
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

    const ORIGIN: i64 = 1_800_000_000;

    #[test]
    fn every_brand_has_a_driver() {
        let world = World::new(1, ORIGIN);
        let brands: HashSet<Brand> = world.drivers().iter().map(|driver| driver.brand).collect();
        assert_eq!(brands.len(), Brand::ALL.len());
    }

    #[test]
    fn a_seed_always_gives_the_same_world() {
        let [one, same, other] = [1, 1, 2].map(|seed| format!("{:?}", World::new(seed, ORIGIN)));
        assert_eq!(one, same);
        assert_ne!(one, other);
    }

    #[test]
    fn identifiers_are_unique_and_of_the_right_form() {
        let world = World::new(1, ORIGIN).with_crowd(1, ORIGIN, 300);
        assert_eq!(
            world.drivers().len(),
            World::new(1, ORIGIN).drivers().len() + 300
        );
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
        let world = World::new(1, ORIGIN);
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
