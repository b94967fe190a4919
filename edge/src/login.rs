//! Logging in and out.
//!
//! - [`begin`]: sends the driver to the identity provider, with a sealed cookie that remembers
//!   what was begun ([`pending`]).
//! - [`callback`]: takes the code and makes a session of it, for a page or a client
//!   ([`destination`]).
//! - [`create_session`]: opens a session with tokens that have come.
//! - [`id_token`]: whether the identity provider proves who has logged in.
//! - [`password`]: logs in by password, in preproduction.
//! - [`logout`], [`accounts`]: end sessions and list them.
//! - [`return_to`]: where a driver may be sent back to.

pub mod accounts;
pub mod begin;
pub mod brands;
pub mod callback;
pub mod create_session;
pub mod destination;
pub mod id_token;
pub mod logout;
pub mod outcome;
pub mod password;
pub mod pending;
pub mod return_to;

#[cfg(test)]
mod tests;
