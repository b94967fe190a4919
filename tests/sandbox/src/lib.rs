//! A stand-in Stellantis for one machine: an identity provider for each of the brands, the
//! connected-car API behind mutual TLS, and their certificate authority.
//!
//! It is written from the manufacturer's documentation and shares no code with the product that
//! is tested against it, so that a mistake in one is not silently repeated in the other.

pub mod options;

mod api;
mod calls;
mod chance;
mod control;
mod describe;
mod faults;
mod idp;
mod instant;
mod lock;
mod monitors;
mod notify;
mod pki;
mod registrations;
mod remote;
mod sandbox;
mod serve;
mod subscriptions;
mod tokens;
mod words;
mod world;

pub use sandbox::{Sandbox, StartError};
