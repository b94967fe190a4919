//! The authorization server that phone apps and pages of other sites see (RFC 6749, for public
//! clients that prove themselves by RFC 7636).
//!
//! - [`metadata`]: what it can do, for clients to discover (RFC 8414).
//! - [`authorize`]: the authorization endpoint, which sends the driver to the manufacturer.
//! - [`response`]: the authorization response, which answers the client at its redirect URI.
//! - [`code`]: the authorization code in it.
//! - [`token`]: the token endpoint: exchanges the code for a bearer or a page's cookie.
//! - [`revoke`]: the revocation endpoint: ends the session behind a bearer (RFC 7009).
//! - [`parameters`], [`error`]: what clients send, and how they are refused.

pub mod authorize;
pub mod code;
pub mod error;
pub mod metadata;
pub mod parameters;
pub mod response;
pub mod revoke;
pub mod token;

#[cfg(test)]
mod tests;
