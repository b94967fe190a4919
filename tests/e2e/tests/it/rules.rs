//! Rules, from a front end's call through edge, relay and mutual TLS to what the manufacturer watches
//! for.

mod changes;
mod recovery;
mod refused;
pub(crate) mod watching;
