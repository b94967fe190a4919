//! The certificate and key of an identity, and the authorities whose servers it trusts, each
//! checked before it is used.

mod authorities;
mod certificate_resolver;
mod chain;
mod credential;
mod error;
mod format;
mod pem;
mod pin;
mod pkcs12;
mod pkcs8;
mod short_iv;
mod unreadable;

pub use authorities::Authorities;
pub(crate) use certificate_resolver::CertificateResolver;
pub use chain::ChainError;
pub use credential::Credential;
pub(crate) use credential::days_left;
pub use error::Error;
pub(crate) use pin::{NotPinned, server_verifier};
pub use unreadable::Unreadable;
