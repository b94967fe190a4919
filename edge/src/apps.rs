//! The authorization server that phone apps and pages of other sites see (RFC 6749, for public
//! clients that prove themselves by RFC 7636).
//!
//! - [`metadata`]: what it can do, for clients to discover.
//! - [`authorize`]: sends the driver to the manufacturer, for a client ([`authorization`]).
//! - [`hand_off`]: the one-time code that the client is answered with.
//! - [`token`]: exchanges it: for a [`bearer`], or for the cookie of a [`page`].
//! - [`revoke`]: ends the session behind a bearer.
//! - [`parameters`], [`refusal`]: how clients ask, and how they are told no.

pub mod authorization;
pub mod authorize;
pub mod bearer;
pub mod hand_off;
pub mod metadata;
pub mod page;
pub mod parameters;
pub mod refusal;
pub mod revoke;
pub mod token;

#[cfg(test)]
mod tests;
