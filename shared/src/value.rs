//! Numbers and times, of one type where they are read and where they are answered.
//!
//! A [`Number`] is finite by construction, so no document becomes a null. A [`Timestamp`] is read
//! in every form that the upstream writes one in, and written in one.

pub(crate) mod measured;
mod number;
mod time_of_day;
mod timestamp;

pub use number::Number;
pub(crate) use number::whole;
pub use time_of_day::TimeOfDay;
pub use timestamp::{NoTimestamp, Timestamp};
