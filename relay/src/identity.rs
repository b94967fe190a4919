//! Who the relay is: a certificate and the key that belongs to it, and the authorities that it
//! trusts in turn, each judged before it is used.

mod authorities;
mod chain;
mod credential;
mod error;
mod format;
mod pem;
mod pin;
#[cfg(feature = "pkcs12")]
mod pkcs12;
mod pkcs8;
mod served;
mod short_iv;
mod unreadable;

pub(crate) use authorities::Authorities;
pub use chain::Broken;
pub use credential::Credential;
pub(crate) use credential::days_left;
pub use error::Error;
pub(crate) use pin::{NotPinned, server_verifier};
pub(crate) use served::Served;
pub use unreadable::Unreadable;
