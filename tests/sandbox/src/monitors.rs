//! What apps have watched of cars: triggers and the expression that joins them, looked at whenever
//! a car tells something by the world's clock.

pub(crate) mod bool_exp;
mod condition;
pub(crate) mod instants;
mod local_time;
pub(crate) mod reading;
pub(crate) mod sight;
pub(crate) mod watch;
