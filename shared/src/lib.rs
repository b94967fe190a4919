//! What Kerbside's edge and relay must agree on.
//!
//! Everything here is pure: no I/O, no clock, no randomness. Time and nonces are arguments, so
//! the same code runs in a Worker's wasm, in the native relay and in a test without waiting.
//!
//! - [`brand`]: the brands, their login hosts and realms, and what a VIN says of them.
//! - [`operation`]: the table of calls that exist upstream. The edge builds calls from it, the
//!   relay allows by it.
//! - [`command`]: the table of commands to a car. [`rule`]: the table of what can be watched on one.
//!   [`write`]: the bodies of the operations that change something.
//! - [`signature`]: how the edge signs a call and the relay checks it.
//! - [`webhook`]: how the edge signs what it sends to the owner's own server.
//! - [`hop`]: the headers and the hello that pass between the two beside the signature.
//! - [`json`]: trees of JSON, read and written.
//! - [`problem`]: every problem a caller can be answered with.
//! - [`wire`]: what Stellantis sends, read tolerantly. [`model`]: what front ends get. [`value`]:
//!   numbers and times, which are the same in both.

#[cfg(all(test, target_arch = "wasm32"))]
#[macro_use]
extern crate wasm_test;

pub mod brand;
pub mod command;
pub mod hop;
pub mod json;
pub mod model;
pub mod operation;
pub mod problem;
pub mod rule;
pub mod secret;
pub mod signature;
pub mod value;
pub mod webhook;
pub mod wire;
#[cfg(feature = "openapi")]
pub mod words;
pub mod write;
