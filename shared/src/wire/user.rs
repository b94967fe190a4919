//! The driver, as `/user` sends it.

use super::lenient::document;
use super::vehicle::Vehicle;
use crate::value::Timestamp;

document! {
    /// The driver.
    User {
        /// E-mail address.
        email: String = "email";
        /// First name.
        first_name: String = "firstName";
        /// Last name.
        last_name: String = "lastName";
        /// When the account was made.
        created_at: Timestamp = "createdAt";
        /// When it was last changed.
        updated_at: Timestamp = "updatedAt";
        /// The cars that come along.
        embedded: Vehicles = "_embedded";
    }
}

document! {
    /// What comes along with a driver. The manufacturer's documents write `Vehicles`, the
    /// service itself `vehicles`.
    Vehicles {
        /// The cars.
        vehicles: Vec<Vehicle> = "vehicles" | "Vehicles";
    }
}
