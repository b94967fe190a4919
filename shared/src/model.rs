//! What front ends get: strict, documented, with no word of the upstream's in it.
//!
//! Times are RFC 3339 in UTC. A member that is not known is absent, never null. Where a member is
//! one of several words, those that the manufacturer documents are listed; one that it adds later
//! passes through.

mod alarm;
mod from_wire;
mod group;
mod list;
mod maintenance;
mod position;
mod program;
mod reading;
pub mod status;
mod temperature;
mod user;
mod vehicle;

pub use alarm::{Activation, Alarm, Trigger};
pub use from_wire::FromWire;
pub use list::List;
pub use maintenance::Maintenance;
pub use position::Position;
pub use program::Program;
pub use reading::{Reading, Reason};
pub use status::Status;
pub use user::User;
pub use vehicle::Vehicle;
