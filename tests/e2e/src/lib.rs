//! The whole chain on this machine: the edge in the real Workers runtime, the relay, and the
//! sandbox in place of Stellantis, started on free ports and ended with their handles.
//!
//! [`chain`] starts everything; [`driver`] logs in over plain HTTP. The tests and `make demo` are
//! written over these two.

pub mod causes;
pub mod chain;
pub mod curl;
pub mod direct;
pub mod driver;
pub mod edge;
pub mod piped;
pub mod ports;
pub mod process;
pub mod project;
pub mod relay;
pub mod sandbox;
mod sandbox_keys;
pub mod workerd;
pub mod wrangler;
