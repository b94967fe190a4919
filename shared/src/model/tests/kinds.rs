//! The kinds of document that have a model, as one table: a row has the model, whether there are
//! lists of it (`listed`) or it comes alone (`single`), and its samples in `shared/tests/samples`.

use serde::Serialize;

use crate::brand::Brand;
use crate::model::{FromWire, User, Vehicle};
use crate::wire;

/// Calls a macro with the rows.
macro_rules! kinds {
    ($with:ident) => {
        $with! {
            AlarmReport listed: "alarm";
            Alert listed: "alert";
            Callback listed: "callback", "callback-push";
            Collision listed: "collision";
            Maintenance single: "maintenance";
            Monitor listed: "monitor";
            Position listed: "position";
            RemoteAction listed: "remote-action", "remote-charging", "remote-climate", "remote-navigation";
            Status single: "status", "status-older";
            Telemetry listed: "telemetry";
            Trip listed: "trip";
            PeugeotUser single: "user";
            PeugeotVehicle listed: "vehicle", "vehicle-operations";
        }
    };
}
pub(super) use kinds;

/// The driver of a login with Peugeot.
#[derive(Debug, Serialize)]
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
#[serde(transparent)]
pub(super) struct PeugeotVehicle(Vehicle);

impl FromWire for PeugeotVehicle {
    type Wire = wire::Vehicle;

    fn from_wire(vehicle: wire::Vehicle) -> Option<Self> {
        Vehicle::from_wire(vehicle, Brand::Peugeot).map(Self)
    }
}
