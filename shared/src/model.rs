//! What front ends get: strict, documented, with no word of the upstream's in it. The parts that
//! differ from what the upstream sends in their names alone are declared where they are read.
//!
//! Times are RFC 3339 in UTC. A member that is not known is absent, never null. Where a member is
//! one of several words, those that the manufacturer documents are listed; one that it adds later
//! passes through.

mod alarm;
mod alert;
mod callback;
mod collision;
mod command;
mod from_wire;
mod group;
mod list;
mod maintenance;
pub(crate) mod monitor;
mod origin;
mod position;
mod reading;
mod record;
mod remote_action;
#[cfg(feature = "openapi")]
pub mod schema;
pub mod status;
pub mod telemetry;
#[cfg(any(test, feature = "fuzzing"))]
pub mod tests;
mod translate;
mod trip;
mod user;
mod vehicle;

pub use crate::wire::Program;
pub use alarm::{Activation, Alarm, AlarmReport, Trigger};
pub use alert::Alert;
pub use callback::Callback;
pub use collision::{Collision, Impact};
pub use from_wire::{Described, FromWire};
pub use list::List;
pub use maintenance::Maintenance;
pub use monitor::Monitor;
pub use position::Position;
pub use reading::{Reading, Reason};
pub use remote_action::RemoteAction;
pub use status::Status;
pub use telemetry::Telemetry;
pub use translate::{JsonText, Translate, translate};
pub use trip::{EnergyConsumption, Fault, Segment, Trip};
pub use user::User;
pub use vehicle::Vehicle;

/// Calls a macro with the kinds of document that have a model: a row has the model, whether there
/// are lists of it (`listed`) or it comes alone (`single`), and its samples in
/// `shared/tests/samples`.
#[cfg(any(test, feature = "fuzzing"))]
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
#[cfg(any(test, feature = "fuzzing"))]
use kinds;
