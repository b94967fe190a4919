//! Commands, from a front end's call through edge, relay and mutual TLS to the car, and what is told
//! of them.

mod bad_input;
pub(crate) mod browser;
mod callback;
mod callers;
mod captured;
mod causes;
mod effects;
mod hooks;
mod login;
mod once;
pub(crate) mod ordering;
pub(crate) mod proxy;
mod secrets;
mod trouble;
