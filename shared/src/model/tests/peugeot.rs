//! The models whose documents have no brand in them, as a login with Peugeot has them.

use serde::Serialize;

use crate::brand::Brand;
use crate::model::{FromWire, User, Vehicle};
use crate::wire;

/// The driver of a login with Peugeot.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub(super) struct PeugeotUser(User);

impl FromWire for PeugeotUser {
    type Wire = wire::User;

    fn from_wire(user: wire::User) -> Option<Self> {
        Some(Self(User::from_wire(user, Brand::Peugeot)))
    }
}

/// A car, seen by a login with Peugeot.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub(super) struct PeugeotVehicle(Vehicle);

impl FromWire for PeugeotVehicle {
    type Wire = wire::Vehicle;

    fn from_wire(vehicle: wire::Vehicle) -> Option<Self> {
        Vehicle::from_wire(vehicle, Brand::Peugeot).map(Self)
    }
}
