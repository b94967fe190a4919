//! Numbers and times, the same for whoever reads them and for whoever is answered.

mod number;
mod time_of_day;
mod timestamp;

pub use number::Number;
pub use time_of_day::TimeOfDay;
pub use timestamp::{NoTimestamp, Timestamp};
