//! The driver.

use serde::Serialize;

use super::vehicle::Vehicle;
use crate::brand::Brand;
use crate::value::Timestamp;
use crate::wire;

/// The driver who is logged in.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct User {
    /// E-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// First name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_name: Option<String>,
    /// Last name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_name: Option<String>,
    /// When the account was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_at: Option<Timestamp>,
    /// When it was last changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub updated_at: Option<Timestamp>,
    /// The cars that the manufacturer names with the driver. `/api/v1/vehicles` has them all, in
    /// pages.
    pub vehicles: Vec<Vehicle>,
}

impl User {
    /// The driver of a login with `brand`.
    pub fn from_wire(user: wire::User, brand: Brand) -> Self {
        let vehicles = user.embedded.and_then(|embedded| embedded.vehicles);
        Self {
            email: user.email,
            first_name: user.first_name,
            last_name: user.last_name,
            created_at: user.created_at,
            updated_at: user.updated_at,
            vehicles: vehicles
                .unwrap_or_default()
                .into_iter()
                .filter_map(|vehicle| Vehicle::from_wire(vehicle, brand))
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn user(json: &str) -> User {
        User::from_wire(wire::read(json.as_bytes()).unwrap().value, Brand::Peugeot)
    }

    #[test]
    fn the_cars_are_found_under_either_spelling() {
        for name in ["vehicles", "Vehicles"] {
            let user = user(&format!(
                r#"{{"email":"anna@example.com","_embedded":{{"{name}":[{{"id":"a"}},{{"vin":"no id"}}]}}}}"#
            ));
            assert_eq!(user.email.as_deref(), Some("anna@example.com"));
            assert_eq!(user.vehicles.len(), 1);
        }
    }

    #[test]
    fn a_driver_of_whom_nothing_is_known_is_still_a_driver() {
        assert_eq!(user("{}"), User::default());
        assert_eq!(user(r#"{"email":"","firstName":null}"#), User::default());
    }
}
