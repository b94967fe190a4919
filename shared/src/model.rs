//! What front ends get: strict, documented, with no word of the upstream's in it.
//!
//! Times are RFC 3339 in UTC, as text. A member that is not known is absent, never null.

mod list;
mod user;
mod vehicle;

pub use list::List;
pub use user::User;
pub use vehicle::Vehicle;
